"use strict";
// The keyboard

const go = (name) => { if (name) location.href = `/article/${name}${work().dataset.query}`; else say("no further article with open flags here"); };

function concordance() {
  const chosen = getSelection().toString().trim() || card()?.dataset.words || "";
  const index = $(".seg.now")?.dataset.index ?? "";
  if (!chosen && !index) return say("select words first");
  const values = new URLSearchParams({ words: chosen.slice(0, 200), index });
  htmx.ajax("GET", `${work().dataset.base}/elsewhere?${values}`, { target: "#panel", swap: "innerHTML show:none" });
}

// A fact about the current flag, else about the selected words.
function fact() {
  const selection = getSelection(), words = selection.toString().trim().slice(0, 200);
  const side = words && selection.anchorNode.parentElement?.closest(".de, .en")?.lang;
  const values = new URLSearchParams({ flag: card()?.dataset.flag ?? "", ...(side ? { [side]: words } : {}) });
  htmx.ajax("GET", `${work().dataset.base}/fact?${values}`, { target: "#panel", swap: "innerHTML show:none" });
}

const onArticle = {
  j: () => step(1), k: () => step(-1), J: () => stepSentence(1), K: () => stepSentence(-1),
  ArrowDown: (event) => { if (event.altKey) stepSentence(1); else return true; }, ArrowUp: (event) => { if (event.altKey) stepSentence(-1); else return true; },
  n: () => go(work().dataset.after), p: () => go(work().dataset.before),
  e: () => { const now = $(".seg.now"); if (now) edit(now.dataset.index); else say("choose a sentence first: J, K"); },
  r: () => card() && $("input[name=reason]", card()).focus(),
  u: () => htmx.ajax("POST", `${work().dataset.base}/undo${work().dataset.query}`, { target: "#work", swap: "outerHTML show:none" }),
  t: () => { document.body.classList.toggle("diffs"); say(document.body.classList.contains("diffs") ? "changes against the machine are shown" : "changes are hidden"); },
  c: concordance, f: fact,
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

function showKeys() {
  const keys = $("#keys");
  keys?.showModal();
  if (keys) keys.scrollTop = 0; // the button at its end has the focus
}

function press(key) {
  const button = (card() && $(`[data-key="${CSS.escape(key)}"]`, card())) ?? $(`.head [data-key="${CSS.escape(key)}"]`);
  if (button) button.click();
  else if (card() && key === "a") say("no suggestion here: e edits the sentence");
  else if (card() && key === "x") say("not offered for this flag");
  else if ("adwsx1234".includes(key) && work()) say("no flag is chosen: j goes to the next");
  return Boolean(button);
}

addEventListener("keydown", (event) => {
  const field = event.target.closest?.("input, textarea, select");
  if (event.key === "Escape") return escape(field);
  if (field) return inField(event, field);
  if (event.ctrlKey || event.metaKey || $("dialog[open]")) return;
  if (event.altKey && !event.key.startsWith("Arrow")) return;
  const pages = work() ? onArticle : $("#queue") ? onQueue : $("[data-back]") ? onHandover : {};
  if (event.key === "?") { event.preventDefault(); return showKeys(); }
  if (event.key === "/") { event.preventDefault(); return ($("#text") ?? $("#find"))?.focus(); }
  if ((posts || settling || waiting.length) && work() && event.key.length === 1) { waiting.push(event.key); return event.preventDefault(); }
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
  if ((hit = on("[data-help]"))) return showKeys();
  if ((hit = on("[data-step]"))) return step(Number(hit.dataset.step));
  if ((hit = on("[data-go]"))) return show(hit.dataset.go);
  if ((hit = on("[data-cancel]"))) return leave();
  if ((hit = on("[data-mt]")) && typing && typing.contains(hit)) { typing.text.value = typing.dataset.mt; return typing.text.focus(); }
  if ((hit = on("[data-edit]"))) { if (hit.dataset.use) { leave(); } return edit(hit.dataset.edit, hit.dataset.use ?? null); }
  if ((hit = on("[data-fact]"))) return fact();
  if ((hit = on("[data-concordance]"))) return concordance();
  if ((hit = on("[data-copy]"))) return navigator.clipboard.writeText($(hit.dataset.copy).textContent).then(() => say("copied"));
  if ((hit = on("mark"))) return show(hit.dataset.flags.split(" ").find((one) => document.getElementById(`f-${one}`)));
  if (getSelection().isCollapsed && (hit = on(".seg")) && !on(".editor")) point(hit.dataset.index);
});
addEventListener("dblclick", (event) => {
  const segment = event.target.closest(".en") && event.target.closest(".seg");
  if (segment && !typing) { point(segment.dataset.index); edit(segment.dataset.index); }
});
