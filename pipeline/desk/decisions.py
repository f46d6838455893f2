"""What an editor decides about an article: verdicts, edits, approval, and taking them back."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.desk.view import Record, View, find_flag, for_memory, segment_of
from pipeline.desk.workplace import Workplace
from pipeline.errors import UsageError
from pipeline.store.events import CLOSING, Event

LONGEST = 20_000  # characters of an edited sentence


@dataclass(frozen=True, slots=True)
class Decisions:
    """Decisions on the articles of a workplace; each is on the disk before its method returns."""

    place: Workplace

    def decide(self, name: str, fingerprint: str, act: str, who: str, seen: int | None, reason: str = "") -> View:
        """Give a verdict on one flag: accept (puts the suggestion in), dismiss, wontfix or source-error.

        Raises:
            NotThere: no such article or flag. UsageError: nothing to accept. Conflict: somebody was faster.
        """
        view = self.place.view(name)
        flag = find_flag(view, fingerprint)
        if act == "accept":
            segment = segment_of(view, flag["segment"])
            if flag["suggestion"] is None or flag["target_start"] is None:
                raise UsageError("there is no suggestion to accept here; edit the sentence instead")
            text = (
                segment["target"][: flag["target_start"]] + flag["suggestion"] + segment["target"][flag["target_end"] :]
            )
            event = self._event(view, flag, act, reason, segment, tidy(text))
        elif act in CLOSING:
            event = self._event(view, flag, act, reason)
        else:
            raise UsageError(f"{act[:40]!r} is not a verdict")
        self.place.desk.add([event], who, seen)
        return self.place.view(name)

    def edit(
        self, name: str, index: int, text: str, who: str, seen: int | None, fingerprint: str = "", reason: str = ""
    ) -> View:
        """Put ``text`` in the place of the English of sentence ``index``; it is the verdict on flag ``fingerprint``.

        Raises:
            NotThere: no such article or sentence. UsageError: too long. Conflict: somebody was faster.
        """
        if len(text) > LONGEST:
            raise UsageError(f"a sentence of {len(text)} characters is too long (at most {LONGEST})")
        view = self.place.view(name)
        segment = segment_of(view, index)
        if not segment["source"]:
            raise UsageError("no German stands behind this English; it cannot be edited alone")
        flag = next((f for f in view.flags if f["fingerprint"] == fingerprint), None)
        text = tidy(text)
        if text != segment["target"]:
            self.place.desk.add([self._event(view, flag, "edit", reason, segment, text)], who, seen)
        return self.place.view(name)

    def approve(self, name: str, who: str, seen: int | None) -> View:
        """Approve the article: its sentences enter the translation memory.

        Raises:
            NotThere: no such article. UsageError: errors are still open. Conflict: somebody was faster.
        """
        view = self.place.view(name)
        if view.pending:
            view = self.place.recheck(name)
        if errors := sum(f["shown"] == "error" and not f["closed"] for f in view.flags):
            raise UsageError(f"{errors} error{'s are' if errors > 1 else ' is'} still open: fix or dismiss first")
        pairs = [(s["source"], s["target"]) for s in view.segments if for_memory(s)]
        self.place.desk.add([Event("approve", name, view.item.key)], who, seen, approved=pairs)
        return self.place.view(name)

    def reopen(self, name: str, who: str, seen: int | None) -> View:
        """Take the approval back, and its sentences out of the memory."""
        view = self.place.view(name)
        approval = self.place.desk.approvals_of(name).get(view.item.key)
        if approval:
            self.place.desk.undo(approval.step, who)
        return self.place.view(name)

    def undo(self, name: str, who: str) -> tuple[View, Event | None]:
        """Take back the last thing ``who`` decided in this article; return it, None where there was nothing."""
        last = self.place.desk.last_step(name, who)
        if last:
            self.place.desk.undo(last.step, who)
        return self.place.view(name), last

    def _event(
        self,
        view: View,
        flag: Record | None,
        act: str,
        reason: str,
        segment: Record | None = None,
        text: str | None = None,
    ) -> Event:
        segment = segment or segment_of(view, (flag or {})["segment"])
        return Event(
            act,
            view.item.name,
            view.item.key,
            fingerprint=flag["fingerprint"] if flag else "",
            chk=flag["check"] if flag else "",
            rule=flag["rule"] if flag else "",
            severity=flag["severity"] if flag else "",
            source=segment["source"],
            before=segment["target"] if text is not None else None,
            after=text,
            reason=reason.strip()[:500],
        )


def tidy(text: str) -> str:
    """Return edited English as one line: no control characters, single spaces."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
