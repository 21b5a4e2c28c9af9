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
        ("Done in English, and notified in writing on 3 May 2012, pursuant to Rule 77.", []),
        ("The owners were notified in May that the mine would be closed.", ["2012-05"]),
    ],
)
def test_dates_and_what_only_looks_like_one(sentence, dates):
    assert [mention.edtf for mention in find_dates(sentence, 2012)] == dates
