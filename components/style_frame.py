"""The frame's part of the stylesheet: the list of pages and the line under the filters."""

CSS = """
.earshot-section {
  font-size: 13px !important; font-weight: 600 !important; color: var(--earshot-quiet); letter-spacing: 0;
  margin: 0; padding: 12px 0 4px 8px !important;
}
.st-key-navigation [data-testid="stPageLink-NavLink"] { padding-block: 3px; }
/* Streamlit's own grey of captions is a little too light to read. */
[data-testid="stCaptionContainer"] { opacity: 1; }
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] p { color: var(--earshot-quiet); }
"""
