"use strict";
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const flags = new Map(all(".flag").map((card) => [card.id, card]));
const marks = all("mark");

function apply() {
  const severities = new Set(all("[data-severity]:checked").map((box) => box.dataset.severity));
  const check = document.getElementById("by-check").value;
  const words = document.getElementById("find").value.trim().toLowerCase();
  const only = document.getElementById("only").checked;
  const shown = new Set();
  for (const [id, card] of flags) {
    const on = severities.has(card.dataset.severity) && (!check || check === card.dataset.check);
    card.classList.toggle("hidden", !on);
    if (on) shown.add(id);
  }
  for (const mark of marks) mark.classList.toggle("off", !mark.dataset.flags.split(" ").some((id) => shown.has(id)));
  for (const row of all(".row")) {
    const hit = !words || row.textContent.toLowerCase().includes(words);
    const open = !only || all(".flag:not(.hidden)", row).length > 0;
    row.classList.toggle("hidden", !(hit && open));
  }
}

function light(ids) {
  for (const mark of marks) mark.classList.toggle("lit", mark.dataset.flags.split(" ").some((id) => ids.includes(id)));
  for (const [id, card] of flags) card.classList.toggle("lit", ids.includes(id));
}

function lightSegment(name) {
  for (const segment of all(".seg.lit")) segment.classList.remove("lit");
  if (name) for (const segment of all(`.seg[data-seg="${name}"]`)) segment.classList.add("lit");
}

document.addEventListener("click", (event) => {
  const mark = event.target.closest("mark:not(.off)");
  const card = event.target.closest(".flag");
  if (mark) {
    const ids = mark.dataset.flags.split(" ").filter((id) => !flags.get(id).classList.contains("hidden"));
    light(ids);
    if (ids.length) flags.get(ids[0]).scrollIntoView({ block: "nearest" });
  } else light(card ? [card.id] : []);
});
document.addEventListener("focusin", (event) => { const card = event.target.closest(".flag"); if (card) light([card.id]); });
document.addEventListener("mouseover", (event) => lightSegment(event.target.closest(".seg")?.dataset.seg));
for (const input of all("header input, header select")) input.addEventListener("input", apply);
apply();
