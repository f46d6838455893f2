"use strict";
// The editor

function edit(index, text = null) {
  if (typing) return typing.text.focus();
  const segment = document.getElementById(`s${index}`);
  const english = $(".en", segment), diff = $(".diff", segment);
  const form = $("#editor").content.firstElementChild.cloneNode(true);
  form.index.value = index;
  const now = card();
  form.flag.value = now && now.dataset.index === String(index) ? now.dataset.flag : "";
  const there = $(".gone", english) ? "" : english.textContent;
  form.text.value = text ?? kept.get(String(index)) ?? there;
  kept.delete(String(index));
  form.dataset.mt = diff ? diff.dataset.mt : there;
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
