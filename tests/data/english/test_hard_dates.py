"""Hard dates as real entries print them: what each sentence's events are dated."""

import pytest

from data import ReportError

CASES = [
    ("On 12 March 43-year-old Ana Roe was arrested.", ["2012-03-12"]),
    ("Delegates visited in March and November.", ["2012-03", "2012-11"]),
    ("Protests took place between January and June.", ["2012-01/2012-06"]),
    ("By the end of the year, the law had been adopted.", ["2012-12"]),
    ("By the end of 2012, the law had been adopted.", ["2012-12"]),
    ("On 3 May, he was arrested. Twelve days later he was freed.", ["2012-05-03", "2012-05-15"]),
    ("In July, a court reviewed the case of a man arrested in April 2012.", ["2012-04", "2012-07"]),
    ("The party has been banned since 2002. In May, it was reinstated.", ["2002", "2012-05"]),
    ("In early February, the mayor resigned.", ["2012-02"]),
    ("In the first half of the year, 20 people were executed.", ["2012-01/2012-06"]),
    ("On 15 March the mayor resigned and was arrested on January 15, 2012.", ["2012-01-15", "2012-03-15"]),
    ("Around 4 April, the mayor was abducted.", ["2012-04-04~"]),
    ("In August/September the mayor was tried.", ["2012-08/2012-09"]),
    ("From February to April, the mayor was held.", ["2012-02/2012-04"]),
    ("Ana Roe and Bob Low were released in October and December respectively.", ["2012-10", "2012-12"]),
    ("In July, the mayor was arrested. The same month, the governor resigned.", ["2012-07", "2012-07"]),
    ("In July, the mayor was arrested. A few days later the governor resigned.", ["2012-07"]),
    ("As of October, 20 people were held. In May one person died.", ["2012-05"]),
    ("The trial was due to begin in December. In May one person died.", ["2012-05"]),
    ("The elections scheduled for October were postponed in May.", ["2012-05"]),
    ("In March 2011, the mayor was arrested. In June, he was sentenced.", ["2011-03", "2011-06"]),
    ("On 3 June, May Thura was arrested.", ["2012-06-03"]),
    ("May Thura was arrested in July.", ["2012-07"]),
    ("Protesters may march in June.", []),
    ("In mid-October, the mayor resigned.", ["2012-10"]),
    ("The mayor was arrested on Dec. 5, 2012.", ["2012-12-05"]),
    ("On January 15 and 16, police arrested protesters.", ["2012-01-15", "2012-01-16"]),
    ("On 15 and 16 January, police arrested protesters.", ["2012-01-15", "2012-01-16"]),
    ("On 15-16 January, police arrested protesters.", ["2012-01-15/2012-01-16"]),
    ("Between 15 and 20 January, police arrested protesters.", ["2012-01-15/2012-01-20"]),
    ("From 15 to 20 January, police arrested protesters.", ["2012-01-15/2012-01-20"]),
    ("On the night of 15 January, police arrested protesters.", ["2012-01-15"]),
    ("During the night of 3-4 May, police arrested protesters.", ["2012-05-03/2012-05-04"]),
    ("On January 15-18, 2012, police arrested protesters.", ["2012-01-15/2012-01-18"]),
    ("On 30 April/1 May, police arrested protesters.", ["2012-04-30/2012-05-01"]),
    ("At year's end, 20 people were held. In May, one died.", ["2012-05"]),
    ("In the second quarter of 2012 arrests rose.", ["2012-04/2012-06"]),
    ("In spring, arrests rose. In May, they fell.", ["2012-05"]),
    ("The June 5 protest ended in violence.", ["2012-06-05"]),
    ("The January elections were criticized by observers.", ["2012-01"]),
    ("The mayor was killed in the March attack.", ["2012-03"]),
    ("Throughout June and July, protests continued.", ["2012-06", "2012-07"]),
    ("Ana was arrested on 5 May. Two weeks later, on 19 May, she was freed.", ["2012-05-05", "2012-05-19"]),
    ("In June the court ruled that the July 2010 arrest of Ana Roe was illegal.", ["2012-06"]),
    ("Ana Roe, who was arrested in May, was released in August.", ["2012-05", "2012-08"]),
    ("Ana Roe, arrested in May, was released.", ["2012-05"]),
    ("On 27 December 2011, the mayor resigned.", ["2011-12-27"]),
    ("In the month of May, the mayor resigned.", ["2012-05"]),
    ("During the first three months of the year, 12 people died.", ["2012-01/2012-03"]),
    ("Over the summer, the mayor resigned. In May, a law passed.", ["2012-05"]),
    ("The mayor was arrested in 2012. In May, he died.", ["2012-05"]),
    ("Elections will be held in November. In May, a law passed.", ["2012-05"]),
    ("Ana Roe remained in custody until her release in June.", ["2012-06"]),
    ("The law will enter into force in January 2013. It passed in May.", ["2012-05"]),
    ("Amendments that entered into force in March allowed strikes.", ["2012-03"]),
    ("On 4 and 7 May, and 3 June, protesters were beaten.", ["2012-05-04", "2012-05-07", "2012-06-03"]),
    ("On 4th May the mayor resigned.", ["2012-05-04"]),
    ("On the 4th of May the mayor resigned.", ["2012-05-04"]),
    ("Late in May, the mayor resigned.", ["2012-05"]),
    ("Two months earlier, in March, he had been arrested.", ["2012-03"]),
    ("The next day, 5 May, she died.", ["2012-05-05"]),
    ("Ana was arrested on 30 May and was released the following day.", ["2012-05-30", "2012-05-31"]),
    ("In the early hours of 3 May, Ana was arrested.", ["2012-05-03"]),
    ("On 3 May last year, Ana was arrested. She was freed on 4 May.", ["2011-05-03", "2011-05-04"]),
    ("No one had been charged by December.", ["2012-12"]),
]


@pytest.mark.parametrize(("text", "dates"), CASES, ids=[text[:48] for text, _ in CASES])
def test_dates_of_events(events_of, text, dates):
    try:
        found = list(events_of(text)["date"])
    except ReportError:
        found = []
    assert sorted(found) == sorted(dates)
