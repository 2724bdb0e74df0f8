"""The stylesheet of presentations: the actions that put a view on a slide, the list of slides, and the slides.

A slide is laid out in units of --u: one of 1080 lines of a projector. Text has 24 of them and more.
"""

CSS = """
[class*="st-key-actions-"] { flex: none; }
[class*="st-key-add-"] button p { white-space: nowrap; }
/* In a narrow card only the sign is seen; its words are read out, and shown on hover. */
[class*="st-key-head-"] { container-type: inline-size; }
@container (max-width: 700px) {
  [class*="st-key-actions-"] [class*="st-key-add-"] button p { position: absolute; width: 1px; height: 1px;
    overflow: hidden; clip-path: inset(50%); }
}
/* The key figures have no head of their own: their action stands above them, beside the page's title. */
.st-key-headlines { position: relative; }
.stApp [data-testid="stLayoutWrapper"]:has(> .st-key-actions-headlines) { position: absolute; right: 0; bottom: 100%;
  width: auto; z-index: 2; }
.stApp .st-key-actions-headlines button { min-height: 1.25rem; }
/* Of one card beside a chart it stands in its own corner. */
.stApp .stColumn [data-testid="stLayoutWrapper"]:has(> .st-key-actions-headlines) { right: 1rem; bottom: .5rem; }
[class*="st-key-finding-links-"] [class*="st-key-add-"] button p { position: absolute; width: 1px; height: 1px;
  overflow: hidden; clip-path: inset(50%); }
[class*="st-key-finding-links-"] [class*="st-key-add-"] button { min-height: 1.5rem; padding: 0; }
@media (hover: hover) {
  .st-key-actions-headlines, [class*="st-key-finding-links-"] [class*="st-key-add-"] { opacity: 0; }
  .st-key-headlines:hover .st-key-actions-headlines,
  .st-key-actions-headlines:hover, .st-key-actions-headlines:focus-within,
  [class*="st-key-finding-"]:hover [class*="st-key-add-"], [class*="st-key-finding-"]:focus-within
  [class*="st-key-add-"] { opacity: 1; }
}
[class*="st-key-slide-row-"] button { justify-content: flex-start; text-align: left; min-height: 3rem;
  white-space: normal; padding: .5rem .75rem; border-left: 3px solid transparent; border-radius: 0 .5rem .5rem 0; }
[class*="st-key-slide-row-"] button > div { justify-content: flex-start; width: 100%; }
[class*="st-key-slide-row-"] button p { text-align: left; white-space: normal; overflow-wrap: anywhere; }
[class*="st-key-slide-row-"][class*="-chosen"] button { border-left-color: var(--earshot-ours);
  background: rgba(132,139,148,.11); }
[class*="st-key-slide-row-"][class*="-chosen"] button p { font-weight: 600; color: var(--earshot-text); }
.st-key-presentations [data-testid="stVerticalBlock"] > [class*="st-key-presentation-"] {
  border-top: 1px solid var(--earshot-line); padding: .75rem 0; }
.st-key-new-presentation [data-testid="stTextInput"] { max-width: 26rem; }
.earshot-deck-name { margin: 0; font-weight: 600; overflow-wrap: anywhere; color: var(--earshot-text); }
.earshot-frozen b { font-weight: 600; color: var(--earshot-text); }

.earshot-preview { position: relative; width: 100%; aspect-ratio: 16 / 9; border: 1px solid var(--earshot-line);
  border-radius: .5rem; overflow: hidden; container-type: inline-size; }
.earshot-show { position: fixed; inset: 0; z-index: 2000000; display: flex; flex-direction: column; overflow: hidden;
  outline: none; font-family: "Source Sans", sans-serif; background: var(--slide-background); }
.earshot-show *, .earshot-preview * { box-sizing: border-box; }
.earshot-show-stage { position: relative; flex: 1; min-height: 0; }
.earshot-slide { position: absolute; inset: 0; display: flex; flex-direction: column; gap: calc(28 * var(--u));
  padding: calc(60 * var(--u)) calc(84 * var(--u)) calc(36 * var(--u)); background: var(--slide-background);
  color: var(--slide-text); font-variant-numeric: tabular-nums lining-nums; }
.earshot-slide.is-waiting { visibility: hidden; }
.earshot-slide header { display: grid; gap: calc(10 * var(--u)); }
.earshot-slide h1 { margin: 0; padding: 0; font-size: calc(56 * var(--u)); line-height: 1.16; font-weight: 600;
  letter-spacing: -.01em; color: inherit; text-wrap: balance; overflow-wrap: anywhere; display: -webkit-box;
  -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; }
.earshot-slide header p { margin: 0; font-size: calc(28 * var(--u)); line-height: 1.35; color: var(--slide-text-quiet);
  overflow-wrap: anywhere; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3;
  overflow: hidden; }
.earshot-slide-body { position: relative; flex: 1; min-height: 0; display: flex; flex-direction: column;
  justify-content: safe center; overflow: auto; outline-offset: -2px; }
.earshot-slide-body > * { --s: calc(var(--u) * var(--fit, 1)); flex: none; }
.earshot-slide-body > .earshot-slide-table { flex: 0 1 auto; }
.earshot-slide-body[role="img"], .earshot-preview .earshot-slide-body { overflow: hidden; }
.earshot-slide-left { position: absolute; inset: auto 0 0; margin: 0; font-size: max(13px, calc(24 * var(--u)));
  color: var(--slide-text-quiet); }
.earshot-slide-figure { position: absolute; top: 0; left: 0; transform-origin: 0 0; }
.earshot-slide footer { display: flex; justify-content: space-between; gap: calc(48 * var(--u));
  font-size: calc(24 * var(--u)); line-height: 1.35; color: var(--slide-text-quiet); }
.earshot-show .earshot-slide footer { padding-right: calc(150 * var(--u)); font-size: max(13px, calc(24 * var(--u))); }
.earshot-slide footer strong { font-weight: 600; color: var(--slide-text); }
.earshot-slide-number { white-space: nowrap; align-self: end; }
.earshot-slide-problem { font-size: calc(32 * var(--u)); text-align: center; color: var(--slide-text-quiet); }
.earshot-slide-cards { display: grid; gap: calc(32 * var(--u)); grid-template-columns: repeat(4, minmax(0, 1fr)); }
.earshot-slide-cards.has-1 { grid-template-columns: minmax(0, 1fr); }
.earshot-slide-cards.has-2 { grid-template-columns: repeat(2, minmax(0, 1fr)); }
.earshot-slide-cards.has-3 { grid-template-columns: repeat(3, minmax(0, 1fr)); }
.earshot-slide-card { border: 1px solid var(--slide-border); border-radius: calc(16 * var(--u));
  padding: calc(32 * var(--u)); font-size: calc(26 * var(--s)); line-height: 1.35; display: grid;
  grid-template-rows: minmax(2.7em, auto) auto minmax(1.35em, auto) minmax(2.7em, auto) auto 1fr;
  gap: calc(6 * var(--u)); overflow-wrap: anywhere; }
.earshot-slide-card .is-value { font-size: calc(76 * var(--s)); line-height: 1.15; font-weight: 600; }
.earshot-slide-card .is-verdict { font-weight: 600; }
.earshot-slide-card .is-better { color: var(--slide-better); }
.earshot-slide-card .is-worse { color: var(--slide-worse); }
.earshot-slide-card .is-plain, .earshot-slide-card .is-base { color: var(--slide-text-quiet); }
.earshot-slide-card svg { width: 100%; height: calc(120 * var(--u)); margin: calc(12 * var(--u)) 0; }
.earshot-slide-card path { fill: none; stroke: var(--slide-ours); stroke-width: calc(5 * var(--u));
  stroke-linecap: round; stroke-linejoin: round; vector-effect: non-scaling-stroke; }
.earshot-slide-card path.is-earlier { stroke: #848B94; stroke-width: calc(3 * var(--u)); }
.earshot-slide-findings { margin: 0; padding: 0 0 0 1.4em; display: grid; gap: calc(26 * var(--u));
  font-size: calc(36 * var(--s)); line-height: 1.3; max-width: 52em; overflow-wrap: anywhere; }
.earshot-slide-findings p { margin: 0; font-size: calc(40 * var(--s)); line-height: 1.45; }
div.earshot-slide-findings { padding: 0; }
.earshot-slide-findings li { margin: 0; padding: 0 0 0 .3em; font-size: inherit; }
.earshot-slide-findings li::marker { color: var(--slide-text-quiet); }
.earshot-slide-findings small { display: block; font-size: calc(24 * var(--s)); line-height: 1.4;
  color: var(--slide-text-quiet); }
.earshot-slide-quotes { display: grid; gap: calc(40 * var(--u)); }
.earshot-slide-quotes figure { margin: 0; }
.earshot-slide-quotes blockquote { margin: 0; padding: 0 0 0 calc(28 * var(--u)); color: inherit; opacity: 1;
  border-left: calc(5 * var(--u)) solid var(--slide-ours); font-size: calc(36 * var(--s)); line-height: 1.35;
  white-space: pre-wrap; overflow-wrap: anywhere; }
.earshot-slide-quotes figcaption { margin-top: calc(8 * var(--u)); padding-left: calc(33 * var(--u));
  font-size: calc(24 * var(--s)); color: var(--slide-text-quiet); }
.earshot-slide-table { overflow: auto; max-height: 100%; outline-offset: -2px; }
.earshot-slide-table table { width: 100%; border-collapse: collapse; font-size: calc(28 * var(--s)); line-height: 1.3;
  color: inherit; margin: 0; }
.earshot-slide-table th, .earshot-slide-table td { border: 0; border-bottom: 1px solid var(--slide-border);
  padding: calc(10 * var(--u)) calc(28 * var(--u)) calc(10 * var(--u)) 0; text-align: left; vertical-align: top;
  overflow-wrap: break-word; }
.earshot-slide-table th { font-weight: 600; color: var(--slide-text-quiet); position: sticky; top: 0;
  background: var(--slide-background); }
.earshot-slide-table .is-number { white-space: nowrap; }
.earshot-slide-table p { margin: calc(12 * var(--u)) 0 0; font-size: calc(24 * var(--s));
  color: var(--slide-text-quiet); }
.earshot-show-notes { max-height: 32vh; overflow: auto; white-space: pre-wrap; color: var(--slide-text);
  padding: calc(28 * var(--u)) calc(84 * var(--u)); font-size: max(16px, calc(28 * var(--u))); line-height: 1.4;
  border-top: 2px solid var(--slide-border); background: color-mix(in srgb, var(--slide-text) 5%, transparent); }
.earshot-show-notes[hidden] { display: none; }
.earshot-show-said { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.earshot-show-timer { position: absolute; right: calc(84 * var(--u)); bottom: calc(36 * var(--u));
  font-size: max(13px, calc(24 * var(--u))); line-height: 1.35; color: var(--slide-text-quiet);
  font-variant-numeric: tabular-nums; }
.earshot-show.has-notes .earshot-show-timer { bottom: 8px; }
.earshot-show-bar { position: absolute; left: 8px; right: 8px; bottom: 12px; display: flex; gap: 4px;
  margin: 0 auto; width: fit-content;
  padding: 6px; border-radius: 12px; background: var(--slide-background); border: 1px solid var(--slide-border);
  box-shadow: 0 4px 24px rgba(0,0,0,.18); max-width: calc(100vw - 16px); flex-wrap: wrap; justify-content: center;
  opacity: 0; pointer-events: none; }
.earshot-show.is-awake .earshot-show-bar, .earshot-show-bar:focus-within { opacity: 1; pointer-events: auto; }
.earshot-show-bar button, .earshot-show-today header button { font: inherit; font-size: 15px; min-height: 40px;
  padding: 0 12px; border: 0; border-radius: 8px; background: none; color: var(--slide-text); cursor: pointer;
  display: flex; align-items: center; gap: 8px; white-space: nowrap; }
.earshot-show button:hover { background: color-mix(in srgb, var(--slide-text) 9%, transparent); }
.earshot-show button:focus-visible, .earshot-show a:focus-visible { outline: 3px solid var(--slide-ours); }
.earshot-show kbd { font: inherit; font-size: 13px; color: var(--slide-text-quiet); border: 1px solid currentColor;
  border-radius: 4px; padding: 0 6px; background: none; }
.earshot-show-keys { position: absolute; inset: 0; display: grid; place-content: center;
  background: var(--slide-background); color: var(--slide-text); overflow: auto; }
.earshot-show-keys dl { display: grid; grid-template-columns: auto auto; gap: calc(18 * var(--u)) calc(64 * var(--u));
  margin: 0; font-size: max(16px, calc(32 * var(--u))); line-height: 1.3; }
.earshot-show-keys dt { font-weight: 600; text-align: right; white-space: pre; }
.earshot-show-keys dd { margin: 0; }
.earshot-show-today { position: absolute; inset: 0; display: flex; flex-direction: column;
  background: var(--slide-background); color: var(--slide-text); }
.earshot-show-today header { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 24px; padding: 8px 24px;
  font-size: max(16px, calc(26 * var(--u))); border-bottom: 3px solid var(--slide-ours); }
.earshot-show-today header span { flex: 1; color: var(--slide-text-quiet); }
.earshot-show-today header a { color: inherit; font-size: 15px; }
.earshot-show-frame { position: relative; flex: 1; min-height: 0; overflow: hidden; }
.earshot-show-frame iframe { position: absolute; top: 0; left: 0; border: 0; transform-origin: 0 0;
  width: calc(100% / var(--zoom)); height: calc(100% / var(--zoom));
  transform: scale(var(--zoom)); visibility: hidden; background: var(--slide-background); }
.earshot-show-frame p { position: absolute; inset: 0; margin: 0; display: grid; place-content: center;
  font-size: max(16px, calc(32 * var(--u))); color: var(--slide-text-quiet); }
.earshot-show-frame.is-there iframe { visibility: visible; }
.earshot-show-frame.is-there p { display: none; }
.earshot-show.is-blank::after { content: ""; position: absolute; inset: 0; background: #000; z-index: 10; }
@media (hover: none) {
  .earshot-show-bar { opacity: 1; pointer-events: auto; }
  .earshot-show-bar kbd { display: none; }
  .earshot-show .earshot-slide { padding-bottom: 4.5rem; }
  .earshot-show-timer { top: 6px; bottom: auto; }
}
@media (max-width: 640px) {
  .earshot-show .earshot-slide { padding: 1.25rem 1rem 7.5rem; gap: .75rem; }
  .earshot-show .earshot-slide footer { padding-right: 0; gap: 1rem; }
  .earshot-show .earshot-slide { overflow: auto; }
  .earshot-show .earshot-slide h1, .earshot-show .earshot-slide header p { display: block; flex: none; }
  .earshot-show .earshot-slide h1 { font-size: 24px; }
  .earshot-show .earshot-slide-body { min-height: 16rem; justify-content: flex-start; }
  .earshot-show .earshot-slide-cards { gap: 8px; }
  .earshot-show .earshot-slide-cards:not(.has-1) { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .earshot-show .earshot-slide-card { grid-template-rows: none; padding: 10px; }
  .earshot-show .earshot-slide-card svg { height: 32px; margin: 4px 0; }
  .earshot-show .earshot-slide-card .is-value { font-size: calc(52 * var(--s)); }
  .earshot-show .is-wide thead { display: none; }
  .earshot-show .is-wide tr { display: block; padding: 8px 0; border-bottom: 1px solid var(--slide-border); }
  .earshot-show .is-wide td { display: flex; justify-content: space-between; gap: 16px; padding: 2px 0; border: 0;
    text-align: right; }
  .earshot-show .is-wide td:first-child { font-weight: 600; text-align: left; }
  .earshot-show .is-wide td:not(:first-child)::before { content: attr(data-label); color: var(--slide-text-quiet);
    text-align: left; }
  .earshot-show-bar { gap: 0; bottom: 4px; }
  .earshot-show-bar button { padding: 0 8px; }
  .earshot-show-keys dl { gap: 8px 16px; }
  .earshot-show-keys dt { white-space: normal; }
}
"""
