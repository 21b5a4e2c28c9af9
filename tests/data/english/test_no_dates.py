"""What is a date, and what only looks like one."""

import pytest

from data.english.date.mentions import find_dates


@pytest.mark.parametrize(
    ("sentence", "dates"),
    [
        ("During his May visit, the envoy met the miners.", ["2012-05"]),
        ("The March election was lost by the mayor.", ["2012-03"]),
        ("Miners came to the May protests in Talin.", ["2012-05"]),
        ("The march was long, and the May family left.", []),
        ("It may visit Talin.", []),
        ("In June, the mayor answered an article published in April.", ["2012-06"]),
        ("In June, the paper published an article on the April vote.", ["2012-06", "2012-04"]),
        ("More than twenty miners were held in May and more than 300 in June.", ["2012-05", "2012-06"]),
        ("In June, fewer strikes were counted than in May and more than in April.", ["2012-06", "2012-05"]),
        # Names that hold a date
        ("The government left the 11 May Agreement on 3 June.", ["2012-06-03"]),
        ("Supporters of the 12 July Accord met on 6 July.", ["2012-07-06"]),
        ("Shots were fired near 6 May Station on 3 February.", ["2012-02-03"]),
        ("On 7 August the First of October Group was banned.", ["2012-08-07"]),
        ("On 4 March a crowd met on Place du 8 Mai 1945.", ["2012-03-04"]),
        ("On 3 May coalition forces left, and on 5 June Talin was free.", ["2012-05-03", "2012-06-05"]),
        # First names
        ("Mayor August Linde was freed on 7 May.", ["2012-05-07"]),
        ("Police arrested April Marsh and June Tell on 9 November.", ["2012-11-09"]),
        ("On 7 June the poet April Dunn and her brother were freed.", ["2012-06-07"]),
        ("In April Parliament voted, and in May and June Miners’ Day was kept.", ["2012-04", "2012-05", "2012-06"]),
        # What is only compared with
        ("Twice as many were held as in 2009.", []),
        ("In May, the number was three times as high as in April 2009.", ["2012-05"]),
        ("On 4 March guards struck, the longest strike since 2001.", ["2012-03-04"]),
        ("In January the prisons held 900 people, against 600 in January 2011.", ["2012-01"]),
        ("In June courts fined nine papers, a rise from four in June 2011.", ["2012-06"]),
        ("The first executions since the law of August 2004 were carried out in September.", ["2012-09"]),
        ("They told of the war of 2003, as well as of the strikes in April.", ["2003", "2012-04"]),
        ("Over half the cases reported to police by July were dropped.", ["2012-07"]),
        ("They came to the site of the Christmas 1984 massacre.", []),
        ("Under section 12 of the Public Order Act of 2 May 1997, a meeting needs a permit.", []),
        ("On 3 May he was fined under a decree of 5 June 1999.", ["2012-05-03"]),
        ("The right is a lawyer’s (see Tarn v. Ostland [GC], no. 36391/02, § 55, 27 November 2008).", []),
        ("They met (Roe v. Northland [GC], no. 12/02, 3 May 2008) on 4 June.", ["2012-06-04"]),
        ("ANSWER filed. (Entered: 4 May 2012)", []),
        ("Done in English, and notified in writing on 3 May 2012, pursuant to Rule 77.", []),
        ("The owners were notified in May that the mine would be closed.", ["2012-05"]),
    ],
)  # fmt: skip
def test_dates_and_what_only_looks_like_one(sentence, dates):
    assert [mention.edtf for mention in find_dates(sentence, 2012)] == dates
