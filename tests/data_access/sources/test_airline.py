"""Airline reviews: an overall rating of ten, days as people write them, and a label before the words."""

import pytest

SKYTRAX = (
    "airline_name,link,title,author,author_country,date,content,aircraft,type_traveller,cabin_flown,route,"
    "overall_rating,seat_comfort_rating,cabin_staff_rating,food_beverages_rating,inflight_entertainment_rating,"
    "ground_service_rating,wifi_connectivity_rating,value_money_rating,recommended\n"
    "meadow-air,/airline-reviews/meadow-air,Meadow Air review,A Brown,Germany,2015-04-10,On time.,,,Economy,,"
    "7,4,4,4,0,,,4,1\n"
)
NUMBERED = (
    ",Airline Name,Overall_Rating,Review_Title,Review Date,Verified,Review,Aircraft,Type Of Traveller,Seat Type,Route,"
    "Date Flown,Seat Comfort,Cabin Staff Service,Value For Money,Recommended\n"
    '0,Meadow Air,9,"""pretty decent airline""",11th November 2019,True,  ✅ Trip Verified | Moroni to Anjouan.,,'
    "Solo Leisure,Economy Class,,November 2019,4,5,3,yes\n"
    '1,Hill Air,n,"""poor""",21st August 2024,False,Not Verified |  Never again.,,,,,,1,1,1,no\n'
)


@pytest.mark.parametrize("content", [SKYTRAX, NUMBERED])
def test_airline_reviews_are_of_ten_and_of_many_brands(imported, content):
    survey = imported(content, None).survey
    assert (survey.kind, survey.preset, survey.questions) == ("feedback", "airline", ())
    assert survey.constants["rating_scale"] == "10"


def test_words_days_and_ratings_of_airline_reviews(imported):
    result = imported(NUMBERED, None)
    assert result.column("brand") == ["Meadow Air", "Hill Air"]
    assert result.column("created_on") == ["2019-11-11", "2024-08-21"]
    assert result.column("text") == ["Moroni to Anjouan.", "Never again."]
    assert result.column("rating") == [9, None]
    assert result.column("product") == ["Economy Class", None]


def test_the_country_of_the_author_and_the_page(imported):
    result = imported(SKYTRAX, None)
    assert (result.column("rating"), result.column("country")) == ([7], ["Germany"])
    assert result.column("title") == ["Meadow Air review"]
