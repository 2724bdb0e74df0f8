// Colours stand in figures as slots; texts of data may look like one and stay as they are.
function coloured(value, slots, name = "") {
  if (typeof value === "string") {
    if (/color/i.test(name)) return value.replace(/#0000\d\d/g, (slot) => slots[slot] ?? slot);
    return value.replace(/color:(#0000\d\d)/g, (all, slot) => `color:${slots[slot] ?? slot}`);
  }
  if (Array.isArray(value)) return value.map((each) => coloured(each, slots, name));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, coloured(each, slots, /color/i.test(name) ? name : key)]),
  );
}
