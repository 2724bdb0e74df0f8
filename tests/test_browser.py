"""The app in a real browser: opened on a deep link, each page paints its charts in both looks and widths."""

import re

import pytest

from tests.browsing import DRAWN, PATIENCE, ROOT, is_in_order, keeps_people_out, window

pytestmark = pytest.mark.browser

FILTERS = "period=Last+12+months&compare=Year+before&region=North"
CHARTS = {
    "": 1,
    "repeat_customers": 2,
    "second_purchase": 4,
    "cohorts": 1,
    "who_comes_back": 3,
    "customer_groups": 3,
    "customer_revenue": 5,
    "outlook": 4,
    "sentiment": 3,
    "competitors": 3,
}


@pytest.fixture(params=[("light", 1440), ("dark", 390)], ids=["light-wide", "dark-narrow"])
def page(request, reader):
    """A reader's window; every host that it talks to is in page.hosts."""
    yield from window(reader, *request.param)


LISTED = re.findall(r'st\.Page\("pages/\w+/(\w+)\.py"', (ROOT / "app.py").read_text(encoding="utf-8"))
FURTHER = ["data?part=Import", "customer?id=DEMO-C01576"]


@pytest.mark.parametrize("name", ["" if name == "overview" else name for name in LISTED] + FURTHER)
def test_deep_link_paints_its_charts_wide_and_narrow_and_keeps_nobody_out(address, wide, name):
    """Nobody: with a screen reader, a keyboard, or eyes that need contrast, axe finds nothing serious."""
    assert len(LISTED) >= 16 and set(CHARTS) <= {"", *LISTED}
    if name in CHARTS:
        _open(wide, address, name)
        assert "region=North" in wide.url
    else:
        wide.goto(f"{address}/{name}", timeout=PATIENCE)
    wide.get_by_role("heading", level=1).first.wait_for(timeout=PATIENCE)
    wide.get_by_text("Demo data: a fictional retailer").first.wait_for(timeout=PATIENCE)
    wide.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=PATIENCE)
    wide.wait_for_timeout(500)  # what comes last is painted
    is_in_order(wide)
    assert keeps_people_out(wide) == []
    wide.emulate_media(color_scheme="dark")
    wide.wait_for_timeout(500)  # the charts take their other colours
    assert keeps_people_out(wide, "color-contrast") == []
    wide.set_viewport_size({"width": 390, "height": 844})
    wide.wait_for_timeout(1000)  # the charts take their new width
    is_in_order(wide)


def test_deep_link_paints_its_charts_in_the_dark_on_a_phone(address, reader):
    for page in window(reader, "dark", 390):
        _open(page, address, "")


def _open(page, address, name):
    page.goto(f"{address}/{name}?{FILTERS}", timeout=PATIENCE)
    enough = "count => document.querySelectorAll('.js-plotly-plot .main-svg:first-child').length >= count"
    page.wait_for_function(enough, arg=CHARTS[name], timeout=PATIENCE)
    page.wait_for_function(DRAWN, timeout=PATIENCE)  # a line, bar, dot or cell
    is_in_order(page)


# How much moved that nobody asked to move, as browsers count it: 0.1 is what its makers call good.
SHIFTS = """window.shifts = []; new PerformanceObserver(list => {
  for (const each of list.getEntries()) if (!each.hadRecentInput) window.shifts.push(each.value);
}).observe({ type: "layout-shift", buffered: true });"""


@pytest.mark.parametrize("name", [*CHARTS, "segments"])
def test_nothing_moves_while_a_page_comes_for_the_first_time(address, stranger, name):
    for shape in ({"width": 1440, "height": 900}, {"width": 390, "height": 844}):
        page = stranger.new_page()
        page.set_viewport_size(shape)
        page.add_init_script(SHIFTS)
        page.goto(f"{address}/{name}", timeout=PATIENCE)
        page.get_by_role("heading", level=1).first.wait_for(timeout=PATIENCE)
        page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=PATIENCE)
        if name in CHARTS:
            page.wait_for_function(DRAWN, timeout=PATIENCE)
        page.wait_for_timeout(500)  # what comes last is painted
        assert sum(page.evaluate("window.shifts")) < 0.1, shape
        page.close()


def test_back_is_one_step_a_page_and_keeps_the_view(address, wide):
    """Whenever the reader leaves: on each page the address says what is in force."""
    wide.goto(f"{address}/?region=West", timeout=PATIENCE)
    wide.get_by_role("button", name="Filters (1)").wait_for(timeout=PATIENCE)
    wide.get_by_role("link", name="Revenue").first.click(timeout=PATIENCE)
    wide.get_by_role("heading", name="Revenue", level=1).wait_for(timeout=PATIENCE)
    wide.wait_for_function(DRAWN, timeout=PATIENCE)
    assert wide.url.endswith("revenue?region=West")
    wide.go_back()
    wide.get_by_role("heading", name="Overview", level=1).wait_for(timeout=PATIENCE)
    wide.get_by_role("button", name="Filters (1)").wait_for(timeout=PATIENCE)
    assert wide.url.endswith("/?region=West")


def test_data_page_lists_what_was_imported(address, page):
    page.goto(f"{address}/data", timeout=PATIENCE)
    page.get_by_role("heading", name="Data", level=1).wait_for(timeout=PATIENCE)
    page.get_by_text("14,550").first.wait_for(timeout=PATIENCE)
    is_in_order(page)


def test_files_are_dropped_and_recognised_on_a_phone(address, reader):
    for page in window(reader, "dark", 390):
        page.goto(f"{address}/data?part=Import", timeout=PATIENCE)
        page.get_by_text("Drop your exports here").wait_for(timeout=PATIENCE)
        orders = b"Order No;Customer;Order date;Total\n7;C1;31.01.2025;1.234,50\n8;c2;never;3,00\n"
        reviews = b"id,created_at,stars,text\n1,2025-03-01,5,Quick and friendly\n"
        files = [("orders.csv", orders), ("reviews.csv", reviews), ("photo.csv", b"\x89PNG\r\n\x1a\n\x00\x00")]
        page.locator("input[type=file]").set_input_files(
            [{"name": name, "mimeType": "text/csv", "buffer": content} for name, content in files]
        )
        page.get_by_text("3 files, 2 imports").wait_for(timeout=PATIENCE)
        page.get_by_text("photo.csv cannot be imported").wait_for(timeout=PATIENCE)
        page.get_by_role("button", name="Import 3 rows").wait_for(timeout=PATIENCE)
        is_in_order(page)


def test_click_on_a_bar_opens_the_words_behind_it(address, wide):
    wide.goto(f"{address}/sentiment", timeout=PATIENCE)
    _click(wide, ".js-plotly-plot .barlayer .point")
    wide.locator(".st-key-words-narrowed").wait_for(timeout=PATIENCE)
    assert "when=" in wide.url


def test_click_on_the_overview_opens_the_customers_behind_it(address, wide):
    wide.goto(f"{address}/?region=North", timeout=PATIENCE)
    _click(wide, ".js-plotly-plot .barlayer .point")
    wide.get_by_role("heading", name="Revenue", level=1).wait_for(timeout=PATIENCE)
    wide.get_by_text("customers, 1").first.wait_for(timeout=PATIENCE)
    assert "when=" in wide.url and "region=North" in wide.url


def test_a_customer_is_found_read_and_corrected_and_back_leads_to_the_search(address, wide):
    wide.goto(f"{address}/customer", timeout=PATIENCE)
    search = wide.get_by_placeholder("Id, name or e-mail")
    search.fill("beatriz molina", timeout=PATIENCE)
    search.press("Enter")
    table = wide.locator("[data-testid=stDataFrame] canvas").first
    table.wait_for(timeout=PATIENCE)
    wide.wait_for_timeout(1500)  # the columns take their width
    box = table.bounding_box()
    wide.mouse.click(box["x"] + 36, box["y"] + 52)  # the first row's button, below the titles
    wide.get_by_role("heading", name="Beatriz Molina", level=1).wait_for(timeout=PATIENCE)
    assert "id=DEMO-C01576" in wide.url and "beatriz" not in wide.url
    wide.locator("li.is-order").first.wait_for(timeout=PATIENCE)
    seen = wide.locator("summary", has_text="What the scorer saw").first
    seen.click()
    wide.get_by_text("Customer-experience score").first.wait_for(timeout=PATIENCE)
    wide.get_by_role("button", name="Correct a text").click()
    dialog = wide.get_by_role("dialog")
    dialog.get_by_role("radio", name="Positive").click(timeout=PATIENCE)
    dialog.get_by_label("Your name").fill("Robin")
    dialog.get_by_label("Your name").press("Enter")
    dialog.get_by_role("button", name="Save").click(timeout=PATIENCE)
    wide.get_by_text("Tone: positive, by Robin on").first.wait_for(state="attached", timeout=PATIENCE)
    is_in_order(wide)
    wide.go_back()
    table.wait_for(timeout=PATIENCE)
    assert wide.url.endswith("/customer")


@pytest.mark.parametrize(
    "look, query", [("light", ""), ("dark", "chart=Sentiment"), ("light", "compare=No+comparison")]
)
def test_overview_is_one_screen(address, reader, look, query):
    """What it is, what changed, whether that is real and where to look: all of it in sight, and none of it cut off."""
    for page in window(reader, look):
        page.goto(f"{address}/?{query}", timeout=PATIENCE)
        page.wait_for_function(DRAWN, timeout=PATIENCE)
        page.locator(".st-key-foot-what-changed").wait_for(timeout=PATIENCE)
        assert page.locator(".earshot-finding").count() >= (0 if "No" in query else 4)
        page.wait_for_timeout(1000)
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight") <= 900
        assert page.evaluate(_CUT_OFF) == []


def test_chart_is_put_on_a_slide_and_shown_by_keys(address, wide):
    wide.goto(f"{address}/?region=North", timeout=PATIENCE)
    wide.locator(".st-key-finding-0").wait_for(timeout=3 * PATIENCE)
    for card in (".st-key-card-what-changed", "[class*=st-key-card-]:has(.js-plotly-plot)"):
        wide.locator(card).first.hover(timeout=PATIENCE)
        wide.locator(card).first.get_by_role("button", name="Add to presentation").first.click(timeout=PATIENCE)
        dialog = wide.get_by_role("dialog")
        headline = dialog.get_by_label("Headline")
        headline.fill(f"<i>{headline.input_value()}</i>", timeout=PATIENCE)
        if dialog.get_by_label("Title of the presentation").count():  # the first one makes it
            dialog.get_by_label("Title of the presentation").fill("<b>Monday</b>")
        dialog.get_by_role("button", name="Add", exact=True).click()
        dialog.wait_for(state="detached", timeout=PATIENCE)
        wide.get_by_role("alertdialog", name="Added. You find it under Present.").last.wait_for(timeout=PATIENCE)
        assert keeps_people_out(wide, "aria-dialog-name") == []
    wide.get_by_role("link", name="Present").click()
    wide.get_by_text("<b>Monday</b>").first.wait_for(timeout=PATIENCE)
    wide.get_by_role("button", name="Show it").click()
    show = wide.locator(".earshot-show")
    shown = show.locator(".earshot-slide:not(.is-waiting)")
    shown.get_by_role("heading", name="<i>").wait_for(timeout=PATIENCE)
    for look in ("dark", "light"):
        wide.emulate_media(color_scheme=look)
        wide.locator(f".earshot-show[data-look={look}]").wait_for(timeout=PATIENCE)
    assert shown.locator("li").count() >= 1 and show.locator("i, b").count() == 0
    wide.keyboard.press("PageDown")
    shown.locator(".js-plotly-plot .barlayer .point").first.wait_for(timeout=PATIENCE)
    assert "2 / 2" in shown.inner_text() and "snapshot" in shown.inner_text() and "slide=2" in wide.url
    assert _smallest_text(wide) >= 20 * 900 / 1080
    wide.keyboard.press("n")
    assert show.locator(".earshot-show-notes").inner_text().startswith("Revenue from new and returning customers")
    wide.keyboard.press("t")
    today = wide.frame_locator(".earshot-show-today iframe")
    today.locator(".js-plotly-plot .barlayer .point").first.wait_for(timeout=PATIENCE)
    wide.locator(".earshot-show-frame.is-there").wait_for(timeout=PATIENCE)
    assert "North" in wide.locator(".earshot-show-today iframe").get_attribute("src")
    wide.keyboard.press("Escape")
    wide.keyboard.press("Home")
    assert "1 / 2" in shown.inner_text()
    wide.keyboard.press("Escape")
    show.wait_for(state="detached", timeout=PATIENCE)
    wide.get_by_role("heading", name="<b>Monday</b>").wait_for(timeout=PATIENCE)
    is_in_order(wide)


def _smallest_text(page) -> float:
    """Pixels, of all text on the slide that is shown."""
    return page.evaluate(
        """() => Math.min(...[...document.querySelectorAll('.earshot-slide:not(.is-waiting) *')]
            .filter(each => [...each.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()))
            .filter(each => !each.closest('style') && each.getBoundingClientRect().width > 0)
            .map(each => {
                const figure = each.closest('.earshot-slide-figure');
                const scale = figure ? new DOMMatrix(getComputedStyle(figure).transform).a : 1;
                return parseFloat(getComputedStyle(each).fontSize) * scale;
            }))"""
    )


def _click(page, marks: str) -> None:
    """Click the middle of a drawn mark; Plotly takes clicks on its own layer over it."""
    mark = page.locator(marks).nth(4)
    mark.wait_for(state="attached", timeout=PATIENCE)
    # The chart settles once the column beside it has its width.
    page.wait_for_timeout(3000)
    mark.scroll_into_view_if_needed()
    box = mark.bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


# Words of the page that are taller or wider than what shows of them.
_CUT_OFF = """() => [...document.querySelectorAll('[class^=earshot-kpi], .earshot-finding, .earshot-finding *, '
    + '.earshot-title, .earshot-subtitle, .earshot-note')]
    .filter(e => getComputedStyle(e).display !== 'inline')
    .filter(e => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1)
    .map(e => e.className + ': ' + e.innerText)"""
