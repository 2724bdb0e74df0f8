"""A button that copies the page's address: whoever opens it sees the same view."""

import streamlit as st

# Not an <output>: what that says would not count as the button's name.
_HTML = '<button type="button"><i aria-hidden="true"></i><span aria-live="polite">Copy link</span></button>'
_CSS = """
button {
  font: inherit; font-size: 14px; color: var(--st-text-color); background: none;
  border: 1px solid transparent; border-radius: 8px;
  height: 40px; padding: 0 12px; cursor: pointer; white-space: nowrap; display: flex; align-items: center; gap: 8px;
}
button:hover, button:focus-visible { border-color: var(--st-border-color); }
button:focus-visible { outline: 2px solid var(--st-primary-color); outline-offset: 2px; }
i { width: 11px; height: 11px; border: 1.5px solid currentColor; border-radius: 3px; position: relative; }
i::after {
  content: ""; position: absolute; left: 2px; top: -4px; width: 100%; height: 100%; border-radius: 3px;
  border: solid currentColor; border-width: 1.5px 1.5px 0 0;
}
"""
# Browsers give pages no clipboard over plain HTTP, where a colleague's address mostly is: there the old way serves.
_JS = """
const LABEL = "Copy link", SHOWN = 2000;

async function copy(text) {
  if (navigator.clipboard) {
    try { await navigator.clipboard.writeText(text); return true; } catch { /* not allowed here: the old way */ }
  }
  const field = document.createElement("textarea");
  field.value = text;
  field.style.position = "fixed";
  field.style.opacity = "0";
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand("copy");
  field.remove();
  return isCopied;
}

export default function (component) {
  const button = component.parentElement.querySelector("button");
  const says = button.querySelector("span");
  let timer;
  button.onclick = async () => {
    says.textContent = (await copy(window.location.href)) ? "Copied" : "Copy it from the address bar";
    button.focus();
    clearTimeout(timer);
    timer = setTimeout(() => { says.textContent = LABEL; }, SHOWN);
  };
  return () => clearTimeout(timer);
}
"""
_button = st.components.v2.component("earshot.copy_link", html=_HTML, css=_CSS, js=_JS)


def show() -> None:
    """Draw the button. The address holds every choice of the page, so that its link shows the same again."""
    with st.container(key="copy-link", width="content"):
        _button(key="copy-link-button", height=40)
