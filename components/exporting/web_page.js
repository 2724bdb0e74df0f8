// Slides in one file: keys turn them, charts are drawn when they are first seen. Texts stand in the page already.
"use strict";
const deck = JSON.parse(document.getElementById("deck").textContent);
const slides = [...document.querySelectorAll(".slide")];
const root = document.documentElement;
const NARROW = 700, LARGEST = 1.6;
let at = 0;

function template(palette) {
  const axis = { gridcolor: palette.border, automargin: true, zeroline: false, tickfont: { color: palette.quiet } };
  const { fontFamily } = getComputedStyle(document.body);
  return { layout: {
    font: { family: fontFamily, color: palette.text },
    xaxis: { ...axis, showgrid: false }, yaxis: axis,
    hoverlabel: { bgcolor: palette.background, bordercolor: palette.border, font: { family: fontFamily, color: palette.text } },
  } };
}

// wide, tall: of the place on the slide. The chart keeps its own height and is made larger as a whole.
function draw(slide, wide, tall) {
  const place = slide.querySelector(".chart");
  if (!place) return;
  const figure = deck.figures[place.dataset.figure], look = root.dataset.look, palette = deck.palettes[look];
  const own = figure.layout.height ?? 320;
  const scale = tall ? Math.min(LARGEST, tall / own) : 1;
  const key = [look, wide, tall].join();
  if (place.dataset.drawn === key) return;
  place.dataset.drawn = key;
  const shown = coloured(figure, deck.slots[look]);
  place.style.transform = scale === 1 ? "" : `scale(${scale})`;
  if (!tall) place.parentElement.style.height = `${own}px`;
  Plotly.react(place, shown.data, {
    ...shown.layout, width: wide / scale, height: own, autosize: false, template: template(palette),
  }, { displayModeBar: false, displaylogo: false, scrollZoom: false, doubleClick: false, showTips: false });
}

function size(slide) {
  const content = slide.querySelector(".content");
  return innerWidth <= NARROW ? [content.clientWidth, 0] : [content.clientWidth, content.clientHeight];
}

function fit() {
  root.style.setProperty("--scale", Math.min(innerWidth / 1280, innerHeight / 720));
  draw(slides[at], ...size(slides[at]));
}

function show(place) {
  at = Math.max(0, Math.min(slides.length - 1, place));
  for (const details of document.querySelectorAll("details[open]")) details.open = false;
  slides.forEach((slide, number) => slide.classList.toggle("is-shown", number === at));
  document.getElementById("before").disabled = at === 0;
  document.getElementById("next").disabled = at === slides.length - 1;
  document.getElementById("place").textContent = `${slides[at].querySelector("h2").textContent}, ${at + 1} of ${slides.length}`;
  history.replaceState(null, "", `#${at + 1}`);
  fit();
}

function turn(look) {
  root.dataset.look = look;
  for (const [name, colour] of Object.entries(deck.palettes[look])) root.style.setProperty(`--${name}`, colour);
  draw(slides[at], ...size(slides[at]));
}

function fold(name) {
  const details = slides[at].querySelector(`details.${name}`);
  if (!details) return;
  const open = !details.open;
  for (const other of slides[at].querySelectorAll("details")) other.open = false;
  details.open = open;
}

const otherLook = () => turn(root.dataset.look === "light" ? "dark" : "light");
const keys = {
  ArrowRight: () => show(at + 1), PageDown: () => show(at + 1), " ": () => show(at + 1), ArrowLeft: () => show(at - 1),
  PageUp: () => show(at - 1), Home: () => show(0), End: () => show(slides.length - 1), l: otherLook, d: () => fold("numbers"),
  n: () => fold("notes"), f: () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen()),
  Escape: () => document.querySelectorAll("details[open]").forEach((details) => { details.open = false; }),
};
addEventListener("keydown", (event) => {
  const onControl = event.target.closest?.("button, summary, .panel, .scroll");
  if (event.ctrlKey || event.metaKey || event.altKey || (onControl && !["Escape", "l", "d", "n", "f"].includes(event.key))) return;
  const action = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!action) return;
  event.preventDefault();
  action();
});
document.getElementById("before").onclick = () => show(at - 1);
document.getElementById("next").onclick = () => show(at + 1);
document.getElementById("look").onclick = otherLook;
addEventListener("resize", fit);
addEventListener("hashchange", () => show(Number(location.hash.slice(1)) - 1 || 0));
// On paper every slide is a page, drawn for its size.
addEventListener("beforeprint", () => slides.forEach((slide) => draw(slide, 1184, Number(slide.dataset.room))));
addEventListener("afterprint", fit);

root.classList.add("has-script");
turn(root.dataset.look);
show(Number(location.hash.slice(1)) - 1 || 0);
