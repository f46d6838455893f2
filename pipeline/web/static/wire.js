"use strict";
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
  settling = true;
  setTimeout(() => { settling = false; drain(); }, 40); // after the swap has settled
});
let was = null; // what the editor looked at, where a re-check only refreshes the page; null after a decision
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, target, requestConfig } = event.detail;
  if (target?.id === "work") was = null;
  if (target?.id === "work" && requestConfig.verb === "get" && posts) { event.detail.shouldSwap = false; return; }
  if (xhr.status === 409 && target.id === "work") { event.detail.shouldSwap = true; event.detail.isError = false; typing = null; return; }
  // A re-check that arrives while somebody types must not take their text away.
  if (target?.id === "work" && typing && requestConfig.verb === "get") { event.detail.shouldSwap = false; work().dataset.late = ""; return; }
  if (target?.id === "work" && xhr.status < 300) {
    typing = null;
    if (requestConfig.verb === "get") was = { flag: card()?.dataset.flag, sentence: $(".seg.now")?.dataset.index, clash: $(".clash"), focused: document.activeElement };
  }
});
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id === "work" || event.detail.target?.id === "work") settle();
  if ($("#panel [data-refresh]")) { const done = $("#panel [role=status]").textContent; htmx.ajax("GET", `${work().dataset.base}/work${work().dataset.query}`, { target: "#work", swap: "outerHTML show:none" }).then(() => say(done)); return; }
  if (event.detail.target?.id === "panel" || event.target.id === "panel") $("#panel a, #panel button, #panel input:not([type=hidden]), #panel select")?.focus();
});
document.addEventListener("htmx:responseError", (event) => say(event.detail.xhr.responseText.slice(0, 300) || "the server did not answer well", true));
document.addEventListener("htmx:sendError", () => say("the server cannot be reached: nothing was saved", true));

let settled = null;
function settle() {
  if (!work() || settled === work()) return;
  settled = work();
  const { current, said, open } = work().dataset;
  if (was?.clash) work().prepend(was.clash); // the server tells of it once; it stays until the next decision
  const clash = $(".clash");
  const busy = document.activeElement && document.activeElement !== document.body && !work().contains(document.activeElement);
  const there = was?.flag && document.getElementById(`f-${was.flag}`);
  if (was?.sentence && !there && (!was.flag || clash)) { show("", false); point(was.sentence, !clash && !busy); }
  else show(there ? was.flag : current, !clash && !busy);
  if (said) say(`${said}; ${open === "0" ? "no flag is open any more" : `${open} open`}`);
  const typed = !was && $("[data-typed]");
  if (typed) {
    const index = typed.dataset.typed;
    kept.set(index, typed.textContent);
    if (card()?.dataset.index !== index) show("", false);
    point(index);
  }
  if (clash && (!was || was.focused === clash)) clash.focus();
  else if (!clash && !$(".seg.now") && !busy) $(".calm")?.scrollIntoView({ block: "nearest" });
}
addEventListener("DOMContentLoaded", settle);
if (document.readyState !== "loading") settle();
