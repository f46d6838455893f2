"""Templates of the page, and what every one of them is given."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pipeline.report.html import pieces
from pipeline.text.likeness import likeness
from pipeline.types import Span

_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Renderer:
    """Renders a template for the visitor of a request."""

    run: str
    version: str

    def page(self, request: Request, template: str, **values: Any) -> str:
        """Return a page or a part of one, everything escaped."""
        session = request.scope.get("session")
        who, csrf = (session.who, session.csrf) if session else ("", "")
        open_ = request.app.state.access.open
        common = {"run": self.run, "version": self.version, "who": who, "csrf": csrf, "open_access": open_}
        return _ENVIRONMENT.get_template(template).render(**common, **values)


def diff(old: str, new: str) -> list[tuple[str, str]]:
    """Return (kind, text) runs that turn ``old`` into ``new``, word by word; kind is same, del or ins."""
    a, b = _WORDS.findall(old), _WORDS.findall(new)
    made = []
    for what, i, j, k, m in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if what == "equal":
            made.append(("same", "".join(a[i:j])))
        else:
            made += [(kind, "".join(words)) for kind, words in (("del", a[i:j]), ("ins", b[k:m])) if words]
    return made


def marked(text: str, flags: Sequence[Mapping[str, Any]], side: str) -> list[Any]:
    """Return ``text`` cut into pieces where flags begin and end; closed flags leave no mark."""
    marks = [
        (Span(f[f"{side}_start"], f[f"{side}_end"]), f["fingerprint"], f["shown"])
        for f in flags
        if f[f"{side}_start"] is not None and not f["closed"] and f[f"{side}_end"] <= len(text)
    ]
    return pieces(text, marks)


def compact(value: Any) -> str:
    """Return JSON for an attribute; the template escapes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def clock(at: str) -> Markup:
    """Return a time stamp (ISO, UTC) as date and minute."""
    return Markup("<time datetime='{}'>{}</time>").format(at, at[:16].replace("T", " "))


# What the page calls the acts of the history.
_ACTS = {
    "accept": "suggestion put in",
    "edit": "edited",
    "dismiss": "false alarm",
    "wontfix": "left as it is",
    "source-error": "the agency’s error",
    "approve": "approved",
}
_ENVIRONMENT = Environment(
    loader=PackageLoader("pipeline.web"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.globals.update(diff=diff, marked=marked, likeness=likeness, acts=_ACTS)
_ENVIRONMENT.filters.update(compact=compact, clock=clock)
