"""Whose customers speak, by a file's name or a review page's address; and in whole imports."""

import pytest

from data_access import sources
from data_access.sources.brand_evidence import told_brands
from data_access.sources.brand_of import brand_of_file, brand_of_url, known_names, page_of

KNOWN = known_names({"Healthy Paws": ["HealthyPaws"], "Spot": [], "Pets Best": ["petsbest"], "Meadow & Co": ["Meadow"]})
TRUSTPILOT = "https://www.trustpilot.com/review/"
PAGES = "id,filtered,pending,text,rating,title,likes,experienced,published,source\n"


@pytest.mark.parametrize(
    ("url", "brand"),
    [
        (f"{TRUSTPILOT}www.healthypawspetinsurance.com?page=1", "Healthy Paws"),
        (f"{TRUSTPILOT}spotpetins.com", "Spot"),
        (f"{TRUSTPILOT}spotify.com", "Spotify"),
        ("https://uk.trustpilot.com/review/petsbest.co.uk", "Pets Best"),
        ("https://www.yelp.com/biz/healthy-paws?sort_by=date", "Healthy Paws"),
        ("https://www.airlinequality.com/airline-reviews/hill-air/", "Hill Air"),
        ("https://play.google.com/store/apps/details?id=com.meadow.app&hl=en", "Meadow & Co"),
        ("https://apps.apple.com/us/app/spot-shop/id123456", "Spot"),
        (f"{TRUSTPILOT}kingfisher.example", "Kingfisher"),
        ("https://www.trustpilot.com/reviews/64aa01", None),
        ("https://example.com/review/spot", None),
        ("http://[broken", None),
        ("no address", None),
    ],
)
def test_brand_of_a_review_pages_address(url, brand):
    assert brand_of_url(url, KNOWN) == brand
    assert (page_of(url) is None) == (brand is None)


@pytest.mark.parametrize(
    ("name", "brand"),
    [
        ("healthypaws_reviews.csv.gz", "Healthy Paws"),
        ("Healthy Paws - Trustpilot 2024-03.xlsx", "Healthy Paws"),
        ("spot.csv", "Spot"),
        ("reviewsKingfisher2024.csv", "Kingfisher"),
        ("reviews_2024_part2.csv", None),
        ("trustpilot_export_march.csv", None),
        ("tickets_north.csv", None),
        ("20240101.csv", None),
    ],
)
def test_brand_of_a_files_name(name, brand):
    assert brand_of_file(name, (), KNOWN) == brand


def test_a_name_is_spelled_as_customers_write_it():
    texts = ["King Fisher is great", "I like King Fisher.", "king fisher", "With King Fisher since 2020"]
    assert brand_of_file("kingfisher_reviews.csv", (), {}, texts) == "King Fisher"
    assert brand_of_file("a.csv", [f"{TRUSTPILOT}kingfisherpetinsurance.com"], {}, texts) == "King Fisher"
    assert brand_of_file("kingfisher_reviews.csv", (), {}) == "Kingfisher"


def of_pages(given_file, name, *pages):
    rows = [
        f"{name}{n},False,False,Good,5,Fine,0,2024-01-01T00:00:00Z,2024-01-02T00:00:00Z,{TRUSTPILOT}{page}\n"
        for n, page in enumerate(pages)
    ]
    return given_file(PAGES + "".join(rows), name)


def test_one_file_a_brand_with_known_ones_as_they_are_known(given_file, imported):
    paths = [
        of_pages(given_file, "healthypaws_reviews.csv", "www.healthypawspetinsurance.com?page=1"),
        of_pages(given_file, "hill_reviews.csv", "hillpetinsurance.com"),
    ]
    result = imported(paths, None, known_brands=KNOWN)
    assert result.survey.brands == {"healthypaws_reviews.csv": "Healthy Paws", "hill_reviews.csv": "Hill"}
    assert result.column("brand") == ["Healthy Paws", "Hill"]
    ours = imported(paths, None, known_brands=KNOWN, brands={"healthypaws_reviews.csv": ""})
    assert ours.column("brand") == [None, "Hill"]
    said = "The files tell whose customers speak: Hill in hill_reviews.csv. If one is yours, say so: brand NAME --ours."
    assert told_brands(ours.survey.brands) == said
    assert len({tuple(chunk.rows.columns) for chunk in sources.read(ours.survey)}) == 1


def test_several_brands_pages_in_one_file_are_told_apart(given_file, imported):
    path = of_pages(given_file, "all.csv", "spotpetins.com?page=1", "spotpetins.com?page=2", "www.hill.example")
    result = imported([path], None, known_brands=KNOWN)
    assert result.survey.brands == {
        "all.csv": "",
        "trustpilot.com/review/hill.example": "Hill",
        "trustpilot.com/review/spotpetins.com": "Spot",
    }
    assert result.column("brand") == ["Spot", "Spot", "Hill"]


def test_a_column_of_brands_takes_them_as_they_are_known(imported):
    content = "id,date,text,brand\n1,2024-01-31,a,healthypaws\n2,2024-01-31,b,Hill\n3,2024-01-31,c,\n"
    result = imported(content, "feedback", known_brands=KNOWN)
    assert result.survey.brands == {"Hill": "Hill", "healthypaws": "Healthy Paws"}
    assert result.column("brand") == ["Healthy Paws", "Hill", None]
    ours = imported(content, "feedback", brands={"Hill": ""})
    assert ours.column("brand") == ["healthypaws", None, None]


def test_one_file_alone_that_names_nobody_known_is_ours(given_file):
    content = "id,date,text\n1,2024-01-31,good\n"
    one = sources.survey([given_file(content, "kingfisher_reviews.csv")], "feedback", known_brands=KNOWN)
    assert one.brands == {"kingfisher_reviews.csv": ""}
    paths = [given_file(content, f"{name}_reviews.csv") for name in ("kingfisher", "hill")]
    two = sources.survey(paths, "feedback", known_brands=KNOWN)
    assert two.brands == {"kingfisher_reviews.csv": "Kingfisher", "hill_reviews.csv": "Hill"}
    paths = [given_file(content, f"pets_{name}_reviews.csv") for name in ("healthypaws", "hill")]
    shared = sources.survey(paths, "feedback", known_brands=KNOWN)
    assert list(shared.brands.values()) == ["Healthy Paws", "Hill"]
    parts = [given_file(content, f"reviews_{part}.csv") for part in (1, 2)]
    assert set(sources.survey(parts, "feedback").brands.values()) == {""}
