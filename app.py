"""The frame around every page: the look, the filters, and the list of pages."""

import gc
import logging

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from streamlit.runtime.pages_manager import PagesManager

from components import browser_back, filter_bar, first_use, look, navigation, passing_note, states
from components.first_paint import FirstPaint
from components.presenting import freezing, plotly_script
from data_access import migrations
from data_access.coverage import coverage
from data_access.database import DatabaseProblem, database_url

# Pixels: the longest entry of the menu and no more, so that four cards stand beside it.
SIDEBAR_WIDTH = 232
# Pages that no filter concerns, by title; and those that have something to show without any data.
UNFILTERED = ("Present", "Customer", "Label", "Data", "Settings")
WITHOUT_DATA = ("Present", "Data", "Settings")


@st.cache_resource(show_spinner=False)
def prepare(url: str) -> None:
    """Bring the tables of the database at this address up to date, once for each process."""
    migrations.upgrade()


def draw() -> None:
    """One run for one reader: the frame, then the page."""
    st.set_page_config(
        page_title="Earshot", page_icon="docs/images/icon.svg", layout="wide", initial_sidebar_state=SIDEBAR_WIDTH
    )
    st.logo("docs/images/logo.svg", icon_image="docs/images/icon.svg")
    look.watch()
    sections = _sections()
    page = st.navigation(sections, position="hidden")
    navigation.show(sections)
    freezing.at(page, sections)
    try:
        prepare(database_url())
        held = coverage()
        if held.has_demo:
            states.demo_banner()
        if not held.is_empty:
            filter_bar.show(held, is_hidden=page.title in UNFILTERED)
        if held.is_empty and page.title not in WITHOUT_DATA:
            st.title(page.title)
            first_use.show(held)
        else:
            if page.url_path == "":
                first_use.strip(held)
            page.run()
        passing_note.show()
    except DatabaseProblem as problem:
        logging.getLogger("earshot").warning("%s (%s)", problem, type(problem.__cause__).__name__)
        states.could_not_connect(problem)


def _sections() -> dict[str, list[st.Page]]:
    """All pages. A session keeps its own: to make one, Streamlit looks for its file in every folder above it."""
    if "sections" not in st.session_state:
        st.session_state["sections"] = _made_sections()
    return st.session_state["sections"]


def _made_sections() -> dict[str, list[st.Page]]:
    return {
        "": [
            st.Page("pages/summary/overview.py", title="Overview", icon=":material/dashboard:", default=True),
            st.Page("pages/summary/present.py", title="Present", icon=":material/slideshow:"),
        ],
        "Customers": [
            st.Page("pages/customers/repeat_customers.py", title="Repeat customers", icon=":material/repeat:"),
            st.Page("pages/customers/second_purchase.py", title="Second purchase", icon=":material/redo:"),
            st.Page("pages/customers/cohorts.py", title="Cohorts", icon=":material/grid_on:"),
            st.Page("pages/customers/who_comes_back.py", title="Who comes back", icon=":material/person_search:"),
            st.Page("pages/customers/customer_groups.py", title="Customer groups", icon=":material/workspaces:"),
            st.Page("pages/customers/customer_revenue.py", title="Revenue", icon=":material/payments:"),
            st.Page("pages/customers/outlook.py", title="Outlook", icon=":material/query_stats:"),
            st.Page("pages/customers/segments.py", title="Segments", icon=":material/filter_alt:"),
            st.Page("pages/customers/customer.py", title="Customer", icon=":material/person:"),
        ],
        "Feedback": [
            st.Page("pages/feedback/sentiment.py", title="Sentiment", icon=":material/forum:"),
            st.Page("pages/feedback/competitors.py", title="Competitors", icon=":material/groups:"),
            st.Page("pages/feedback/labelling.py", title="Label", icon=":material/rate_review:"),
        ],
        "Manage": [
            st.Page("pages/manage/data.py", title="Data", icon=":material/database:"),
            st.Page("pages/manage/settings.py", title="Settings", icon=":material/settings:"),
        ],
    }


if __name__ == "__main__":  # Streamlit runs this file for every reader and every click,
    draw()
else:  # and its server imports it once, at the start.
    # Until the first st.navigation Streamlit takes pages/ for its old automatic list, and whoever opens a link to a
    # page first after a start would be told "Page not found" before seeing it.
    PagesManager.uses_pages_directory = False
    # Plotly's script is 4.7 MB, a third of that compressed.
    base = st.get_option("server.baseUrlPath") or ""
    app = st.App(
        __file__,
        routes=[plotly_script.route(base), browser_back.route(base)],
        middleware=[Middleware(GZipMiddleware, minimum_size=1000), Middleware(FirstPaint, sidebar=SIDEBAR_WIDTH)],
    )
    # What is loaded now stays for good: a full collection of garbage that looks through it again holds up every reader
    # for a tenth of a second.
    gc.freeze()
