"""The room that an element will take, kept for it from the start: its script comes after it, and until then Streamlit
has a grey bar of one height there. When that gives way, nothing moves."""

# Of what has a key its name tells what it will be; all else is a line of words. Lengths are those that were measured.
CSS = """
.st-key-navigation [data-testid="stSkeleton"] { height: 38px; clip-path: inset(9px 0); }
.st-key-navigation [data-testid="stElementContainer"]:has(> [data-testid="stSkeleton"]) { margin: -6px 0; }
.st-key-navigation [class*="st-key-section-"] { min-height: 36.8px; }
.st-key-navigation [class*="st-key-section-"] [data-testid="stElementContainer"] { margin: 0; }
.st-key-navigation [class*="st-key-section-"] [data-testid="stSkeleton"] { height: 36.8px; }

[data-testid="stMain"] [data-testid="stElementContainer"]:not([class*="st-key-"]) > [data-testid="stSkeleton"] {
  height: 1.21875rem; }
.stApp .st-key-head-words:has([data-testid="stSkeleton"]) { min-height: 2.25rem; }
.st-key-demo-banner { min-height: 1.96875rem; }
[class*="st-key-head-"]:has([data-testid="stSkeleton"]) { min-height: 3.6875rem; }
.stApp :is([class*="st-key-foot-"], [class*="st-key-actions-"]) [data-testid="stSkeleton"] { height: 1.75rem; }
.stApp .st-key-actions-headlines, .stApp .st-key-actions-headlines [data-testid="stSkeleton"] { height: 1.3rem; }
.stApp [class*="st-key-finding-"] > [data-testid="stElementContainer"] > [data-testid="stSkeleton"] {
  height: 2rem; }
.stApp [class*="st-key-finding-links-"] [data-testid="stSkeleton"] { height: 1.5rem; }
.st-key-headlines [data-testid="stColumn"] { min-height: 8.93rem; }
.st-key-headlines-of-five-lines .st-key-headlines [data-testid="stColumn"] { min-height: 10.15rem; }

/* A row of choices, and with a label above it; a box with a label. */
:is(.st-key-part, .st-key-cohort, .st-key-cells, .st-key-counted, .st-key-measure, .st-key-chart, .st-key-ahead) >
  [data-testid="stSkeleton"] { height: 2rem; }
.st-key-score { min-height: 3.75rem; }
:is(.st-key-by, .st-key-and, .st-key-definition, .st-key-horizon, .st-key-names, .st-key-rival) { min-height: 4.25rem; }
/* How wide they are decides what fits beside them. */
.st-key-cohort { min-width: min(14.625rem, 100%); }
.st-key-cells { min-width: min(20.875rem, 100%); }
.st-key-counted { min-width: min(16.1875rem, 100%); }
.st-key-measure { min-width: min(26.5625rem, 100%); }
.st-key-segment-example-0 { min-width: min(15.65rem, 100%); }
.st-key-segment-example-1 { min-width: min(9.125rem, 100%); }
.st-key-segment-example-2 { min-width: min(14.9375rem, 100%); }
@media (min-width: 641px) {
  [data-testid="stColumn"] [class*="st-key-head-"]:not(.st-key-head-words, .st-key-head-what-changed):has(
    [data-testid="stSkeleton"]) { min-height: 4.97rem; }
}
@media (max-width: 640px) { .st-key-demo-banner { min-height: 3.1875rem; } }
/* In two rows. */
@media (max-width: 470px) {
  .st-key-score { min-height: 6rem; }
  .st-key-measure { min-height: 4.625rem; }
}
"""
