"""Who is labelling: the name of the account, or one that is asked for once and kept for the session."""

import streamlit as st

_KEY = "who-labels"


def name() -> str:
    """The reader's name; "" until they have told it."""
    if getattr(st.user, "is_logged_in", False):
        return str(st.user.get("name") or st.user.get("email") or "")
    return st.session_state.get(_KEY, "")


def ask(key: str) -> str:
    """The name, asked for where it is not known."""
    if known := name():
        return known
    told = st.text_input(
        "Your name", key=f"name-{key}", max_chars=100, placeholder="As colleagues know you", width=260
    ).strip()  # fmt: skip
    if told:
        st.session_state[_KEY] = told
        st.rerun(scope="app" if key != "dialog" else "fragment")  # which then asks no more
    return ""


def forget() -> None:
    """Ask again, for the next person at the same screen."""
    st.session_state.pop(_KEY, None)
