"use strict";
// What all parts share, and the current flag. editor.js, links.js, keys.js and wire.js are loaded after this and use it.
// Everything that decides is on the server; this only shows and sends.
const $ = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const work = () => $("#work");
const card = () => $(".card:not([hidden])");
const csrf = $("meta[name=csrf]").content;
let typing = null; // the open editor's form
let posts = 0; // decisions on their way to the server: 0 or 1
let settling = false; // the answer came, its page is being put in
const waiting = []; // keys pressed meanwhile
const kept = new Map(); // sentence -> what was typed for it when a colleague was faster: its next editor opens with it

const say = (text, wrong = false) => {
  const box = $(wrong ? "#alert" : "#toast");
  box.textContent = text;
  clearTimeout(box.timer);
  if (text) box.timer = setTimeout(() => { box.textContent = ""; }, wrong ? 12000 : 3500);
};

// The current flag

function show(fingerprint, focus = true) {
  const chosen = fingerprint && document.getElementById(`f-${fingerprint}`);
  for (const other of all(".card")) other.hidden = other !== chosen;
  for (const mark of all("mark")) mark.classList.toggle("lit", mark.dataset.flags.split(" ").includes(fingerprint));
  for (const button of all("[data-go]")) {
    if (button.dataset.go === fingerprint) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
  if (!chosen) return;
  point(chosen.dataset.index);
  if (focus) chosen.focus({ preventScroll: true });
}

function point(index, focus = false) {
  for (const segment of all(".seg.now")) segment.classList.remove("now");
  const segment = document.getElementById(`s${index}`);
  if (!segment) return;
  segment.classList.add("now");
  const box = segment.getBoundingClientRect();
  const low = innerWidth < 900 ? innerHeight * 0.45 : innerHeight - 60;
  if (box.top < 110 || box.bottom > low) scrollBy({ top: box.top - (innerWidth < 900 ? 90 : innerHeight * 0.3), behavior: "instant" });
  if (focus) segment.focus({ preventScroll: true });
}

function step(by) {
  const cards = all(".card");
  const open = cards.filter((one) => !one.classList.contains("closed"));
  const asked = open.filter((one) => !("aside" in one.dataset)); // what the queue's filter asks for comes first
  const pool = asked.length ? asked : open.length ? open : cards;
  if (!pool.length) return say("nothing was flagged here");
  const now = card();
  const at = cards.indexOf(now);
  let next = by > 0 ? pool.find((one) => cards.indexOf(one) > at) : pool.findLast((one) => cards.indexOf(one) < at);
  next ??= by > 0 ? pool[0] : pool[pool.length - 1];
  show(next.dataset.flag);
}

function stepSentence(by) {
  const segments = all(".seg");
  const at = segments.findIndex((one) => one.classList.contains("now"));
  const next = segments[Math.min(segments.length - 1, Math.max(0, at + by))];
  for (const other of all(".card")) other.hidden = true;
  for (const mark of all("mark.lit")) mark.classList.remove("lit");
  point(next.dataset.index, true);
}
