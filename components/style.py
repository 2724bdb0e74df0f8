"""The app's own stylesheet: what Streamlit's theme cannot say. The page's own answer has it (first_paint.py).

Colours come from theme.py as light-dark() pairs: Streamlit sets color-scheme on the page, so they follow the
reader's choice without a rerun. Only constants go into the markup.
"""

from functools import cache

from components import style_customer, style_frame, style_overview, style_presenting, style_room, style_segments, theme

# Above this the four KPI cards stand in one row; below, Streamlit stacks columns.
PHONE = "640px"


def _pair(light: str, dark: str) -> str:
    return f"light-dark({light}, {dark})"


def _palette(kind: str, place: int) -> str:
    return _pair(*(theme.PALETTES[mode][kind][place] for mode in ("light", "dark")))


def _single(kind: str) -> str:
    return _pair(*(theme.PALETTES[mode][kind] for mode in ("light", "dark")))


@cache
def css() -> str:
    """The stylesheet as text."""
    return f"""
:root {{
  --earshot-ours: {_palette("categorical", 0)};
  --earshot-worse: {_palette("diverging", 0)};
  --earshot-better: {_palette("diverging", 9)};
  --earshot-text: {_single("text")};
  --earshot-quiet: {_single("text_quiet")};
  --earshot-grey: {theme.GREY};
  --earshot-line: {_single("border")};
  --earshot-page: {_single("background")};
  --earshot-page: {_single("background")};
  --earshot-mark-better: {_pair("rgba(0,112,106,.11)", "rgba(91,213,197,.16)")};
  --earshot-mark-worse: {_pair("rgba(184,64,14,.10)", "rgba(255,143,87,.16)")};
  --earshot-mark-found: {_pair("rgba(240,196,25,.34)", "rgba(240,196,25,.26)")};
}}
/* Popovers and dialogs hang outside the part of the page that knows light from dark: mix from their text colour. */
[role="dialog"] {{
  --earshot-text: currentColor;
  --earshot-quiet: color-mix(in srgb, currentColor 72%, transparent);
  --earshot-ours: color-mix(in srgb, #2E8BC6 70%, currentColor);
  --earshot-worse: color-mix(in srgb, #E06A35 70%, currentColor);
  --earshot-better: color-mix(in srgb, #229C90 70%, currentColor);
  --earshot-line: {theme.HAIRLINE};
  --earshot-mark-better: rgba(34,156,144,.16);
  --earshot-mark-worse: rgba(224,106,53,.16);
  --earshot-mark-found: rgba(240,196,25,.3);
}}
.stApp, .stApp svg text {{ font-variant-numeric: tabular-nums lining-nums; }}
{style_frame.CSS}{_CARDS}{_KPI}{_VERBATIMS}{_WORDS}{_DATA}{_READINGS}{_ROWS}{_PHONE}{_DATA_PHONE}
{style_presenting.CSS}
{style_overview.CSS}
{style_room.CSS}
{style_customer.CSS}
{style_segments.CSS}"""


_CARDS = """
[class*="st-key-card-"] { padding: 1rem 1.25rem .75rem; gap: .25rem; }
.earshot-title { margin: 0; font-size: 1.125rem; line-height: 1.4; font-weight: 600; color: var(--earshot-text);
  text-wrap: balance; overflow-wrap: anywhere; }
.earshot-subtitle, .earshot-note { margin: 0; font-size: .8125rem; line-height: 1.5; color: var(--earshot-quiet);
  overflow-wrap: anywhere; }
.earshot-subtitle { padding-bottom: .5rem; }
.earshot-subtitle span { white-space: nowrap; }
[class*="st-key-foot-"] { align-items: baseline; }
[class*="st-key-foot-"] button, [class*="st-key-actions-"] button, [class*="st-key-kpi-"] button {
  font-size: .8125rem; min-height: 1.75rem; padding: 0 .375rem; color: var(--earshot-quiet); }
[class*="st-key-foot-"] button p, [class*="st-key-actions-"] button p, [class*="st-key-kpi-"] button p {
  font-size: .8125rem; }
[class*="st-key-foot-"] button { margin-left: -.375rem; text-decoration: underline; text-underline-offset: 3px; }
[class*="st-key-definition-"], [class*="st-key-import-anew-"] { flex: none; }
[class*="st-key-definition-"] button, [class*="st-key-definition-"] button *,
[class*="st-key-import-anew-"] button, [class*="st-key-import-anew-"] button * { width: max-content; max-width: none;
  overflow: visible; }
/* The arrow of a popover's button says nothing that its word does not. */
[class*="st-key-foot-"] button > div > div[aria-hidden], [class*="st-key-actions-"] button > div > div[aria-hidden],
[class*="st-key-info-"] button > div > div[aria-hidden] { display: none; }
[class*="st-key-foot-"] button:is(:hover, :active, :focus-visible, [aria-expanded="true"]),
[class*="st-key-actions-"] button:is(:hover, :active, :focus-visible, [aria-expanded="true"]),
[class*="st-key-info-"] button:is(:hover, :active, :focus-visible, [aria-expanded="true"]) {
  color: var(--earshot-text); }
.stApp button:focus-visible { outline: 2px solid var(--earshot-ours); outline-offset: 1px; }
@media (hover: hover) {
  [class*="st-key-card-"] [class*="st-key-actions-"] { opacity: 0; }
  [class*="st-key-card-"]:hover [class*="st-key-actions-"],
  [class*="st-key-card-"]:focus-within [class*="st-key-actions-"],
  [class*="st-key-actions-"]:has([aria-expanded="true"]) { opacity: 1; }
}
.earshot-empty { display: grid; place-content: center; text-align: center; padding: 1.5rem; gap: .25rem;
  border: 1px dashed var(--earshot-line); border-radius: .5rem; }
.earshot-empty b { font-weight: 600; }
.earshot-empty span { color: var(--earshot-quiet); }
.earshot-strip { font-size: .8125rem; line-height: 1.5; color: var(--earshot-quiet); padding: .375rem .75rem;
  border-left: 3px solid var(--earshot-grey); background: rgba(132,139,148,.09); border-radius: 0 .25rem .25rem 0; }
.earshot-strip b { font-weight: 600; color: var(--earshot-text); }
[data-testid="stLayoutWrapper"]:has(> .st-key-look) { position: absolute; width: 0; height: 0; overflow: hidden; }
"""

_KPI = """
[class*="st-key-kpi-"] { padding: 1rem 1.25rem .625rem; gap: .25rem; position: relative; }
[class*="st-key-kpi-"] > [data-testid="stLayoutWrapper"]:has(> [class*="st-key-info-"]) { position: absolute;
  top: .75rem; right: .75rem; z-index: 1; }
.earshot-kpi { display: grid; gap: 0; min-width: 0;
  color: var(--earshot-text); font-size: .8125rem; line-height: 1.5; }
.earshot-kpi-label { font-size: 1rem; line-height: 1.4; min-height: 1.4em; padding-right: 1.5rem; }
.earshot-kpi-value { font-size: 1.75rem; line-height: 1.3; font-weight: 600; letter-spacing: -.01em; }
.earshot-kpi-verdict { min-height: 1.5em; font-weight: 600; }
.earshot-kpi-verdict.is-better { color: var(--earshot-better); }
.earshot-kpi-verdict.is-worse { color: var(--earshot-worse); }
.earshot-kpi-verdict.is-plain { color: var(--earshot-quiet); }
.earshot-kpi-change, .earshot-kpi-base { color: var(--earshot-quiet); min-height: 1.5em; }
.earshot-kpi-base.is-small { font-weight: 600; }
.earshot-kpi:has(p) :is(.earshot-kpi-verdict, .earshot-kpi-change):empty { display: none; }
.earshot-kpi p { margin: .75rem 0 0; font-size: 1rem; max-width: 40ch; }
.earshot-spark { position: relative; height: 44px; margin: .625rem 0 .125rem; }
.earshot-spark span { position: absolute; inset: 0; -webkit-mask-size: 100% 100%; mask-size: 100% 100%;
  -webkit-mask-repeat: no-repeat; mask-repeat: no-repeat; }
.earshot-spark-current { background: var(--earshot-ours); }
.earshot-spark-earlier { background: var(--earshot-grey); }
"""

_VERBATIMS = """
.earshot-quality { display: grid; grid-template-columns: minmax(6rem, 1.2fr) repeat(3, minmax(5rem, 1fr));
  gap: 0 1rem; padding: .625rem 0; border-bottom: 1px solid var(--earshot-line); color: var(--earshot-text);
  font-variant-numeric: tabular-nums; }
.earshot-quality small { display: block; font-size: .8125rem; line-height: 1.5; color: var(--earshot-quiet); }
.earshot-quality-name b { font-weight: 600; overflow-wrap: anywhere; }
.earshot-quality-score b { font-size: 1.125rem; line-height: 1.4; font-weight: 400; }
.earshot-quality-score small:first-child { white-space: nowrap; }
.earshot-quality-score.is-used b { font-weight: 600; color: var(--earshot-ours); }
.earshot-quality-score i { font-style: normal; font-size: .8125rem; font-weight: 600; white-space: nowrap;
  color: var(--earshot-ours); }
.earshot-quality p { grid-column: 1 / -1; margin: .125rem 0 0; font-size: .8125rem; line-height: 1.5;
  color: var(--earshot-quiet); }
@media (max-width: 640px) { .earshot-quality { grid-template-columns: minmax(5.25rem, 1fr) auto 1fr; gap: 0 .75rem; }
  .earshot-quality-name { grid-column: 1 / -1; padding-bottom: .25rem; } }
.earshot-verbatim { padding: .875rem 0; border-bottom: 1px solid var(--earshot-line); color: var(--earshot-text); }
.earshot-verbatim-title { font-weight: 600; overflow-wrap: anywhere; }
.earshot-verbatim-text { font-size: 1rem; line-height: 1.55; white-space: pre-wrap; overflow-wrap: anywhere;
  max-width: 72ch; }
.earshot-verbatim mark { color: inherit; background: none; border-radius: 2px; padding: 0 1px; }
.earshot-verbatim mark.is-positive, .earshot-verbatim mark.is-negative { font-weight: 600;
  text-decoration: underline 2px; text-underline-offset: 3px; }
.earshot-verbatim mark.is-positive { background: var(--earshot-mark-better);
  text-decoration-color: var(--earshot-better); }
.earshot-verbatim mark.is-negative { background: var(--earshot-mark-worse); text-decoration-style: dashed;
  text-decoration-color: var(--earshot-worse); }
.earshot-verbatim mark.is-brand { border-bottom: 1px dotted var(--earshot-grey); border-radius: 0; }
.earshot-verbatim mark.is-theme { background-color: rgba(132,139,148,.13); }
.earshot-verbatim mark.is-found { background: var(--earshot-mark-found); }
.earshot-verbatim-tags { display: flex; flex-wrap: wrap; gap: .25rem .375rem; margin-top: .375rem; }
.earshot-tag { font-size: .75rem; line-height: 1.5; padding: 0 .5rem; border-radius: .75rem; overflow-wrap: anywhere;
  color: var(--earshot-quiet); background: rgba(132,139,148,.13); }
.earshot-tag.is-positive { color: var(--earshot-better); }
.earshot-tag.is-negative { color: var(--earshot-worse); }
.earshot-tag.is-request { color: var(--earshot-text); background: none; border: 1px solid var(--earshot-grey); }
.earshot-verbatim-alike, .earshot-verbatim-reply { font-size: .8125rem; color: var(--earshot-quiet);
  margin-top: .25rem; }
.earshot-verbatim :is(.earshot-verbatim-alike, .earshot-verbatim-reply) > summary { text-decoration: underline;
  width: fit-content; }
.earshot-verbatim-other { margin: .5rem 0 0 .125rem; padding-left: .75rem; border-left: 2px solid var(--earshot-line);
  white-space: pre-wrap; overflow-wrap: anywhere; max-width: 72ch; }
.earshot-verbatim details > summary { list-style: none; cursor: pointer; }
.earshot-verbatim details > summary::-webkit-details-marker { display: none; }
.earshot-verbatim details:not([open]) .earshot-verbatim-text { display: -webkit-box; -webkit-line-clamp: 4;
  -webkit-box-orient: vertical; overflow: hidden; }
.earshot-verbatim-more { font-size: .8125rem; color: var(--earshot-quiet); text-decoration: underline; }
.earshot-verbatim-more::after { content: "Show all"; }
.earshot-verbatim details[open] .earshot-verbatim-more::after { content: "Show less"; }
.earshot-verbatim-source { margin-top: .25rem; font-size: .8125rem; line-height: 1.5; color: var(--earshot-quiet);
  overflow-wrap: anywhere; }
.earshot-verbatim-source .is-positive { color: var(--earshot-better); }
.earshot-verbatim-source .is-negative { color: var(--earshot-worse); }
"""

# Beside the charts the words stay in sight, with a scroll of their own; where there is no room, they follow below.
_WORDS = """
@media (min-width: 1100px) {
  .st-key-beside > * > [data-testid="stHorizontalBlock"] > [data-testid="stColumn"]:last-child > * { height: 100%; }
  [data-testid="stLayoutWrapper"]:has(> .st-key-words-side) { position: sticky; top: 4.25rem; }
  .st-key-words-side { max-height: calc(100vh - 8.5rem); }
  .st-key-words-side [data-testid="stLayoutWrapper"]:has(> :is(.st-key-words, [class*="st-key-words-list"])),
  .st-key-words { min-height: 0; flex-shrink: 1; }
  .st-key-words > * { flex-shrink: 0; }
  [class*="st-key-words-list"] { min-height: 10rem; overflow-y: auto; overscroll-behavior: contain;
    scrollbar-width: thin; padding-right: .5rem; }
}
@media (min-width: 1100px) { .earshot-jump { display: none; } }
@media (max-width: 1099px) {
  /* What was picked is said where the reader is, though the words are further down. */
  .stApp [data-testid="stLayoutWrapper"]:has(> .st-key-words-narrowed) { position: fixed; z-index: 100;
    inset: auto 0 0 0; width: auto; }
  .stApp .st-key-words-narrowed { background: var(--earshot-page); border-top: 1px solid var(--earshot-line);
    border-radius: 0; padding: .5rem 1rem; }
  .st-key-beside > * > [data-testid="stHorizontalBlock"] > [data-testid="stColumn"] { min-width: 100%; }
}
#words { scroll-margin-top: 5rem; }
.st-key-words { padding: 1rem 1.25rem .75rem; gap: .75rem; }
.st-key-words .earshot-verbatim:first-child { padding-top: .25rem; }
.st-key-words-named mark.is-brand { font-weight: 600; border-bottom: 2px dotted currentColor; }
/* A long list of words must not stretch the cards beside it. */
.st-key-beside [data-testid="stLayoutWrapper"]:has(> [class*="st-key-card-"]) { flex-grow: 0; }
.st-key-words-narrowed { background: rgba(132,139,148,.11); border-radius: .5rem; padding: .25rem .75rem; }
.st-key-words-narrowed .earshot-note { color: var(--earshot-text); }
@media (max-width: 480px) { .st-key-tone button { padding-inline: .375rem; } }
"""

_DATA = """
.st-key-filter-bar-hidden { display: none; }
.st-key-import-files [data-testid="stFileUploaderDropzone"] { min-height: 6rem; border: 1px dashed var(--earshot-grey);
  background: none; align-items: center; }
.st-key-import-files [data-testid="stFileUploaderDropzoneInstructions"] span { white-space: normal; }
[class*="st-key-import-title-"] { flex-wrap: nowrap; }
[class*="st-key-import-title-"] > :first-child { flex: 1; min-width: 0; }
[class*="st-key-card-import-"] [data-testid="stExpander"] { margin-top: .5rem; }
.earshot-lead { margin: 0 0 .5rem; max-width: 72ch; color: var(--earshot-quiet); }
.earshot-problem { padding: .75rem 1rem; border-left: 3px solid var(--earshot-worse); border-radius: 0 .25rem .25rem 0;
  background: var(--earshot-mark-worse); color: var(--earshot-text); overflow-wrap: anywhere; }
.earshot-problem.is-open { border-color: var(--earshot-ours); background: rgba(132,139,148,.09); }
.earshot-problem b { font-weight: 600; }
.earshot-problem p { margin: .25rem 0 0; max-width: 80ch; }
.stApp dl.earshot-ledger { margin: 0; padding: 0; color: var(--earshot-text);
  border-top: 1px solid var(--earshot-line); }
.earshot-ledger > div { display: grid; grid-template-columns: 11rem 7rem 14rem 1fr; gap: 0 1.5rem;
  align-items: baseline; padding: 1rem 0; border-bottom: 1px solid var(--earshot-line); }
.earshot-ledger dt { font-weight: 600; }
.earshot-ledger dt, .earshot-ledger dd { margin: 0; padding: 0; }
.earshot-ledger-number { font-size: 1.75rem; line-height: 1.2; font-weight: 600; text-align: right; }
.earshot-ledger-days { color: var(--earshot-quiet); }
.earshot-ledger .is-none, .earshot-account .is-none b, .earshot-table .is-none { color: var(--earshot-quiet);
  font-weight: 400; }
.earshot-account { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem .75rem; padding: .5rem 0; }
.earshot-account.is-apart { column-gap: 1.5rem; }
.earshot-figure { color: var(--earshot-quiet); white-space: nowrap; }
.earshot-figure b { font-size: 1.75rem; line-height: 1.3; font-weight: 600; color: var(--earshot-text); }
.earshot-sign { color: var(--earshot-quiet); }
.earshot-table { width: 100%; border-collapse: collapse; color: var(--earshot-text); margin: 0; }
.earshot-table th, .earshot-table td { border: 0; border-bottom: 1px solid var(--earshot-line); text-align: left;
  padding: .625rem 1rem .625rem 0; vertical-align: top; font-weight: 400; overflow-wrap: anywhere; }
.earshot-table thead th { font-size: .8125rem; color: var(--earshot-quiet); }
.earshot-table tbody th { white-space: nowrap; }
.earshot-table .is-number { text-align: right; white-space: nowrap; }
.earshot-table .is-verbatim { white-space: pre-wrap; }
/* A shadow at the foot as long as more rows stand below; the plain strip at the end of the rows covers it. */
.earshot-scroll { max-height: 26rem; overflow-y: auto; background:
  linear-gradient(var(--earshot-page), var(--earshot-page)) bottom / 100% 2rem no-repeat local,
  linear-gradient(transparent, rgba(132,139,148,.22)) bottom / 100% .75rem no-repeat scroll; }
.earshot-scroll tbody th { white-space: normal; min-width: 10rem; }
.earshot-scroll thead th { position: sticky; top: 0; background: var(--earshot-page); }
.earshot-table code { font-size: .875rem; color: inherit; background: none; padding: 0; }
"""

# One definition beside another: words, value, base, change. The button for its customers stands at the right.
_READINGS = """
[class*="st-key-reading-"] { border-top: 1px solid var(--earshot-line); padding-top: .75rem; }
.earshot-reading { display: grid; grid-template-columns: minmax(14rem, 1fr) 9rem 9rem 9.5rem; gap: .25rem 1.5rem;
  align-items: start; padding-bottom: .25rem; color: var(--earshot-text); }
.earshot-reading p { margin: .125rem 0; max-width: 60ch; }
.earshot-reading small { display: block; font-size: .8125rem; line-height: 1.5; color: var(--earshot-quiet); }
.earshot-reading b { font-weight: 600; }
.earshot-reading i { font-style: normal; font-size: .8125rem; margin-left: .5rem; padding: 0 .375rem;
  border: 1px solid var(--earshot-ours); border-radius: .25rem; color: var(--earshot-ours); }
.earshot-reading .is-small { font-weight: 600; }
.earshot-reading-value { font-size: 1.125rem; line-height: 1.4; }
.earshot-reading .earshot-kpi-verdict { display: block; }
.earshot-range { position: relative; height: .75rem; margin: .125rem 0;
  border-bottom: 1px solid var(--earshot-line); }
.earshot-range i { position: absolute; top: .25rem; height: .25rem; margin: 0; padding: 0; border: 0;
  border-radius: 2px; background: var(--earshot-ours); opacity: .4; }
.earshot-range b { position: absolute; top: .0625rem; width: .625rem; height: .625rem; margin-left: -.3125rem;
  border-radius: 50%; background: var(--earshot-ours); }
.earshot-moves { margin: .75rem 0 0; padding: 0; font-size: 1rem; line-height: 1.4; font-weight: 600;
  color: var(--earshot-text); }
[class*="st-key-move-"] button { justify-content: flex-start; text-align: left; min-height: 0; padding: .125rem 0;
  white-space: normal; color: var(--earshot-text); }
[class*="st-key-move-"] button > div { justify-content: flex-start; }
[class*="st-key-move-"] button p { text-align: left; white-space: normal; text-decoration: underline;
  text-decoration-color: var(--earshot-line); text-underline-offset: 3px; }
@media (max-width: 1100px) {
  .earshot-reading { grid-template-columns: 1fr 1fr; }
  .earshot-reading-what { grid-column: 1 / -1; }
  .earshot-reading > :nth-child(2) { grid-row: 2 / span 2; }
  [class*="st-key-reading-"] { flex-wrap: wrap; }
  [class*="st-key-reading-"] > :first-child { flex: 1 0 100%; }
}
"""

_ROWS = f"""
/* Cards side by side keep their plots in line, whether a subtitle takes one line or two. */
@media (min-width: {PHONE}) {{
  [data-testid="stColumn"] [class*="st-key-card-"] .earshot-subtitle {{ min-height: 3rem; }}
}}
/* The primary colour carries white text on buttons, which leaves it too dark for text of its own in the dark look. */
[data-testid="stButtonGroup"] [role="radio"][data-selected="true"] p {{ color: var(--earshot-text); font-weight: 600; }}
/* A row of choices that is too long breaks; nothing is cut off or scrolls sideways. */
[data-testid="stButtonGroup"] [role="radiogroup"], [data-testid="stButtonGroup"] > div {{ flex-wrap: wrap; }}
"""

_PHONE = f"""
/* Of a chart that was drawn twice, the screen shows the one that it has room for. */
@media not all and (max-width: {PHONE}) {{ [class*="st-key-narrow-"] {{ display: none; }} }}
@media (max-width: {PHONE}) {{
  [class*="st-key-card-"] {{ padding: .875rem .875rem .625rem; }}
  [class*="st-key-kpi-"] {{ padding: .875rem 1rem .5rem; }}
  [class*="st-key-wide-"] {{ display: none; }}
  .stMainBlockContainer {{ padding-left: 1rem; padding-right: 1rem; }}
}}
"""

_DATA_PHONE = f"""
@media (max-width: {PHONE}) {{
  .st-key-import-files [data-testid="stFileUploaderDropzone"] {{ align-items: flex-start; }}
  .earshot-ledger > div {{ grid-template-columns: 1fr auto; gap: .125rem 1rem; }}
  .earshot-ledger-days, .earshot-ledger-told {{ grid-column: 1 / -1; }}
  .earshot-table thead {{ display: none; }}
  .earshot-table tr {{ display: flex; flex-wrap: wrap; gap: 0 1rem; padding: .625rem 0;
    border-bottom: 1px solid var(--earshot-line); }}
  .earshot-table th, .earshot-table td {{ border: 0; padding: .125rem 0; }}
  .earshot-table tbody th, .earshot-table td:not([data-label]), .earshot-table .is-verbatim {{ flex-basis: 100%; }}
  .earshot-table td[data-label]::before {{ content: attr(data-label) " "; color: var(--earshot-quiet);
    font-size: .8125rem; }}
}}
"""
