"use strict";
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
