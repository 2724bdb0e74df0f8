"""What the executive, the marketer and the team in a meeting do, step by step in a real browser.

Each step is looked at in both looks and three widths; the pictures are kept for a person in .screenshots, or in the
folder that EARSHOT_SCREENSHOTS names.
"""

import os
import re
from pathlib import Path

import openpyxl
import pptx
import pytest

from tests.browsing import DRAWN, PATIENCE, ROOT, is_in_order, keeps_people_out, served, window

pytestmark = pytest.mark.browser

PICTURES = Path(os.environ.get("EARSHOT_SCREENSHOTS") or ROOT / ".screenshots")
DATA = Path(os.environ.get("EARSHOT_REAL_DATA", ""))
WIDTHS = {1440: 900, 1024: 768, 390: 844}
# Whether the words in charts are light where the page is dark, and dark where it is light.
RECOLOURED = """scheme => [...document.querySelectorAll('.js-plotly-plot .xtick text')].every(word => {
    const shades = getComputedStyle(word).fill.match(/[0-9]+/g).slice(0, 3).map(Number);
    return (shades.reduce((sum, shade) => sum + shade) > 382) === (scheme === 'dark');
})"""


def look(page, name: str) -> None:
    """Light and dark, on a wide screen, a tablet and a phone: in order everywhere, and a picture of each."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    sizes = list(WIDTHS.items())
    for scheme in ("light", "dark"):  # each change draws all charts anew
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(RECOLOURED, arg=scheme, timeout=PATIENCE)
        for width, height in sizes:
            page.set_viewport_size({"width": width, "height": height})
            page.wait_for_timeout(300)  # the charts take their new width
            is_in_order(page)
            page.screenshot(path=PICTURES / f"{name}-{scheme}-{width}.png")
        sizes.reverse()
    page.set_viewport_size({"width": 1440, "height": 900})
    page.emulate_media(color_scheme="light")


def test_executive_sees_the_state_what_changed_and_the_words_behind_it(address, reader):
    reader.grant_permissions(["clipboard-read", "clipboard-write"])
    for page in window(reader):
        page.goto(f"{address}/?region=West", timeout=PATIENCE)
        page.locator(".st-key-finding-0").wait_for(timeout=3 * PATIENCE)
        page.wait_for_function(DRAWN, timeout=PATIENCE)
        verdicts = page.locator(".earshot-kpi-verdict").all_inner_texts()
        assert len(verdicts) == 4 and all(
            re.search("Better|Worse|No clear change|Cannot tell", each) for each in verdicts
        )
        assert all(re.search(r"\d", each) for each in page.locator(".earshot-kpi-base").all_inner_texts())
        look(page, "executive-1-overview")
        page.get_by_role("button", name="Copy link").click()
        page.get_by_text("Copied").wait_for(timeout=PATIENCE)
        assert page.evaluate("navigator.clipboard.readText()") == page.url and "region=West" in page.url
        found = page.locator("[class*=st-key-finding-links-]", has_text="Read").first
        found.get_by_role("link", name="Show it").click()
        page.get_by_role("heading", name="Overview", level=1).wait_for(state="detached", timeout=PATIENCE)
        page.wait_for_function("location.search.includes('region=West')", timeout=PATIENCE)
        page.wait_for_function(DRAWN, timeout=PATIENCE)
        look(page, "executive-2-shown")
        page.go_back()
        page.get_by_role("heading", name="Overview", level=1).wait_for(timeout=PATIENCE)
        found.get_by_role("link", name="Read").click(timeout=PATIENCE)
        page.get_by_role("heading", name="Sentiment", level=1).wait_for(timeout=PATIENCE)
        page.get_by_role("radio", name="Positive", checked=True).wait_for(timeout=PATIENCE)
        page.locator(".earshot-verbatim-text").first.wait_for(timeout=PATIENCE)
        page.wait_for_function("location.search.includes('region=West')", timeout=PATIENCE)
        assert "tone=" in page.url
        look(page, "executive-3-words")


def test_marketer_builds_compares_and_saves_a_segment_and_reads_one_customer(address, wide, stranger):
    wide.goto(f"{address}/segments", timeout=PATIENCE)
    everyone = _count(wide)
    _choose(wide, "[class*=st-key-rule-add-]", "Number of purchases")
    twice = _count(wide, other_than=everyone)
    _choose(wide, "[class*=st-key-rule-add-]", "Named a competitor")
    both = _count(wide, other_than=twice)
    assert _number(everyone) > _number(twice) > _number(both) > 0
    _choose(wide, ".st-key-segment-beside", "Customer group: Champions")
    wide.keyboard.press("Escape")
    wide.locator("th", has_text="Champions").wait_for(timeout=PATIENCE)
    wide.get_by_label("Name", exact=True).fill("Speak of others")
    wide.get_by_label("Name", exact=True).press("Enter")
    wide.get_by_role("button", name="Save").click()
    wide.get_by_text("Saved as Speak of others").wait_for(timeout=PATIENCE)
    wide.locator("th", has_text="Speak of others").wait_for(timeout=PATIENCE)
    wide.wait_for_function(DRAWN, timeout=PATIENCE)
    look(wide, "marketer-1-segment")
    shown = wide.locator("table").first.inner_text()
    for page in window(stranger):
        page.goto(wide.url, timeout=PATIENCE)
        page.locator("th", has_text="Champions").wait_for(timeout=PATIENCE)
        assert _count(page) == both and page.locator("table").first.inner_text() == shown
        _open_first_customer(page)
        look(page, "marketer-2-customer")


def test_team_puts_slides_together_shows_them_and_takes_them_along(address, wide, tmp_path):
    wide.goto(address, timeout=PATIENCE)
    wide.wait_for_function(DRAWN, timeout=PATIENCE)
    came_back = wide.locator(".earshot-kpi-value").first.inner_text()
    _add_to_presentation(wide, ".st-key-headlines", "Monday meeting")
    _add_to_presentation(wide, "[class*=st-key-card-]:has(.js-plotly-plot)")
    wide.get_by_role("link", name="Present").click()
    wide.get_by_role("button", name="Open").first.click(timeout=PATIENCE)
    wide.get_by_role("heading", name="Monday meeting", level=1).wait_for(timeout=PATIENCE)
    headline = wide.get_by_label("Headline")
    headline.fill("More customers come back", timeout=PATIENCE)
    headline.press("Enter")
    wide.get_by_role("button", name="More customers come back").wait_for(timeout=PATIENCE)
    look(wide, "team-1-slides")
    assert keeps_people_out(wide) == []
    wide.get_by_role("button", name="Show it").click()
    shown = wide.locator(".earshot-show .earshot-slide:not(.is-waiting)")
    shown.get_by_role("heading", name="More customers come back").wait_for(timeout=PATIENCE)
    assert came_back in shown.inner_text() and "snapshot" in shown.inner_text()
    look(wide, "team-2-shown")
    assert keeps_people_out(wide) == []
    wide.keyboard.press("ArrowRight")
    shown.locator(".js-plotly-plot .barlayer .point").first.wait_for(timeout=PATIENCE)
    wide.keyboard.press("Escape")
    wide.locator(".earshot-show").wait_for(state="detached", timeout=PATIENCE)
    wide.get_by_role("button", name="Export").click(timeout=PATIENCE)
    slides = pptx.Presentation(_downloaded(wide, "PowerPoint", tmp_path)).slides
    words = [shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame]
    assert any("More customers come back" in each for each in words) and any(came_back in each for each in words)
    book = openpyxl.load_workbook(_downloaded(wide, "Excel", tmp_path))
    cells = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert "More customers come back" in cells
    share = float(came_back.rstrip("%")) / 100
    assert any(isinstance(cell, float) and abs(cell - share) <= 0.0005 for cell in cells)


@pytest.mark.skipif("EARSHOT_REAL_DATA" not in os.environ, reason="EARSHOT_REAL_DATA names no folder")
def test_first_use_leads_from_files_to_a_slide(stranger, tmp_path):
    with served(tmp_path / "empty.duckdb") as address:
        for page in window(stranger):
            page.goto(address, timeout=PATIENCE)
            page.get_by_text("Nothing is here yet").wait_for(timeout=PATIENCE)
            look(page, "first-1-steps")
            page.get_by_role("link", name="Import orders").click()
            _bring_files(page)
            page.get_by_role("link", name="Go to the overview").click()
            page.wait_for_function(DRAWN, timeout=PATIENCE)
            look(page, "first-3-overview")
            _add_to_presentation(page, "[class*=st-key-card-]:has(.js-plotly-plot)", "What the files say")
            page.get_by_role("link", name="Segments").click()
            _choose(page, "[class*=st-key-rule-add-]", "Number of purchases")
            page.locator("th", has_text="This segment").wait_for(timeout=PATIENCE)
            look(page, "first-4-segment")
            _open_first_customer(page)
            look(page, "first-5-customer")
            page.get_by_role("link", name="Present").click()
            page.get_by_role("button", name="Open").click(timeout=PATIENCE)
            page.locator(".earshot-slide .js-plotly-plot .barlayer .point").first.wait_for(timeout=PATIENCE)
            look(page, "first-6-slide")


def _bring_files(page) -> None:
    """A shop's order lines and the reviews of two insurers, dropped at once."""
    page.get_by_text("Drop your exports here").wait_for(timeout=PATIENCE)
    names = ("online_retail/excel_style_france.csv", "pet_insurance/akc_reviews.csv.gz",
             "pet_insurance/pumpkin_reviews.csv.gz")  # fmt: skip
    page.locator("input[type=file]").set_input_files([DATA / name for name in names])
    page.get_by_text("3 files, 2 imports").wait_for(timeout=PATIENCE)
    begin = page.get_by_role("button", name=re.compile("^Import [0-9,]+ rows"))
    begin.wait_for(timeout=PATIENCE)
    _choose(page, "[class*=st-key-ours-]", "AKC")
    look(page, "first-2-files")
    assert keeps_people_out(page) == []
    begin.click()
    page.get_by_role("link", name="Go to the overview").wait_for(timeout=3 * PATIENCE)


def _choose(page, menu: str, option: str) -> None:
    """As a reader does: what is to be clicked is in sight first, for a menu closes when the page is moved under it."""
    entry = page.locator(menu).first.locator("input")
    entry.scroll_into_view_if_needed(timeout=PATIENCE)
    page.wait_for_timeout(500)
    entry.click(timeout=PATIENCE)
    page.get_by_role("option", name=option, exact=True).click(timeout=PATIENCE)


def _count(page, other_than: str = "") -> str:
    """How many customers the segment has, once that has changed."""
    counted = """before => {
        const said = document.querySelector('.earshot-count b');
        return said && said.innerText !== before;
    }"""
    page.wait_for_function(counted, arg=other_than, timeout=PATIENCE)
    return page.locator(".earshot-count b").inner_text()


def _number(text: str) -> int:
    return int(text.replace(",", ""))


def _open_first_customer(page) -> None:
    table = page.locator("[data-testid=stDataFrame] canvas").first
    table.scroll_into_view_if_needed(timeout=PATIENCE)
    page.wait_for_timeout(1500)  # the columns take their width
    box = table.bounding_box()
    page.mouse.click(box["x"] + 36, box["y"] + 52)  # the first row's button, below the titles
    page.locator("li.is-order").first.wait_for(timeout=PATIENCE)
    assert "/customer?id=" in page.url


def _add_to_presentation(page, card: str, title: str = "") -> None:
    page.locator(card).first.hover(timeout=PATIENCE)
    page.locator(card).first.get_by_role("button", name="Add to presentation").first.click(timeout=PATIENCE)
    dialog = page.get_by_role("dialog")
    if title:
        dialog.get_by_label("Title of the presentation").fill(title, timeout=PATIENCE)
    dialog.get_by_role("button", name="Add", exact=True).click(timeout=PATIENCE)
    dialog.wait_for(state="detached", timeout=PATIENCE)


def _downloaded(page, kind: str, folder: Path) -> Path:
    page.get_by_role("radio", name=kind).click(timeout=PATIENCE)
    page.get_by_role("button", name="Make the file").click(timeout=PATIENCE)
    with page.expect_download(timeout=PATIENCE) as download:
        page.get_by_role("button", name=f"Download: {kind}").click(timeout=PATIENCE)
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path
