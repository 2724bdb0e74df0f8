"""The look of the page of one customer, and of links to it."""

CSS = """
.stApp a.earshot-customer { color: inherit; text-decoration: underline; text-decoration-color: var(--earshot-grey);
  text-underline-offset: 3px; }
.stApp a.earshot-customer:is(:hover, :focus-visible) { color: var(--earshot-text);
  text-decoration-color: var(--earshot-ours); }
.stApp dl.earshot-about, .stApp dl.earshot-figures, .stApp .earshot-entry dl { margin: 0; padding: 0;
  color: var(--earshot-text); }
.stApp .earshot-about dt, .stApp .earshot-about dd, .stApp .earshot-figures dt, .stApp .earshot-figures dd,
.stApp .earshot-entry dt, .stApp .earshot-entry dd { margin: 0; padding: 0; font-weight: 400; }
.earshot-about { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; font-size: .8125rem; line-height: 1.5; }
.earshot-about > div { display: flex; gap: .375rem; min-width: 0; }
.earshot-about dt, .earshot-figures dt { color: var(--earshot-quiet); white-space: nowrap; }
.earshot-about dd { overflow-wrap: anywhere; }
.earshot-standing { margin: 0; font-size: 1.125rem; line-height: 1.4; font-weight: 600; max-width: 60ch;
  text-wrap: balance; color: var(--earshot-text); }
.earshot-standing span { font-weight: 400; color: var(--earshot-quiet); }
.stApp dl.earshot-figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr));
  gap: .75rem 1.5rem; }
.earshot-figures dt { font-size: .8125rem; line-height: 1.5; }
.earshot-figures b { display: block; font-size: 1.125rem; line-height: 1.4; font-weight: 600; overflow-wrap: anywhere; }
.earshot-figures small { display: block; font-size: .8125rem; line-height: 1.5; color: var(--earshot-quiet); }
/* The primary colour is too dark for text in the dark look. */
.stApp .st-key-show button p { color: var(--earshot-text); }
.stApp .earshot-small-heading { margin: 0; padding: 0; font-size: 1rem; line-height: 1.4; font-weight: 600;
  color: var(--earshot-text); }
.stApp .earshot-month { margin: 0; padding: 1rem 0 .25rem; font-size: 1rem; line-height: 1.4; font-weight: 600;
  color: var(--earshot-text); }
.stApp ol.earshot-timeline { list-style: none; margin: 0; padding: 0; border-left: 2px solid var(--earshot-line);
  color: var(--earshot-text); }
.stApp li.earshot-entry { display: grid; grid-template-columns: 4rem minmax(0, 1fr); gap: 0 .75rem; margin: 0;
  padding: .625rem 0 .625rem 1.25rem; position: relative; font-size: 1rem; }
.earshot-entry::before { content: ""; position: absolute; left: -.4375rem; top: 1.0625rem; width: .625rem;
  height: .625rem; border-radius: 50%; border: 2px solid var(--earshot-page); background: var(--earshot-grey); }
.earshot-entry.is-order::before { background: var(--earshot-ours); }
.earshot-entry.is-left-out::before { background: var(--earshot-page); border-color: var(--earshot-grey); }
.earshot-entry.is-feedback::before { border-radius: 2px; background: var(--earshot-page);
  border-color: var(--earshot-grey); }
.earshot-entry.is-positive::before { border-color: var(--earshot-better); }
.earshot-entry.is-negative::before { border-color: var(--earshot-worse); }
.earshot-entry.is-event::before { border-radius: 0; width: .875rem; height: 2px; border: 0; left: -.5rem; top: 1.3rem; }
.earshot-entry time { font-size: .8125rem; line-height: 1.5rem; color: var(--earshot-quiet); white-space: nowrap; }
.earshot-entry b { font-weight: 600; }
.earshot-entry summary { cursor: pointer; list-style: none; overflow-wrap: anywhere; }
.earshot-entry summary::-webkit-details-marker { display: none; }
.earshot-entry.is-order summary::after { content: "Show details"; font-size: .8125rem; color: var(--earshot-quiet);
  text-decoration: underline; text-underline-offset: 3px; margin-left: .5rem; white-space: nowrap; }
.earshot-entry.is-order details[open] > summary::after { content: "Hide details"; }
.earshot-entry summary:focus-visible { outline: 2px solid var(--earshot-ours); outline-offset: 2px; }
.earshot-entry.is-left-out b { font-weight: 400; color: var(--earshot-quiet); }
.earshot-entry-beside { font-size: .8125rem; color: var(--earshot-quiet); margin-left: .25rem; }
.earshot-entry.is-event p { margin: 0; font-size: .8125rem; line-height: 1.5; color: var(--earshot-quiet);
  max-width: 72ch; overflow-wrap: anywhere; }
.earshot-entry .earshot-verbatim { padding: 0; border: 0; }
.stApp .earshot-lines { max-width: 48rem; margin: .5rem 0; font-size: .875rem; }
.earshot-lines td, .earshot-lines th { padding: .375rem 1rem .375rem 0; }
.earshot-facts > div, .earshot-seen dl > div { display: grid; grid-template-columns: 14rem minmax(0, 1fr);
  gap: 0 1rem; font-size: .8125rem; line-height: 1.6; }
.stApp .earshot-facts dt, .stApp .earshot-seen dt { color: var(--earshot-quiet); }
.earshot-facts dd, .earshot-seen dd { overflow-wrap: anywhere; }
.earshot-seen { margin-top: .25rem; }
.earshot-seen > summary { font-size: .8125rem; line-height: 1.5; color: var(--earshot-quiet); width: fit-content;
  text-decoration: underline; text-underline-offset: 3px; }
.stApp .earshot-seen dl, .stApp .earshot-entry dl.earshot-facts { padding: .375rem 0 0 .75rem;
  border-left: 2px solid var(--earshot-line);  margin-top: .375rem; }
@media (max-width: 640px) {
  .stApp li.earshot-entry { grid-template-columns: minmax(0, 1fr); padding-left: .875rem; }
  .earshot-facts > div, .earshot-seen dl > div { grid-template-columns: minmax(0, 1fr); padding-bottom: .25rem; }
  .stApp dl.earshot-figures { grid-template-columns: repeat(2, minmax(0, 1fr)); }
}
"""
