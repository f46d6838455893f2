"""The queue and the article: the two pages where the work is done."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, Form, Query, Request
from starlette.responses import HTMLResponse, Response

from pipeline.check import ALL_CHECKS
from pipeline.desk.decisions import Decisions
from pipeline.desk.queue import Filter
from pipeline.desk.view import View
from pipeline.desk.workplace import Workplace
from pipeline.errors import UsageError
from pipeline.store.events import Conflict, Event
from pipeline.web.render import compact

router = APIRouter()
_MANUAL = {check.id: (check.__doc__ or "").strip() for check in ALL_CHECKS}
# The keys 1 to 4: dismissals with a reason in one stroke.
REASONS = (
    "the English is right as it stands",
    "the spelling is right",
    "so said in the original",
    "house style wants it so",
)


def wanted(
    severity: Annotated[str, Query(max_length=10)] = "",
    check: Annotated[str, Query(max_length=60)] = "",
    status: Annotated[str, Query(max_length=10)] = "",
    text: Annotated[str, Query(max_length=200)] = "",
    sort: Annotated[str, Query(max_length=10)] = "urgency",
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
) -> Filter:
    """Return the filter that the address asks for."""
    return Filter(severity, check, status, text.strip(), sort, page)


Wanted = Annotated[Filter, Depends(wanted)]
Words = Annotated[str, Form(max_length=20_000)]
Short = Annotated[str, Form(max_length=500)]
Seen = Annotated[int, Form(ge=0, le=2**53)]


@router.get("/")
def queue(request: Request, filter_: Wanted) -> Response:
    """The queue, or for htmx its table alone."""
    place: Workplace = request.app.state.workplace
    place.refresh()
    values: dict[str, Any] = {"filter": filter_, "page": place.page(filter_), "here": place.everyone()}
    values["query"] = _query(filter_)
    values["turn"] = lambda number: _query(filter_, number)
    if request.headers.get("hx-target") == "queue":
        return _html(request, "_queue.html.j2", **values)
    return _html(request, "queue.html.j2", totals=place.totals(), failures=place.failures(), **values)


@router.get("/article/{name}")
def article(request: Request, name: str, filter_: Wanted, flag: str = "") -> Response:
    """One article, ready to be worked on."""
    view = workplace(request).view(name)
    return _article(request, view, filter_, flag)


@router.get("/article/{name}/work")
def work(request: Request, name: str, filter_: Wanted, flag: str = "") -> Response:
    """The article as it stands, checked anew if it has to be."""
    place = workplace(request)
    view = place.view(name)
    return _work(request, place.recheck(name) if view.pending else view, filter_, flag)


@router.post("/article/{name}/verdict")
def verdict(
    request: Request, name: str, filter_: Wanted, act: Short, flag: Short, seen: Seen, reason: Short = ""
) -> Response:
    """A verdict on one flag; answers with the article and the next open flag."""
    try:
        view = decisions(request).decide(name, flag, act, who_is(request), seen, reason)
    except Conflict as conflict:
        return _clash(request, name, filter_, conflict.event, flag)
    return _work(request, view, filter_, flag, _said(act))


@router.post("/article/{name}/edit")
def edit(
    request: Request,
    name: str,
    filter_: Wanted,
    index: Annotated[int, Form(ge=0)],
    text: Words,
    seen: Seen,
    flag: Short = "",
) -> Response:
    """New English for one sentence."""
    try:
        view = decisions(request).edit(name, index, text, who_is(request), seen, flag)
    except Conflict as conflict:
        return _clash(request, name, filter_, conflict.event, flag, (index, text))
    return _work(request, view, filter_, flag, "saved")


@router.post("/article/{name}/undo")
def undo(request: Request, name: str, filter_: Wanted) -> Response:
    """Take back one's last decision in the article."""
    view, event = decisions(request).undo(name, who_is(request))
    said = f"taken back: {_said(event.act)}" if event else "there is nothing of yours to take back here"
    return _work(request, view, filter_, event.fingerprint if event else "", said, stay=True)


@router.post("/article/{name}/approve")
def approve(request: Request, name: str, filter_: Wanted, seen: Seen) -> Response:
    """Approve the article."""
    try:
        view = decisions(request).approve(name, who_is(request), seen)
    except Conflict as conflict:
        return _clash(request, name, filter_, conflict.event)
    return _work(request, view, filter_, "", "approved: its sentences are in the translation memory")


@router.post("/article/{name}/reopen")
def reopen(request: Request, name: str, filter_: Wanted, seen: Seen) -> Response:
    """Take the approval back."""
    view = decisions(request).reopen(name, who_is(request), seen)
    return _work(request, view, filter_, "", "open again")


@router.post("/article/{name}/present")
def present(request: Request, name: str) -> Response:
    """Say that the page is still open; answers with who else has it open."""
    return _html(request, "_present.html.j2", others=workplace(request).present(name, who_is(request)))


def _article(request: Request, view: View, filter_: Filter, flag: str) -> Response:
    return _html(request, "article.html.j2", **_values(request, view, filter_, flag))


def _work(
    request: Request, view: View, filter_: Filter, flag: str, said: str = "", stay: bool = False, **more: Any
) -> Response:
    after = flag if stay or not said else _next_open(view, flag, filter_)
    return _html(request, "_work.html.j2", **{**_values(request, view, filter_, after), "said": said, **more})


def _clash(
    request: Request, name: str, filter_: Filter, event: Event, flag: str = "", typed: tuple[int, str] = (0, "")
) -> Response:
    """Answer with the article as it stands and what happened; the sentence and what was typed are given back."""
    values = _values(request, workplace(request).view(name), filter_, flag)
    return _html(request, "_work.html.j2", 409, **{**values, "clash": event, "typed_at": typed[0], "typed": typed[1]})


def _values(request: Request, view: View, filter_: Filter, flag: str) -> dict[str, Any]:
    place = workplace(request)
    before, after = place.neighbours(view.item.name, filter_)
    known = {f["fingerprint"] for f in view.flags}
    first = _next_open(view, "", filter_)
    return {
        "view": view,
        "rows": _rows(view),
        "filter": filter_,
        "query": _query(filter_),
        "base": f"/article/{quote(view.item.name, safe='')}",
        "before": quote(before, safe=""),
        "after": quote(after, safe=""),
        "current": flag if flag in known else first,
        "others": place.present(view.item.name, who_is(request)),
        "precision": place.precision(),
        "manual": _MANUAL,
        "reasons": REASONS,
        "asked_for": asked_for,
        "said": "",
        "clash": None,
        "typed": "",
    }


def _rows(view: View) -> list[dict[str, Any]]:
    """Return the paragraphs with their sentences and flags."""
    by_segment: dict[int, list[Any]] = {}
    for flag in view.flags:
        by_segment.setdefault(flag["segment"], []).append(flag)
    rows: list[dict[str, Any]] = []
    for segment in view.segments:
        if not rows or rows[-1]["paragraph"] != segment["paragraph"]:
            rows.append({"paragraph": segment["paragraph"], "kind": segment["kind"], "segments": []})
        links = {"s": segment["source_tokens"], "t": segment["target_tokens"], "l": segment["links"]}
        flags = by_segment.get(segment["index"], [])
        rows[-1]["segments"].append({**segment, "flags": flags, "links": compact(links)})
    return rows


def _next_open(view: View, flag: str, filter_: Filter) -> str:
    """Return the first open flag after ``flag`` in the order of the text, from the top again after the last.

    Those that the queue's filter asks for come before all others.
    """
    names = [f["fingerprint"] for f in view.flags]
    at = names.index(flag) + 1 if flag in names else 0
    turned = [f for f in (*view.flags[at:], *view.flags[:at]) if not f["closed"]]
    chosen = [f for f in turned if asked_for(f, filter_)] or turned
    return str(chosen[0]["fingerprint"]) if chosen else ""


def asked_for(flag: dict[str, Any], filter_: Filter) -> bool:
    """Tell whether the queue's filter asks for this flag."""
    return filter_.check in ("", flag["check"]) and filter_.severity in ("", flag["shown"])


def _said(act: str) -> str:
    return {
        "accept": "suggestion put in",
        "edit": "saved",
        "dismiss": "dismissed as a false alarm",
        "wontfix": "left as it is",
        "source-error": "noted as an error of the agency",
        "approve": "the approval",
    }.get(act, act)


def _query(filter_: Filter, page: int = 1) -> str:
    values = {k: getattr(filter_, k) for k in ("severity", "check", "status", "text")}
    if filter_.sort != "urgency":
        values["sort"] = filter_.sort
    if page > 1:
        values["page"] = str(page)
    made = urlencode({k: v for k, v in values.items() if v})
    return f"?{made}" if made else ""


def workplace(request: Request) -> Workplace:
    """Return the run and desk that the page serves."""
    place: Workplace = request.app.state.workplace
    return place


def decisions(request: Request) -> Decisions:
    """Return what editors may do there."""
    return Decisions(workplace(request))


def who_is(request: Request) -> str:
    """Return the name of the visitor."""
    session = request.scope.get("session")
    if session is None:
        raise UsageError("sign in first")
    return str(session.who)


def _html(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    return HTMLResponse(request.app.state.render.page(request, template, **values), status)
