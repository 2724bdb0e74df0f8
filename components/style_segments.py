"""The Segments page's part of the stylesheet."""

CSS = """
/* As high as they will be: labels and buttons come later. */
.st-key-segment-beside { min-height: 4.25rem; }
/* On phones the chosen ones stand below each other; in one line, the last would be out of sight. */
@media (max-width: 640px) {
  .st-key-segment-beside [data-testid="stMultiSelect"] [role="group"] { height: auto; max-height: none; }
  .st-key-segment-beside [data-testid="stMultiSelectTagsContainer"] { flex-wrap: wrap; overflow: visible; height: auto;
    max-height: none; mask-image: none; padding-block: .25rem; }
}
@media (min-width: 1280px) { .st-key-card-segment_rules { min-height: 15.75rem; } }
.st-key-card-segment_numbers:not(:has(.earshot-empty)) { min-height: 58.5rem; }
@media (max-width: 640px) { .st-key-card-segment_numbers:not(:has(.earshot-empty)) { min-height: 102rem; } }
.stApp .st-key-card-segment_numbers > [data-testid="stElementContainer"] > [data-testid="stSkeleton"] { height: 44rem; }
[data-testid="stLayoutWrapper"]:has(> .st-key-segment-address), .st-key-segment-address { display: none; }
[class*="st-key-rule-row-"] { row-gap: .25rem; }
@media (max-width: 640px) { [class*="st-key-rule-row-"] { padding-bottom: .5rem; margin-bottom: .25rem;
  border-bottom: 1px solid var(--earshot-line); } }
[class*="st-key-segment-"] button:is(:hover, :focus-visible, [aria-expanded="true"]):not([kind="primary"]) {
  color: var(--earshot-text); }
/* The cross is enough for the eye; the words are for those who hear the page. */
[class*="st-key-rule-remove-"] button [data-testid="stMarkdownContainer"] { position: absolute; width: 1px; height: 1px;
  overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.st-key-card-segment_rules .earshot-subtitle { min-height: 0 !important; }
/* Below the line about the period, which stands at the right of the heading. */
.st-key-segment-problem { margin-top: 2rem; }
.earshot-unit { line-height: 2.5rem; color: var(--earshot-quiet); }
.earshot-count { font-size: 1rem; line-height: 1.4; color: var(--earshot-text); }
.earshot-count b { font-size: 1.75rem; line-height: 1.3; font-weight: 600; }
.earshot-sentence { margin: .25rem 0 .5rem; max-width: 60ch; color: var(--earshot-text); overflow-wrap: anywhere; }
.earshot-segments tbody th { white-space: normal; }
/* Lists of customers that nobody may take away. */
[class*="st-key-guarded-"] [data-testid="stElementToolbar"] { display: none; }
.earshot-segments b { font-weight: 600; }
.earshot-segments small { display: block; font-size: .8125rem; line-height: 1.5; color: var(--earshot-quiet); }
.earshot-segments .earshot-kpi-verdict { display: block; font-size: .8125rem; font-weight: 600; }
.earshot-segments .is-better { color: var(--earshot-better); }
.earshot-segments .is-worse { color: var(--earshot-worse); }
.earshot-segments .is-plain { color: var(--earshot-quiet); font-weight: 400; }
.earshot-segments .is-clear { color: var(--earshot-text); font-weight: 600; }
.earshot-segments thead th { vertical-align: bottom; }
/* On narrow screens each row is a card. */
@media (min-width: 641px) { .earshot-segments { table-layout: fixed; } .earshot-segments th { overflow-wrap: anywhere; }
  .earshot-segments th:first-child { width: 20%; } }
@media (max-width: 640px) { .earshot-segments tr { row-gap: .5rem; }
  .earshot-segments td[data-label] { flex: 0 0 calc(50% - .5rem); }
  .earshot-segments td[data-label]::before { display: block; } }
"""
