"""The frame around every page: the look, the filters, and the list of pages."""

import logging

import streamlit as st

from components import filter_bar, states, style
from data_access import migrations
from data_access.coverage import coverage
from data_access.database import DatabaseProblem, database_url

OVERVIEW = st.Page("pages/summary/overview.py", title="Overview", icon=":material/dashboard:", default=True)
DATA = st.Page("pages/manage/data.py", title="Data", icon=":material/database:")
PAGES = {
    "": [OVERVIEW],
    "Customers": [st.Page("pages/customers/repeat_customers.py", title="Repeat customers", icon=":material/repeat:")],
    "Feedback": [
        st.Page("pages/feedback/sentiment.py", title="Sentiment", icon=":material/forum:"),
        st.Page("pages/feedback/competitors.py", title="Competitors", icon=":material/groups:"),
    ],
    "Manage": [DATA],
}


@st.cache_resource(show_spinner=False)
def prepare(url: str) -> None:
    """Bring the tables of the database at this address up to date, once for each process."""
    migrations.upgrade()


st.set_page_config(page_title="Earshot", page_icon="docs/images/icon.svg", layout="wide")
style.show()
page = st.navigation(PAGES)

try:
    prepare(database_url())
    held = coverage()
    if held.has_demo:
        states.demo_banner()
    if held.is_empty and page.title != DATA.title:
        st.title(page.title)
        states.empty("No orders and no feedback yet", "Import your files, or try it with the demo data.")
        st.page_link(DATA, label="Go to the Data page", icon=":material/upload_file:")
        st.stop()
    if not held.is_empty:
        filter_bar.show(held, is_hidden=page.title == DATA.title)
    page.run()
except DatabaseProblem as problem:
    logging.getLogger("earshot").warning("%s (%s)", problem, type(problem.__cause__).__name__)
    states.could_not_connect(problem)
