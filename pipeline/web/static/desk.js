"use strict";
// The keyboard, the current flag, the editor. Everything that decides is on the server; this only shows and sends.
const $ = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const work = () => $("#work");
const card = () => $(".card:not([hidden])");
const csrf = $("meta[name=csrf]").content;
let typing = null; // the open editor's form
let posts = 0; // decisions on their way to the server: 0 or 1
const waiting = []; // keys pressed meanwhile
let stored = null; // text to put into the next editor: after a clash, or chosen from elsewhere

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

// The editor

function edit(index, text = null) {
  if (typing) return typing.text.focus();
  const segment = document.getElementById(`s${index}`);
  const english = $(".en", segment), diff = $(".diff", segment);
  const form = $("#editor").content.firstElementChild.cloneNode(true);
  form.index.value = index;
  const now = card();
  form.flag.value = now && now.dataset.index === String(index) ? now.dataset.flag : "";
  form.text.value = text ?? stored ?? english.textContent.replace("no English stands against this", "");
  stored = null;
  form.dataset.mt = diff ? diff.dataset.mt : english.textContent;
  $(".right", segment).append(form);
  english.hidden = true;
  if (diff) diff.hidden = true;
  htmx.process(form);
  typing = form;
  const grow = () => { form.text.rows = Math.max(2, Math.ceil(form.text.value.length / (form.text.clientWidth / 8.2))); };
  form.text.addEventListener("input", grow);
  grow();
  form.text.focus();
  const found = now && now.dataset.words ? form.text.value.indexOf(now.dataset.words) : -1;
  if (found >= 0 && form.flag.value) form.text.setSelectionRange(found, found + now.dataset.words.length);
}

function leave() {
  if (!typing) return;
  const right = typing.parentElement;
  typing.remove();
  typing = null;
  for (const part of all(".en, .diff", right)) part.hidden = false;
  const late = work().dataset.late;
  if (late !== undefined) htmx.ajax("GET", `${work().dataset.base}/work${work().dataset.query}`, { target: "#work", swap: "outerHTML show:none" });
  const now = card();
  (now ?? right.closest(".seg")).focus({ preventScroll: true });
}

// Words linked across the two sides, drawn with the highlight API: no element per word

function offsetIn(paragraph, node, offset) {
  const walk = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let count = 0;
  for (let text = walk.nextNode(); text; text = walk.nextNode()) {
    if (text === node) return count + offset;
    count += text.length;
  }
  return -1;
}

function range(paragraph, start, end) {
  const walk = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  const made = new Range();
  let count = 0;
  for (let text = walk.nextNode(); text; text = walk.nextNode()) {
    if (count <= start && start < count + text.length) made.setStart(text, start - count);
    if (count < end && end <= count + text.length) { made.setEnd(text, end - count); return made; }
    count += text.length;
  }
  return null;
}

function link(event) {
  CSS.highlights.delete("link");
  const paragraph = event.target.closest?.(".de, .en");
  if (!paragraph) return;
  const segment = paragraph.closest(".seg");
  const at = document.caretPositionFromPoint?.(event.clientX, event.clientY) ?? caret(event);
  if (!at) return;
  const { s, t, l } = JSON.parse(segment.dataset.links);
  const german = paragraph.classList.contains("de");
  const place = offsetIn(paragraph, at.offsetNode, at.offset);
  const word = (german ? s : t).findIndex(([start, end]) => start <= place && place < end);
  if (word < 0) return;
  const linked = l.filter((pair) => pair[german ? 0 : 1] === word);
  if (!linked.length) return;
  const parts = [range(paragraph, ...(german ? s : t)[word])];
  const other = $(german ? ".en" : ".de", segment);
  for (const pair of linked) parts.push(range(other, ...(german ? t : s)[pair[german ? 1 : 0]]));
  CSS.highlights.set("link", new Highlight(...parts.filter(Boolean)));
}
const caret = (event) => {
  const found = document.caretRangeFromPoint?.(event.clientX, event.clientY);
  return found && { offsetNode: found.startContainer, offset: found.startOffset };
};
if (CSS.highlights) addEventListener("mousemove", link, { passive: true });

// The keyboard

const go = (name) => { if (name) location.href = `/article/${name}${work().dataset.query}`; else say("no further article with open flags here"); };

function concordance() {
  const chosen = getSelection().toString().trim() || card()?.dataset.words || "";
  const index = $(".seg.now")?.dataset.index ?? "";
  if (!chosen && !index) return say("select words first");
  const values = new URLSearchParams({ words: chosen.slice(0, 200), index });
  htmx.ajax("GET", `${work().dataset.base}/elsewhere?${values}`, { target: "#panel", swap: "innerHTML show:none" });
}

const onArticle = {
  j: () => step(1), k: () => step(-1), J: () => stepSentence(1), K: () => stepSentence(-1),
  ArrowDown: (event) => { if (event.altKey) stepSentence(1); else return true; }, ArrowUp: (event) => { if (event.altKey) stepSentence(-1); else return true; },
  n: () => go(work().dataset.after), p: () => go(work().dataset.before),
  e: () => { const now = $(".seg.now"); if (now) edit(now.dataset.index); else say("choose a sentence first: J, K"); },
  r: () => card() && $("input[name=reason]", card()).focus(),
  u: () => htmx.ajax("POST", `${work().dataset.base}/undo${work().dataset.query}`, { target: "#work", swap: "outerHTML show:none" }),
  t: () => { document.body.classList.toggle("diffs"); say(document.body.classList.contains("diffs") ? "changes against the machine are shown" : "changes are hidden"); },
  c: concordance,
  q: () => { location.href = `/${work().dataset.query}`; },
};
const onHandover = { q: () => $("[data-back]").click(), h: () => $("[data-back]").click() };
const onQueue = {
  j: () => row(1), k: () => row(-1),
  n: () => $(".turn [rel=next]")?.click(), p: () => $(".turn [rel=prev]")?.click(),
};

function row(by) {
  const rows = all("a[data-row]");
  const at = rows.indexOf(document.activeElement);
  rows[Math.min(rows.length - 1, Math.max(0, at < 0 ? 0 : at + by))]?.focus();
}

function press(key) {
  const button = (card() && $(`[data-key="${CSS.escape(key)}"]`, card())) ?? $(`.head [data-key="${CSS.escape(key)}"]`);
  if (button) button.click();
  else if (card() && key === "a") say("no suggestion here: e edits the sentence");
  else if (card() && "xf".includes(key)) say("not offered for this flag");
  else if ("adwsx1234f".includes(key) && work()) say("no flag is chosen: j goes to the next");
  return Boolean(button);
}

addEventListener("keydown", (event) => {
  const field = event.target.closest?.("input, textarea, select");
  if (event.key === "Escape") return escape(field);
  if (field) return inField(event, field);
  if (event.ctrlKey || event.metaKey || $("dialog[open]")) return;
  if (event.altKey && !event.key.startsWith("Arrow")) return;
  const pages = work() ? onArticle : $("#queue") ? onQueue : $("[data-back]") ? onHandover : {};
  if (event.key === "?") { event.preventDefault(); return $("#keys")?.showModal(); }
  if (event.key === "/") { event.preventDefault(); return ($("#text") ?? $("#find"))?.focus(); }
  if (posts && work() && event.key.length === 1) { waiting.push(event.key); return event.preventDefault(); }
  if (handle(pages, event.key, event)) event.preventDefault();
});

function handle(pages, key, event) {
  if (pages[key]) return pages[key](event) !== true;
  return Boolean(work()) && key.length === 1 && press(key);
}

// A key pressed while a decision is being saved is meant for the page that comes back.
function drain() {
  while (waiting.length && !posts && !typing) handle(onArticle, waiting.shift(), {});
  if (typing) waiting.length = 0;
}

function escape(field) {
  if (typing) return leave();
  if ($("dialog[open]")) return;
  if (field) return (card() ?? $("#main")).focus();
  if ($("#panel")?.childElementCount) { $("#panel").replaceChildren(); (card() ?? $("#main")).focus({ preventScroll: true }); }
}

function inField(event, field) {
  if (event.key !== "Enter" || event.isComposing) return;
  if (field.name === "text" && typing && typing.contains(field) && !event.shiftKey) { event.preventDefault(); typing.requestSubmit(); }
  if (field.name === "reason") { event.preventDefault(); $('[data-key="d"]', card()).click(); }
}

addEventListener("click", (event) => {
  const on = (selector) => event.target.closest(selector);
  let hit;
  if ((hit = on("[data-help]"))) return $("#keys").showModal();
  if ((hit = on("[data-go]"))) return show(hit.dataset.go);
  if ((hit = on("[data-cancel]"))) return leave();
  if ((hit = on("[data-mt]")) && typing && typing.contains(hit)) { typing.text.value = typing.dataset.mt; return typing.text.focus(); }
  if ((hit = on("[data-edit]"))) { if (hit.dataset.use) { leave(); } return edit(hit.dataset.edit, hit.dataset.use ?? null); }
  if ((hit = on("[data-concordance]"))) return concordance();
  if ((hit = on("[data-copy]"))) return navigator.clipboard.writeText($(hit.dataset.copy).textContent).then(() => say("copied"));
  if ((hit = on("mark"))) return show(hit.dataset.flags.split(" ").find((one) => document.getElementById(`f-${one}`)));
  if (getSelection().isCollapsed && (hit = on(".seg")) && !on(".editor")) point(hit.dataset.index);
});
addEventListener("dblclick", (event) => {
  const segment = event.target.closest(".en") && event.target.closest(".seg");
  if (segment && !typing) { point(segment.dataset.index); edit(segment.dataset.index); }
});

// htmx: the token of every form, what comes back, what goes wrong

document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRF"] = csrf;
  const own = work();
  if (own && event.detail.verb === "post" && !("seen" in event.detail.parameters)) event.detail.parameters.seen = JSON.parse(own.getAttribute("hx-vals")).seen;
});
// One decision at a time: an answer must find the page that asked for it.
const decides = (detail) => detail.requestConfig?.verb === "post" && detail.target?.id === "work";
document.addEventListener("htmx:beforeRequest", (event) => {
  if (!decides(event.detail)) return;
  if (posts) return event.preventDefault();
  posts = 1;
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (!decides(event.detail)) return;
  posts = 0;
  setTimeout(drain, 40); // after the swap has settled
});
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, target, requestConfig } = event.detail;
  if (target?.id === "work" && requestConfig.verb === "get" && posts) { event.detail.shouldSwap = false; return; }
  if (xhr.status === 409 && target.id === "work") { event.detail.shouldSwap = true; event.detail.isError = false; typing = null; return; }
  // A re-check that arrives while somebody types must not take their text away.
  if (target?.id === "work" && typing && requestConfig.verb === "get") { event.detail.shouldSwap = false; work().dataset.late = ""; return; }
  if (target?.id === "work" && xhr.status < 300) {
    typing = null;
    const now = card();
    target.dataset.was = now && requestConfig.verb === "get" ? now.dataset.flag : "";
    window.wasAt = target.dataset.was;
  }
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id === "work" || event.detail.target?.id === "work") settle(event.detail.requestConfig?.verb === "get");
  if ($("#panel [data-refresh]")) { const done = $("#panel [role=status]").textContent; htmx.ajax("GET", `${work().dataset.base}/work${work().dataset.query}`, { target: "#work", swap: "outerHTML show:none" }).then(() => say(done)); return; }
  if (event.detail.target?.id === "panel" || event.target.id === "panel") $("#panel a, #panel button, #panel input:not([type=hidden]), #panel select")?.focus();
});
document.addEventListener("htmx:responseError", (event) => say(event.detail.xhr.responseText.slice(0, 300) || "the server did not answer well", true));
document.addEventListener("htmx:sendError", () => say("the server cannot be reached: nothing was saved", true));

let settled = null;
function settle(quiet) {
  if (!work() || settled === work()) return;
  settled = work();
  const { current, said, open } = work().dataset;
  const clash = $(".clash");
  const kept = quiet && window.wasAt && document.getElementById(`f-${window.wasAt}`) ? window.wasAt : current;
  const busy = document.activeElement && document.activeElement !== document.body && !work().contains(document.activeElement);
  show(kept, !clash && !busy);
  if (said) say(`${said}; ${open === "0" ? "no flag is open any more" : `${open} open`}`);
  if (clash) { clash.focus(); stored = $("[data-typed]")?.textContent ?? null; }
  else if (!kept && !busy) $(".calm")?.scrollIntoView({ block: "nearest" });
}
addEventListener("DOMContentLoaded", () => settle(false));
if (document.readyState !== "loading") settle(false);
