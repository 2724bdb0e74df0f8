"""Exported files, opened again: the same numbers in the same order, with definition, filters and age, and no tricks."""

import csv
import io
import json
import re
import time
import zipfile
from datetime import date, datetime
from html.parser import HTMLParser

import openpyxl
import pandas as pd
import pytest
from PIL import Image
from pptx import Presentation as Deck
from pypdf import PdfReader

from components import exporting, theme
from components.exporting import about, figures, numbers
from data_access import frozen
from data_access.snapshots import Content
from tests.components.exporting import variety

PRESENTATION = variety.presentation()
SLIDES = PRESENTATION.slides


def frame_cells(place: int) -> list[tuple]:
    """The rows of a slide as files have them, straight from the frame."""
    frame = SLIDES[place].snapshot.content.rows.dropna(axis="columns", how="all")
    # Sums that only make intervals say nothing to a reader.
    frame = frame.drop(columns="moment_dd", errors="ignore")
    return [tuple(plain(value) for value in row) for row in frame.itertuples(index=False)]


def plain(value):
    if value is None or value is pd.NaT or value != value:
        return None
    if isinstance(value, pd.Timestamp):
        return value.date()
    return value


def titles(place: int) -> tuple:
    return numbers.table(SLIDES[place].snapshot.content).columns


def assert_same(rows, expected) -> None:
    """Numbers in workbooks have 16 digits, one more than spreadsheets keep."""
    assert len(rows) == len(expected)
    for row, own in zip(rows, expected, strict=True):
        for cell, value in zip(row, own, strict=True):
            if isinstance(value, float | int) and not isinstance(value, bool):
                assert isinstance(cell, float | int) and cell == pytest.approx(value, rel=1e-15)
            else:
                assert (cell.date() if isinstance(cell, datetime) else cell) == value


WITH_ROWS = [place for place, slide in enumerate(SLIDES) if slide.snapshot.content.rows is not None]


# PowerPoint


@pytest.fixture(scope="module")
def deck():
    return Deck(io.BytesIO(exporting.make(PRESENTATION, "pptx", "light")))


def texts(page) -> str:
    return "\n".join(shape.text_frame.text for shape in page.shapes if shape.has_text_frame)


def chart(page):
    return next(shape.chart for shape in page.shapes if shape.has_chart)


def values(page) -> dict[str, list]:
    return {series.name: list(series.values) for series in chart(page).plots[0].series}


def embedded(page):
    return openpyxl.load_workbook(io.BytesIO(chart(page).part.chart_workbook.xlsx_part.blob))


def test_every_slide_says_what_it_shows_and_how_old_it_is(deck):
    assert len(deck.slides) == len(SLIDES)
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, abs=1e-3)
    for page, slide in zip(deck.slides, SLIDES, strict=True):
        content, notes = slide.snapshot.content, page.notes_slide.notes_text_frame.text
        assert page.shapes.title.text_frame.text == slide.headline
        assert f"Data as of 30 Jun 2026 · snapshot {slide.snapshot.snapshot_id}" in texts(page)
        assert content.subtitle in texts(page)
        for told in (content.definition_name, content.definition.strip(), content.filters, slide.snapshot.snapshot_id):
            assert told in notes
    assert deck.slides[0].notes_slide.notes_text_frame.text.startswith("Say hello.\nThen wait.")


def test_lines_have_their_bounds_and_the_period_before_with_all_digits(deck):
    frame, drawn = SLIDES[0].snapshot.content.rows, values(deck.slides[0])
    assert list(drawn) == ["Before", "Repurchase", "Repurchase, 95% from", "Repurchase, 95% to"]
    for name, column in (("", "value"), (", 95% from", "low"), (", 95% to", "high")):
        assert drawn[f"Repurchase{name}"] == frame[column].tolist()
    sheet = embedded(deck.slides[0])["Sheet1"]
    assert [row[0].value.date() for row in sheet.iter_rows(min_row=2)] == [day.date() for day in frame["period"]]
    assert str(chart(deck.slides[0]).plots[0].series[0].format.line.color.rgb) == theme.GREY.lstrip("#")


def test_names_stand_at_the_ends_of_lines_and_do_not_touch(deck):
    spaces = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
    area = chart(deck.slides[5])._chartSpace
    moved = [float(each.get("val")) for each in area.findall(".//c:dLbl//c:manualLayout/c:y", spaces)]
    assert moved, "0.41 and 0.409 lie so close that one name has to move"
    assert not chart(deck.slides[5]).has_legend


def test_bars_have_their_numbers_and_their_intervals(deck):
    frame = SLIDES[1].snapshot.content.rows.sort_values("value", ascending=False)
    ((_, drawn),) = values(deck.slides[1]).items()
    assert drawn == pytest.approx((frame["value"] * 100).tolist(), rel=1e-15), "a score is read a hundred times larger"
    named = [f"{row.group} · n {row.denominator:.0f}" for row in frame.itertuples()]
    assert list(chart(deck.slides[1]).plots[0].categories) == named
    spaces = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
    bars = chart(deck.slides[1])._chartSpace.find(".//c:errBars", spaces)
    for side, spans in (("plus", frame["high"] - frame["value"]), ("minus", frame["value"] - frame["low"])):
        lengths = [float(each.text) for each in bars.findall(f"c:{side}//c:v", spaces)]
        assert lengths == pytest.approx((spans * 100).tolist())
    stacked = SLIDES[2].snapshot.content.rows
    for name, own in stacked.groupby("group"):
        assert values(deck.slides[2])[name.capitalize()] == own["value"].tolist()
    assert '"€"' in chart(deck.slides[2]).value_axis.tick_labels.number_format
    assert values(deck.slides[9])["Share of revenue"] == SLIDES[9].snapshot.content.rows["revenue_share"].tolist()
    (name, starts), (_, lengths) = values(deck.slides[8]).items()
    assert (name, starts, lengths) == ("starts", [0, 1561, 0], [2012, 451, 1561])
    assert values(deck.slides[6])["Value"] == SLIDES[6].snapshot.content.rows["value"].tolist()


def test_a_curve_is_a_stair_through_all_its_points(deck):
    frame = SLIDES[4].snapshot.content.rows
    xml = chart(deck.slides[4])._chartSpace
    spaces = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
    series = xml.findall(".//c:ser", spaces)
    x, y = ([float(v.text) for v in series[0].findall(f"c:{side}//c:v", spaces)] for side in ("xVal", "yVal"))
    assert set(zip(frame["age"], frame["value"], strict=True)) <= set(zip(x, y, strict=True))
    assert all(x[place] == x[place + 1] or y[place] == y[place + 1] for place in range(len(x) - 1))
    assert len(series) == 3, "the line and both bounds"


def test_the_workbook_of_every_chart_has_all_rows_and_no_formula(deck):
    charts = [place for place in WITH_ROWS if any(shape.has_chart for shape in deck.slides[place].shapes)]
    assert len(charts) == 8
    for place in charts:
        book = embedded(deck.slides[place])
        rows = list(book["Numbers"].iter_rows(min_row=2, values_only=True))
        assert_same(rows, frame_cells(place))
        assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_cells_and_rows_are_native_tables(deck):
    def table(page):
        held = next(shape.table for shape in page.shapes if shape.has_table)
        return [[cell.text for cell in row.cells] for row in held.rows]

    grid = table(deck.slides[3])
    assert grid[0] == ["First order", "n", "1", "2"]
    assert ["Jan 2025", "187", "22%", "12%*"] in grid and ["Feb 2025", "130", "15%*", ""] in grid
    assert ["a", "120"] in table(deck.slides[7])
    assert table(deck.slides[13])[1][0] == "C1"
    assert variety.RUNS in table(deck.slides[13])[2]


def test_cards_findings_and_quotes_are_texts(deck):
    content = SLIDES[10].snapshot.content
    for card in content.cards:
        for said in (
            card.label,
            card.value_text,
            card.verdict_text,
            card.change_text,
            card.base_text,
            card.target_text,
        ):
            assert said in texts(deck.slides[10])
    for finding in SLIDES[11].snapshot.content.findings:
        assert finding in texts(deck.slides[11])
    for quote in SLIDES[12].snapshot.content.quotes:
        assert quote.text in texts(deck.slides[12]) and quote.origin in texts(deck.slides[12])
    assert "No feedback in this period." in texts(deck.slides[14])


# Excel and CSV


def test_the_workbook_has_numbers_as_numbers_and_nothing_that_runs():
    book = openpyxl.load_workbook(io.BytesIO(exporting.make(PRESENTATION, "xlsx", "light")))
    assert len(book.sheetnames) == len(set(name.lower() for name in book.sheetnames)) == len(SLIDES) + 1
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    for place in WITH_ROWS:
        cells = list(book.worksheets[place + 1].iter_rows(values_only=True))
        expected = frame_cells(place)
        start = next(at for at, row in enumerate(cells) if row[: len(expected[0])] == titles(place))
        assert_same([row[: len(expected[0])] for row in cells[start + 1 : start + 1 + len(expected)]], expected)
    cover = list(book.worksheets[0].iter_rows(min_row=5, values_only=True))
    assert [row[1] for row in cover] == [slide.headline for slide in SLIDES]
    first = cover[0]
    assert "Region: North" in first and any("Formal Repurchase" in str(cell) for cell in first)
    assert datetime(2026, 6, 30) in first and "snap00" in first and "Say hello.\nThen wait." in first


def test_csv_files_come_in_order_with_an_index():
    files = zipfile.ZipFile(io.BytesIO(exporting.make(PRESENTATION, "csv", "light")))
    index = list(csv.DictReader(io.StringIO(files.read("contents.csv").decode("utf-8-sig"))))
    assert [row["File"] for row in index] == [name for name in files.namelist() if name != "contents.csv"]
    assert list(dict.fromkeys(row["Headline"] for row in index)) == [slide.headline for slide in SLIDES]
    assert {row["Data as of"] for row in index} == {"2026-06-30"}
    for place in WITH_ROWS:
        name = next(row["File"] for row in index if row["Slide"] == str(place + 1))
        assert not re.search(r'[<>:"/\\|?*]', name)
        rows = list(csv.reader(io.StringIO(files.read(name).decode("utf-8-sig"))))[1:]
        for row, expected in zip(rows, frame_cells(place), strict=True):
            for text, value in zip(row, expected, strict=True):
                assert not text.startswith(("=", "@")), "a spreadsheet would run it"
                if isinstance(value, float | int) and not isinstance(value, bool):
                    assert float(text) == value
                elif isinstance(value, date):
                    assert text == value.isoformat()
                elif isinstance(value, str):
                    assert text.removeprefix("'") == value


# Web page


class Page(HTMLParser):
    """What a browser would make of the page: tags with their attributes, texts, and the scripts' insides."""

    def __init__(self, text: str):
        super().__init__()
        self.tags, self.texts, self.scripts, self._in = [], [], [], ""
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self._in = tag if tag in ("script", "style") else self._in

    def handle_endtag(self, tag):
        self._in = "" if tag == self._in else self._in

    def handle_data(self, data):
        if self._in == "script":
            self.scripts.append(data)
        elif not self._in:
            self.texts.append(data)


@pytest.fixture(scope="module")
def web_page():
    return exporting.make(PRESENTATION, "html", "dark").decode()


def test_the_page_fetches_nothing_and_runs_nothing_of_the_data(web_page):
    page = Page(web_page)
    policy = next(held["content"] for tag, held in page.tags if held.get("http-equiv") == "Content-Security-Policy")
    assert "default-src 'none'" in policy and "connect-src" not in policy and "'unsafe-eval'" not in policy
    scripts = policy.split("script-src ")[1].split(";")[0]
    assert scripts.count("'sha256-") == 2 and "unsafe" not in scripts
    assert not [held for _, held in page.tags if held.get("src") or held.get("href")]
    assert [tag for tag, _ in page.tags].count("script") == 3
    assert "<script>alert(1)" not in web_page
    assert any("<script>alert(1)</script>" in text for text in page.texts), "it is shown as it was written"


def test_the_page_has_every_number_and_what_stands_behind_it(web_page):
    page = Page(web_page)
    deck = json.loads(page.scripts[0])
    told = "".join(page.texts)
    for slide, figure in zip(SLIDES, deck["figures"], strict=True):
        assert slide.headline in told and f"snapshot {slide.snapshot.snapshot_id}" in told
        assert slide.snapshot.content.definition in told
        assert (figure is not None) == (about.kind(slide.snapshot.content) == "figure")
    for place in WITH_ROWS:
        for row in frame_cells(place):
            for value in row:
                if isinstance(value, float) and not value.is_integer() and place != 13:
                    assert repr(value) in told
    line = next(trace for trace in deck["figures"][0]["data"] if trace["name"] == "Repurchase")
    assert line["y"] == SLIDES[0].snapshot.content.rows["value"].tolist()


# PDF and pictures


@pytest.mark.parametrize("look", exporting.LOOKS)
def test_the_pdf_has_a_page_a_slide_with_its_words_and_numbers(look):
    shares = []
    made = exporting.make(PRESENTATION, "pdf", look, lambda share, stage: shares.append((share, stage)))
    assert [stage for _, stage in shares[: len(SLIDES)]] == [slide.headline for slide in SLIDES]
    assert [share for share, _ in shares] == sorted(share for share, _ in shares) and shares[-1][0] < 1
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(made)).pages]
    assert len(pages) == len(SLIDES)
    for page, slide in zip(pages, SLIDES, strict=True):
        assert slide.headline.strip() in page
        assert f"Data as of 30 Jun 2026 · snapshot {slide.snapshot.snapshot_id}" in page
        assert slide.snapshot.content.filters in page
    assert "Prices raised" in pages[0] and "Repurchase" in pages[0]
    for printed in ("+24.3", "−9.1", "n 300", "n 250"):
        assert printed in pages[1]
    assert "22%" in pages[3] and "187" in pages[3]
    assert "2,012" in pages[8] and "−451" in pages[8]
    assert "34.2%" in pages[10] and "▲ Better" in pages[10]
    assert variety.MARKUP in pages[11] and variety.MARKUP in pages[12]


def test_there_is_a_picture_of_every_slide():
    files = zipfile.ZipFile(io.BytesIO(exporting.make(PRESENTATION, "png", "light")))
    assert len(files.namelist()) == len(SLIDES) and files.namelist() == sorted(files.namelist())
    for name in files.namelist():
        picture = Image.open(io.BytesIO(files.read(name))).convert("RGB")
        assert picture.size == (1920, 1080)
        assert picture.getpixel((2, 2)) == (255, 255, 255)
        assert len(picture.getcolors(1 << 20)) > 20, "something is drawn"


# All kinds


def test_names_of_files_and_an_empty_presentation():
    assert about.file_name(PRESENTATION, "pdf") == "What we learned H1 2026.pdf"
    empty = variety.Presentation("p", "..", PRESENTATION.made_at, PRESENTATION.made_at, ())
    assert about.file_name(empty, "pptx") == "Presentation.pptx"
    for kind in exporting.KINDS:
        with pytest.raises(ValueError, match="no slides"):
            exporting.make(empty, kind, "light")


def test_figures_that_came_from_the_database_say_the_same():
    for slide in SLIDES:
        content = slide.snapshot.content
        if content.figure is None:
            continue

        kept = frozen.from_json(
            frozen.to_json(Content(content.title, figure=figures.plain(content.figure), rows=content.rows))
        )
        assert figures.coloured(kept.figure, "dark") == figures.coloured(content.figure, "dark")
        assert numbers.table(kept) == numbers.table(content)


@pytest.mark.parametrize("kind", ["pptx", "html", "pdf", "xlsx", "csv"])
def test_twenty_slides_take_no_more_than_a_few_seconds(kind):
    twenty = (SLIDES * 2)[:20]
    long = variety.Presentation("p", "Long", PRESENTATION.made_at, PRESENTATION.made_at, twenty)
    began = time.process_time()
    exporting.make(long, kind, "dark")
    assert time.process_time() - began < 10, "of this process alone: the machine may be busy"
