// Slides in the browser alone, so that a key turns them at once, also when the server is busy or gone. What comes from
// data is put in as text or drawn from numbers; nothing of it becomes markup.

const IN_SIGHT = 15000, REST = 2500, SWIPE = 60;
// Charts label their axes with 12 pixels, and a room needs 20 of 1080. What is laid out narrower than NARROWEST, taller
// than STRETCH times its height on the page, or larger than MOST, is a chart no more.
const SCALE = 20 / 12, NARROWEST = 620, STRETCH = 1.12, MOST = 2.6, AHEAD = 3;
// A phone has no room for every picture: a cell needs CELL pixels for its figure, a plot PLOT beside its labels. A table
// of more columns than these has its cells below one another there.
const CELL = 30, PLOT = 100, MOST_COLUMNS = 6;
// What is said is as large as there is room for: of text that has SMALL lines of 1080, at least 20, and on a small screen
// READABLE pixels.
const SIZES = [1.4, 1.3, 1.2, 1.1, 1, 0.92, 0.84], SMALL = 24, READABLE = 11.5;
const KEYS = [
  ["→  Space  Page Down", "Next slide"], ["←  Page Up", "Slide before"], ["Home  End", "First, last"],
  ["T", "What it is today, and back"], ["D", "The numbers behind, and back"], ["N", "Notes"], ["F", "Full screen"],
  ["L", "Light or dark"], ["B", "Blank"], ["R", "Timer from zero"], ["?", "These keys"], ["Esc", "Leave"],
];
const shown = new WeakMap();
let script;

function plotly(address) {
  script ??= new Promise((done, failed) => {
    const tag = document.createElement("script");
    tag.src = new URL(address, document.location.href).href;
    tag.onload = () => done(window.Plotly);
    tag.onerror = () => { script = undefined; failed(new Error(address)); };
    document.head.append(tag);
  });
  return script;
}

function make(kind, look, text) {
  const made = document.createElement(kind);
  if (look) made.className = look;
  if (text !== undefined) made.textContent = text;
  return made;
}

function template(palette) {
  const axis = {
    gridcolor: palette.border, zerolinecolor: palette.border, linecolor: palette.border, automargin: true,
    tickfont: { color: palette.text_quiet }, zeroline: false,
  };
  return { layout: {
    font: { family: '"Source Sans", sans-serif', color: palette.text }, xaxis: { ...axis, showgrid: false },
    yaxis: axis, colorway: palette.colorway,
    hoverlabel: { bgcolor: palette.background, bordercolor: palette.border, font: { color: palette.text } },
  } };
}

async function draw(place, slide, data, look, unit) {
  const { width, height } = place.getBoundingClientRect();
  if (!width || !height) return;
  const natural = slide.figure.layout?.height ?? 320;
  // Laid out as on its page and then enlarged, so that labels and marks keep their places; a small window still reads.
  const enlarged = Math.min(height / natural, width / NARROWEST, MOST * unit);
  const scale = Math.max(enlarged, data.mode === "show" ? 1 : 0);
  const size = { width: Math.floor(width / scale), height: Math.floor(Math.min(height / scale, natural * STRETCH)) };
  const inside = make("div", "earshot-slide-figure");
  inside.style.transform = `scale(${scale})`;
  inside.style.top = `${Math.max(0, (height - size.height * scale) / 2)}px`;
  Object.assign(inside.style, { width: `${size.width}px`, height: `${size.height}px` });
  place.replaceChildren(inside);
  const figure = coloured(slide.figure, data.slots[look]);
  const { l = 0, r = 0 } = figure.layout?.margin ?? {}, room = size.width - l - r;
  if (room < PLOT && slide.table) return paint(place, slide, data, look, unit, true);
  const [kept, left] = columns(figure, room);
  if (left) place.append(make("p", "earshot-slide-left", left));
  const layout = { ...figure.layout, ...kept, ...size, autosize: false, template: template(data.palettes[look]) };
  const config = { displayModeBar: false, scrollZoom: false, doubleClick: false, showTips: false, responsive: false };
  try {
    await (await plotly(data.plotly)).newPlot(inside, figure.data, layout, config);
  } catch {
    place.replaceChildren(make("p", "earshot-slide-problem", "The chart could not be drawn. Press D for its numbers."));
  }
}

// Of cells the columns that have room for their figures, and how many are left out, in words.
function columns(figure, room) {
  const grid = figure.data.find((trace) => trace.type === "heatmap"), range = figure.layout?.xaxis?.range;
  const most = Math.max(1, Math.floor(room / CELL));
  if (!grid || !range || range[1] - range[0] <= most) return [{}, ""];
  const all = Math.round(range[1] - range[0]);
  const said = `This screen has room for ${most} of ${all} columns. “Numbers” has all of them.`;
  return [{ xaxis: { ...figure.layout.xaxis, range: [range[0], range[0] + most] } }, said];
}

// The largest letters in which all of it is in sight; what is too long even in the smallest is scrolled.
function fit(body, unit) {
  const parts = [body, ...body.querySelectorAll(".earshot-slide-table")];
  const isCut = (each) => each.scrollHeight > each.clientHeight + 1 || each.scrollWidth > each.clientWidth + 1;
  const fitting = SIZES.filter((each) => each >= 1 || each * SMALL * unit >= READABLE).some((each) => {
    body.style.setProperty("--fit", each);
    return !parts.some(isCut);
  });
  if (!fitting && isCut(body)) body.tabIndex = 0;
  else body.removeAttribute("tabindex");
}

function line(values, earlier) {
  const all = [...values, ...earlier].filter((each) => each !== null);
  const space = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(space, "svg");
  picture.setAttribute("viewBox", "0 0 240 60");
  picture.setAttribute("preserveAspectRatio", "none");
  picture.setAttribute("aria-hidden", "true");
  if (values.filter((each) => each !== null).length < 2) return picture;
  const low = Math.min(...all), span = Math.max(...all) - low || 1;
  for (const [name, points] of [["is-earlier", earlier], ["is-now", values]]) {
    let down = false;
    const path = points.map((each, place) => {
      const step = each === null ? "" : `${down ? "L" : "M"}${5 + (place * 230) / Math.max(values.length - 1, 1)} ` +
        `${55 - ((each - low) / span) * 50}`;
      down = each !== null;
      return step;
    }).join("");
    const drawn = document.createElementNS(space, "path");
    drawn.setAttribute("d", path);
    drawn.setAttribute("class", name);
    picture.append(drawn);
  }
  return picture;
}

function cards(slide) {
  const grid = make("div", `earshot-slide-cards has-${Math.min(slide.cards.length, 4)}`);
  for (const card of slide.cards) {
    const made = make("div", "earshot-slide-card");
    made.append(make("div", "is-label", card.label), make("div", "is-value", card.value),
      make("div", `is-verdict ${card.look}`, card.verdict), make("div", "is-change", card.change),
      line(card.values, card.earlier), make("div", "is-base", [card.target, card.base].filter(Boolean).join(" · ")));
    grid.append(made);
  }
  return grid;
}

function list(slide) {
  const made = make("ol", "earshot-slide-findings");
  if (slide.findings.length === 1) {
    const [said, ...under] = slide.findings[0].split("\n");
    const lines = [...(said === slide.headline ? [] : [said]), ...under];
    const alone = make("div", "earshot-slide-findings");
    alone.append(...lines.map((each) => make("p", "", each)));
    return alone;
  }
  for (const finding of slide.findings) {
    const [said, ...under] = finding.split("\n");
    const item = make("li", "", said);
    if (under.length) item.append(make("small", "", under.join(" ")));
    made.append(item);
  }
  return made;
}

function quotes(slide) {
  const made = make("div", "earshot-slide-quotes");
  for (const quote of slide.quotes) {
    const said = make("figure");
    said.append(make("blockquote", "", quote.text), make("figcaption", "", quote.origin));
    made.append(said);
  }
  return made;
}

function table(slide) {
  const frame = make("div", "earshot-slide-table"), made = make("table"), head = make("tr"), body = make("tbody");
  frame.tabIndex = 0;
  for (const title of slide.table.head) head.append(make("th", "", title));
  for (const cells of slide.table.rows) {
    const row = make("tr");
    cells.forEach((cell, place) => {
      const made = make("td", /^[\u2212+-]?[£€$¥₹]?[\d.,]+/.test(cell) ? "is-number" : "", cell);
      made.dataset.label = slide.table.head[place];
      row.append(made);
    });
    body.append(row);
  }
  made.classList.toggle("is-wide", slide.table.head.length > MOST_COLUMNS);
  const top = make("thead");
  top.append(head);
  made.append(top, body);
  frame.append(made);
  if (slide.table.more) frame.append(make("p", "", slide.table.more));
  return frame;
}

// One slide as an element; its picture is drawn once the element has its size.
function build(slide, number, data) {
  const made = make("section", "earshot-slide"), head = make("header"), body = make("div", "earshot-slide-body");
  made.setAttribute("aria-label", `Slide ${number + 1}: ${slide.headline}`);
  head.append(make("h1", "", slide.headline));
  if (slide.subtitle) head.append(make("p", "", slide.subtitle));
  const foot = make("footer");
  const facts = make("div", "", slide.footer);
  if (slide.changed) facts.append(make("strong", "", ` ${slide.changed}`));
  foot.append(facts, make("div", "earshot-slide-number", `${number + 1} / ${data.count}`));
  made.append(head, body, foot);
  return made;
}

// What the slide shows, once it has its size.
function paint(body, slide, data, look, unit, numbers = false) {
  fill(body, slide, numbers);
  if (slide.kind === "figure" && !numbers) draw(body, slide, data, look, unit);
  else fit(body, data.mode === "show" ? unit : 1);
}

function fill(body, slide, numbers = false) {
  body.removeAttribute("role");
  if (numbers || slide.kind === "table") body.replaceChildren(table(slide));
  else if (slide.kind === "cards") body.replaceChildren(cards(slide));
  else if (slide.kind === "findings") body.replaceChildren(list(slide));
  else if (slide.kind === "quotes") body.replaceChildren(quotes(slide));
  else if (slide.kind === "figure") {
    body.setAttribute("role", "img");
    body.setAttribute("aria-label", slide.alt);
    body.replaceChildren();
  } else body.replaceChildren(make("p", "earshot-slide-problem", slide.nothing));
}

function lookOf(element, wanted) {
  if (wanted === "light" || wanted === "dark") return wanted;
  const colour = getComputedStyle(element).getPropertyValue("--st-background-color").trim();
  const parts = colour.match(/[0-9a-f]{2}/gi) ?? [];
  return parts.length >= 3 && parseInt(parts[1], 16) < 128 ? "dark" : "light";
}

function wear(element, data, look) {
  element.dataset.look = look;
  element.style.colorScheme = look;
  for (const [name, colour] of Object.entries(data.palettes[look]))
    if (typeof colour === "string") element.style.setProperty(`--slide-${name.replace("_", "-")}`, colour);
}

function preview({ data, parentElement }) {
  const box = parentElement.querySelector(".earshot-preview");
  const look = lookOf(parentElement, data.look);
  shown.get(box)?.();
  wear(box, data, look);
  const slide = build(data.slides[0], data.first, data);
  box.replaceChildren(slide);
  const lay = () => {
    const unit = box.clientWidth / 1920;
    box.style.setProperty("--u", `${unit}px`);
    const body = slide.querySelector(".earshot-slide-body");
    paint(body, data.slides[0], data, look, unit);
  };
  let pending;
  const watch = new ResizeObserver(() => { clearTimeout(pending); pending = setTimeout(lay, 50); });
  watch.observe(box);
  const stop = () => { watch.disconnect(); clearTimeout(pending); };
  shown.set(box, stop);
  return stop;
}

class Show {
  constructor({ data, parentElement, setTriggerValue }) {
    Object.assign(this, { data, leave: () => setTriggerValue("left", String(this.at + 1)) });
    this.at = Math.max(0, Math.min(data.first, data.slides.length - 1));
    this.look = lookOf(parentElement, data.look);
    this.built = new Map();
    this.began = Date.now();
    this.root = make("div", "earshot-show");
    this.root.tabIndex = -1;
    this.root.setAttribute("role", "dialog");
    this.root.setAttribute("aria-modal", "true");
    this.root.setAttribute("aria-label", data.title);
    this.stage = make("div", "earshot-show-stage");
    this.notes = make("aside", "earshot-show-notes");
    this.notes.hidden = true;
    this.notes.tabIndex = 0;
    this.said = make("div", "earshot-show-said");
    this.said.setAttribute("aria-live", "polite");
    this.timer = make("span", "earshot-show-timer", "0:00");
    this.root.append(this.stage, this.notes, this.said, this.timer, this.bar());
    document.body.append(this.root);
    this.behind = document.getElementById("root");
    if (this.behind) this.behind.inert = true;
    this.stop = new AbortController();
    const listen = (target, what, act) => target.addEventListener(what, act, { signal: this.stop.signal });
    listen(document, "keydown", (event) => this.pressed(event));
    listen(window, "resize", () => this.lay());
    listen(document, "fullscreenchange", () => this.lay());
    listen(this.root, "pointermove", () => this.wake());
    listen(this.root, "touchstart", (event) => { this.touched = event.changedTouches[0].clientX; });
    listen(this.root, "touchend", (event) => {
      const moved = event.changedTouches[0].clientX - this.touched;
      if (Math.abs(moved) > SWIPE && !this.today) this.go(this.at + (moved < 0 ? 1 : -1));
    });
    this.ticking = setInterval(() => this.tick(), 500);
    // Pressing "Show it" was the reader's wish; where it is too long ago, the browser refuses, and F is there.
    if (data.full && navigator.userActivation?.isActive) this.root.requestFullscreen?.().catch(() => {});
    this.lay();
    this.root.focus();
  }

  bar() {
    const bar = make("nav", "earshot-show-bar");
    bar.setAttribute("aria-label", "Presentation");
    const buttons = [
      ["Before", "←", () => this.go(this.at - 1)], ["Next", "→", () => this.go(this.at + 1)],
      ["Today", "T", () => this.compare()], ["Numbers", "D", () => this.numbers()],
      ["Notes", "N", () => this.tell()], ["Full screen", "F", () => this.full()],
      ["Keys", "?", () => this.help()], ["Leave", "Esc", () => this.leave()],
    ];
    for (const [label, key, act] of buttons) {
      const button = make("button", "", label);
      button.type = "button";
      button.append(make("kbd", "", key));
      button.onclick = act;
      bar.append(button);
    }
    return bar;
  }

  wake() {
    this.root.classList.add("is-awake");
    clearTimeout(this.resting);
    this.resting = setTimeout(() => this.root.classList.remove("is-awake"), REST);
  }

  tick() {
    const seconds = Math.floor((Date.now() - this.began) / 1000);
    const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (this.timer.textContent !== text) this.timer.textContent = text;
  }

  wearLook(look) {
    if (look === this.look) return;
    this.look = look;
    this.lay();
  }

  // "As the app" holds while it runs, until the reader chooses by L.
  follow(element) {
    if (!this.isChosen) this.wearLook(lookOf(element, this.data.look));
  }

  lay() {
    this.unit = Math.max(Math.min(window.innerWidth / 1920, window.innerHeight / 1080), 0.5);
    this.root.style.setProperty("--u", `${this.unit}px`);
    wear(this.root, this.data, this.look);
    this.built.clear();
    this.stage.replaceChildren();
    this.go(this.at);
  }

  // The slide is there already when its turn comes: those beside the one that is shown are drawn while it is read.
  ready(at) {
    if (at < 0 || at >= this.data.slides.length || this.built.has(at)) return this.built.get(at);
    const slide = this.data.slides[at], made = build(slide, at, this.data);
    made.classList.add("is-waiting");
    this.stage.append(made);
    this.built.set(at, made);
    paint(made.querySelector(".earshot-slide-body"), slide, this.data, this.look, this.unit);
    return made;
  }

  go(to) {
    if (!this.data.slides.length) return;
    this.close();
    this.at = Math.max(0, Math.min(to, this.data.slides.length - 1));
    const made = this.ready(this.at);
    for (const each of this.built.values()) {
      each.classList.toggle("is-waiting", each !== made);
      each.toggleAttribute("inert", each !== made);
    }
    const slide = this.data.slides[this.at];
    this.notes.textContent = slide.notes || "No notes on this slide.";
    this.said.textContent = `Slide ${this.at + 1} of ${this.data.slides.length}: ${slide.headline}`;
    const address = new URL(document.location.href);
    address.searchParams.set("slide", this.at + 1);
    history.replaceState(history.state, "", address);
    clearTimeout(this.preparing);
    this.prepare([1, -1, ...Array.from({ length: AHEAD - 1 }, (_, place) => place + 2)]);
  }

  // One after the other, so that a key never waits for more than one of them.
  prepare([next, ...others]) {
    this.preparing = setTimeout(() => {
      this.ready(this.at + next);
      if (others.length) this.prepare(others);
    }, 120);
  }

  numbers() {
    const slide = this.data.slides[this.at], body = this.ready(this.at).querySelector(".earshot-slide-body");
    if (!slide.table) return;
    this.close();
    paint(body, slide, this.data, this.look, this.unit, slide.kind === "figure" && !body.querySelector("table"));
  }

  tell() {
    this.notes.hidden = !this.notes.hidden;
    this.root.classList.toggle("has-notes", !this.notes.hidden);
    this.lay();
  }

  full() {
    if (document.fullscreenElement) document.exitFullscreen();
    else this.root.requestFullscreen?.().catch(() => {});
  }

  overlay(look, label) {
    this.close();
    this.over = make("div", look);
    this.over.setAttribute("role", "region");
    this.over.setAttribute("aria-label", label);
    this.root.append(this.over);
    return this.over;
  }

  close() {
    this.over?.remove();
    this.over = this.today = undefined;
    this.root.classList.remove("is-blank");
    this.root.focus();
  }

  help() {
    if (this.over?.className === "earshot-show-keys") return this.close();
    const made = make("dl");
    for (const [keys, what] of KEYS) made.append(make("dt", "", keys), make("dd", "", what));
    this.overlay("earshot-show-keys", "Keys").append(made);
  }

  // The live page itself, in a frame: it answers as it does for any reader, and the slide stays behind it.
  compare() {
    if (this.today) return this.close();
    const slide = this.data.slides[this.at], over = this.overlay("earshot-show-today", "What it is today");
    const head = make("header");
    head.append(make("b", "", "As it is today"), make("span", "", slide.frozen));
    const back = make("button", "", "Back to the slide"), open = make("a", "", "Open the page");
    back.append(make("kbd", "", "T"));
    back.onclick = () => this.close();
    open.href = slide.today;
    head.append(open, back);
    const frame = make("iframe"), room = make("div", "earshot-show-frame");
    frame.title = `As it is today: ${slide.headline}`;
    const parted = new URL(slide.today, document.location.href);
    parted.searchParams.set("embed", "true");
    parted.searchParams.append("embed_options", `${this.look}_theme`);
    frame.src = parted.href;
    // As large as the slide's own chart: the page is laid out smaller, and enlarged.
    room.style.setProperty("--zoom", Math.max(1, SCALE * this.unit));
    room.append(frame, make("p", "", "Asking the data…"));
    over.append(head, room);
    this.today = frame;
    frame.onload = () => this.find(frame, slide.card, Date.now() + IN_SIGHT, room);
    back.focus();
  }

  // The page's own card, alone and as large as the slide; the whole page where it is not found.
  find(frame, card, until, room) {
    let page;
    try { page = frame.contentDocument; } catch { /* refused by the server's rules: there is "Open the page" */ }
    if (!page || this.today !== frame) return;
    if (!page.earshotListens) {
      page.earshotListens = true;
      page.addEventListener("keydown", (event) => this.pressed(event), { signal: this.stop.signal });
    }
    const found = card && [...page.querySelectorAll("[class*=st-key-]")].find((each) => each.classList.contains(`st-key-${card}`));
    const isDrawn = found && !found.closest("[data-stale=true]") && page.querySelector("[data-test-script-state=notRunning]");
    if (!isDrawn && Date.now() < until) {
      setTimeout(() => this.find(frame, card, until, room), 100);
      return;
    }
    if (found) {
      const rule = page.createElement("style");
      rule.textContent = `.st-key-${CSS.escape(card)} { position: fixed !important; inset: 0 !important; z-index: 999999;
        width: 100vw !important; max-width: none !important; max-height: none !important; overflow: auto !important;
        border: 0 !important; border-radius: 0 !important; background: var(--earshot-page); padding: 1.5rem !important; }`;
      page.head.append(rule);
      frame.contentWindow.dispatchEvent(new Event("resize"));
    }
    room.classList.add("is-there");
  }

  pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target, inFrame = target.ownerDocument !== document;
    if (inFrame && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))) return;
    const isPressing = /^(BUTTON|A)$/.test(target.tagName) && (event.key === " " || event.key === "Enter");
    if (isPressing) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const act = {
      ArrowRight: () => this.go(this.at + 1), ArrowDown: () => this.go(this.at + 1), " ": () => this.go(this.at + 1),
      PageDown: () => this.go(this.at + 1), Enter: () => this.go(this.at + 1), ArrowLeft: () => this.go(this.at - 1),
      ArrowUp: () => this.go(this.at - 1), PageUp: () => this.go(this.at - 1), Backspace: () => this.go(this.at - 1),
      Home: () => this.go(0), End: () => this.go(this.data.slides.length - 1), f: () => this.full(),
      n: () => this.tell(), t: () => this.compare(), d: () => this.numbers(), "?": () => this.help(),
      h: () => this.help(), r: () => { this.began = Date.now(); this.tick(); },
      l: () => { this.isChosen = true; this.wearLook(this.look === "dark" ? "light" : "dark"); },
      b: () => this.root.classList.toggle("is-blank"), ".": () => this.root.classList.toggle("is-blank"),
      Escape: () => (this.over || this.root.classList.contains("is-blank") ? this.close() : this.leave()),
    }[key];
    // A long table or long notes scroll by their own keys, and so does the live page.
    const scrolls = target.closest?.(".earshot-slide-table, .earshot-show-notes, [tabindex='0']") || inFrame;
    if (!act || (scrolls && /^(ArrowUp|ArrowDown|PageUp|PageDown|Home|End| )$/.test(event.key))) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  end() {
    this.stop.abort();
    clearInterval(this.ticking);
    clearTimeout(this.preparing);
    clearTimeout(this.resting);
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    this.root.remove();
    if (this.behind) this.behind.inert = false;
  }
}

export default function (component) {
  if (component.data.mode !== "show") return preview(component);
  const place = component.parentElement;
  // Streamlit calls it anew when the app's look changes.
  if (shown.has(place)) shown.get(place).follow(place);
  else shown.set(place, new Show(component));
  return () => { shown.get(place)?.end(); shown.delete(place); };
}
