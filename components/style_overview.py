"""The Overview's part of the stylesheet: all of it on one screen of 1440 x 900, and in one column on a phone."""

# What stands above every page takes no more room than it needs: the page is what a reader came for.
_FRAME = """
@media (min-width: 900px) {
  .stApp [data-testid="stHeader"] { height: 2.25rem; min-height: 2.25rem; }
  .stMainBlockContainer { padding: 2.25rem 2.5rem 1rem; }
  .stMainBlockContainer h1 { padding: 0 0 .25rem; margin: 0; font-size: 1.75rem; line-height: 1.4; }
  .st-key-filter-bar { align-items: center; row-gap: .5rem; }
  .st-key-filter-bar [data-testid="stElementContainer"]:has(> [data-testid="stSelectbox"]),
  .st-key-filter-bar [data-testid="stElementContainer"]:has(> [data-testid="stDateInput"]) { width: auto !important;
    flex: 0 0 auto !important; }
  .st-key-filter-bar :is([data-testid="stSelectbox"], [data-testid="stDateInput"]) { display: flex; gap: .5rem;
    align-items: center; width: auto; }
  .st-key-filter-bar :is([data-testid="stSelectbox"], [data-testid="stDateInput"]) > label { min-height: 0;
    margin: 0; width: auto; white-space: nowrap; }
  .st-key-filter-bar [data-testid="stElementContainer"]:has([data-testid="stCaptionContainer"]) { flex: 1 1 100%; }
  .st-key-filter-bar [data-testid="stCaptionContainer"] p { line-height: 1.4; }
  .st-key-filter-bar [data-testid="stSelectbox"] > :not(label) { width: 10rem; }
  .st-key-filter-bar [data-testid="stDateInput"] > :not(label) { width: 14rem; }
  /* The width that each will have, so that nothing moves when it comes. */
  .st-key-filter-bar .st-key-period { min-width: 13rem; }
  .st-key-filter-bar .st-key-compare { min-width: 15.75rem; }
  .st-key-filter-bar .st-key-segment-menu { min-width: 14.5rem; }
  .st-key-score-choice { min-height: 3.75rem; }
  .st-key-score { min-width: 27.25rem; }
}
/* Their labels stand above them there: room for both from the start. */
@media (max-width: 899px) {
  .st-key-filter-bar :is(.st-key-period, .st-key-compare, .st-key-segment-menu) { min-height: 4.25rem; }
}
.st-key-copy-link { min-width: 7rem; }
/* What is counted stands on the title's line, which begins at the left and is short. */
@media (min-width: 1280px) {
  .st-key-filter-bar { margin-bottom: -2.5rem; }
  .st-key-filter-bar [data-testid="stCaptionContainer"] { margin-left: auto; max-width: calc(100% - 20rem);
    text-align: right; }
}
"""

_KPI = """
.earshot-kpi-number { display: flex; align-items: center; gap: .75rem; min-height: 2.5rem; }
.earshot-kpi-value { flex: none; }
.earshot-kpi-number .earshot-spark { flex: 1; min-width: 0; max-width: 16rem; height: 2.5rem; margin: 0; }
.earshot-kpi-seen, .earshot-kpi-target { color: var(--earshot-quiet); min-height: 1.5em; }
.earshot-spark-target { background: var(--earshot-text); opacity: .7; }
@media (max-width: 1280px) {
  .st-key-headlines [data-testid="stHorizontalBlock"] { flex-wrap: wrap; }
  .st-key-headlines [data-testid="stColumn"] { min-width: calc(50% - 1rem); }
}
@media (max-width: 640px) { .st-key-headlines [data-testid="stColumn"] { min-width: 100%; } }
"""

_FINDINGS = """
[class*="st-key-finding-"]:not([class*="st-key-finding-links-"]) { border-top: 1px solid var(--earshot-line);
  padding: .25rem 0 .125rem; gap: 0; }
.earshot-finding { color: var(--earshot-text); }
.earshot-finding p { margin: 0; font-size: 1rem; line-height: 1.375; overflow-wrap: anywhere; }
.earshot-finding small { display: block; font-size: .8125rem; line-height: 1.5; color: var(--earshot-quiet);
  overflow-wrap: anywhere; }
.earshot-finding b { font-weight: 600; white-space: nowrap; }
.earshot-finding .is-better { color: var(--earshot-better); }
.earshot-finding .is-worse { color: var(--earshot-worse); }
.earshot-finding .is-plain { color: var(--earshot-quiet); }
[class*="st-key-finding-links-"] { row-gap: 0; }
[class*="st-key-finding-links-"] button { min-height: 1.25rem; height: 1.25rem; padding-block: 0; }
.stApp a.earshot-finding-link { display: block; font-size: .8125rem; line-height: 1.25rem; color: inherit;
  text-decoration: underline; text-decoration-color: var(--earshot-grey); text-underline-offset: 3px; }
.stApp a.earshot-finding-link:is(:hover, :focus-visible) { text-decoration-color: currentColor; }
"""

_BESIDE = """
.st-key-headlines [class*="st-key-kpi-"] { padding: .75rem 1.25rem .5rem; }
.st-key-state [class*="st-key-card-"] { padding: .75rem 1.25rem .5rem; }
.st-key-state [data-testid="stColumn"] [class*="st-key-card-"] .earshot-subtitle { padding-bottom: .25rem;
  min-height: 0; }
@media (min-width: 641px) {
  .st-key-state [class*="st-key-foot-"] { flex-wrap: nowrap; }
  .st-key-state [class*="st-key-foot-"] > :last-child { flex: 1 1 auto; min-width: 0; width: auto; }
}
/* Beside what changed there is no room for actions that are not asked for: they come in front of the title. */
@media (hover: hover) {
  .st-key-state [class*="st-key-head-"] { position: relative; }
  .st-key-state [class*="st-key-head-"] > [data-testid="stLayoutWrapper"]:has(> [class*="st-key-actions-"]),
  .st-key-state [class*="st-key-head-"] > [class*="st-key-actions-"] { position: absolute; top: 0; right: 0; }
  .st-key-state [class*="st-key-actions-"] { background: var(--earshot-page); padding-left: .5rem; }
}
@media (max-width: 1100px) {
  .st-key-state [data-testid="stHorizontalBlock"]:has(> [data-testid="stColumn"]) { flex-wrap: wrap; }
  .st-key-state [data-testid="stColumn"] { min-width: 100%; }
}
"""

CSS = f"{_FRAME}{_KPI}{_FINDINGS}{_BESIDE}"
