"""The pages beside the work: elsewhere, everywhere, facts, hand-over, names, checks, history."""

from __future__ import annotations

import json
import re
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import HTMLResponse, Response, StreamingResponse

from pipeline.check import ALL_CHECKS
from pipeline.desk import facts, handover
from pipeline.desk.everywhere import Everywhere
from pipeline.desk.learn import LEAST, PROMISE
from pipeline.desk.names import Names, drift
from pipeline.desk.view import NotThere
from pipeline.desk.workplace import Workplace
from pipeline.errors import UsageError
from pipeline.report.table import table
from pipeline.store.events import FIELDS, records
from pipeline.store.memory import quoted
from pipeline.web.articles import Short, who_is, workplace

router = APIRouter()
_MOST = 40
Words = Annotated[str, Query(max_length=400)]


@router.get("/article/{name}/elsewhere")
def elsewhere(request: Request, name: str, words: Words = "", index: str = "") -> Response:
    """Where else the words stand, and approved sentences like this one."""
    place = workplace(request)
    view = place.view(name)
    segment = next((s for s in view.segments if str(s["index"]) == index), None)
    values = _occurrences(place, words, (name, index))
    values["like"] = place.desk.fuzzy(segment["source"]) if segment else []
    return _html(request, "_elsewhere.html.j2", words=words, segment=segment, **values)


@router.get("/concordance")
def concordance(request: Request, words: Words = "") -> Response:
    """Where words stand in this batch and in the translation memory."""
    place = workplace(request)
    return _html(
        request, "concordance.html.j2", words=words, memory_size=place.desk.memory.size(), **_occurrences(place, words)
    )


def _occurrences(place: Workplace, words: str, but: tuple[str, str] = ("", "")) -> dict[str, Any]:
    if not re.search(r"\w", words):
        return {"hits": [], "memory": []}
    hits = [
        {"article": article, "address": f"/article/{quote(article)}#s{index}", "source": source, "target": target}
        for article, index, source, target in place.find(quoted(words), _MOST * 2)
        if (article, str(index)) != but
    ]
    return {"hits": hits[:_MOST], "memory": place.desk.memory.find(words, _MOST)}


@router.get("/article/{name}/everywhere")
def everywhere(request: Request, name: str, flag: str = "") -> Response:
    """The preview of one decision for all places."""
    place = workplace(request)
    found_flag = next((f for f in place.view(name).flags if f["fingerprint"] == flag), None)
    if found_flag is None:
        raise NotThere("this flag is not there any more; the article was changed")
    words = found_flag["target_text"] or ""
    if not words:
        raise UsageError("this flag marks no English words that could stand elsewhere")
    found = Everywhere(place).find(words, found_flag["check"])
    return _html(
        request, "_everywhere.html.j2", found=found, flag=found_flag, base=f"/article/{quote(name)}", name=name
    )


@router.post("/article/{name}/everywhere")
def apply_everywhere(
    request: Request,
    name: str,
    act: Short,
    words: Short,
    check: Short = "",
    new: Short = "",
    chosen: Annotated[list[str] | None, Form()] = None,
    reason: Short = "",
) -> Response:
    """Apply it; the page then reloads the article."""
    place = workplace(request)
    desk = Everywhere(place)
    if act == "replace":
        count = desk.replace(words, new, chosen or [], check, who_is(request))
    elif act == "dismiss":
        count = desk.dismiss(words, chosen or [], check, who_is(request), reason)
    else:
        raise UsageError(f"{act[:40]!r} cannot be done everywhere")
    return _html(request, "_done.html.j2", text=f"done in {count} place{'' if count == 1 else 's'}; u takes it back")


@router.get("/article/{name}/fact")
def fact_form(request: Request, name: str, flag: str = "", de: Words = "", en: Words = "") -> Response:
    """The form for a new fact, filled from the selected words, else from the flag."""
    found = next((f for f in workplace(request).view(name).flags if f["fingerprint"] == flag), None)
    values: dict[str, Any] = {"de": de, "en": en, "kind": _kind(found), "base": f"/article/{quote(name)}"}
    named = found is not None and found["check"] != "role-title"  # which marks the office, not the name
    return _html(request, "_fact.html.j2", flag=found if named else None, **values)


def _kind(flag: dict[str, Any] | None) -> str:
    """Return what a fact about this flag is most likely about."""
    check = flag["check"] if flag else ""
    return "place" if check == "place-altered" else "person" if re.search("name|role|gender", check) else "term"


@router.post("/article/{name}/fact")
def add_fact(
    request: Request,
    name: str,
    kind: Short,
    de: Short,
    en: Short = "",
    avoid: Short = "",
    variants: Short = "",
    office: Short = "",
    gender: Short = "",
    country: Short = "",
    source: Short = "",
) -> Response:
    """Write it; it holds for re-checks at once."""
    fact = facts.Fact(kind, de, en, avoid, variants, office, gender, country, source)
    place = workplace(request)
    written = facts.save(fact, who_is(request))
    place.forget_knowledge()
    return _html(request, "_done.html.j2", text=written)


@router.get("/article/{name}/handover")
def hand_over(request: Request, name: str) -> Response:
    """The article in every format, its note to the agency, its history."""
    place = workplace(request)
    view = place.view(name)
    return _html(
        request,
        "handover.html.j2",
        view=view,
        base=f"/article/{quote(name)}",
        formats=handover.FORMATS,
        copy=handover.text(view).decode(),
        note=handover.note(view, list(place.desk.verdicts(name).values())),
        events=place.desk.history(name),
        open_flags=sum(not f["closed"] for f in view.flags),
    )


@router.get("/article/{name}/copy.{kind}")
def copy(request: Request, name: str, kind: str) -> Response:
    """The article as a file."""
    format_ = handover.FORMATS.get(kind)
    if format_ is None:
        raise NotThere(f"there is no format {kind[:20]!r}; there are {', '.join(handover.FORMATS)}")
    data = format_.make(workplace(request).view(name))
    return Response(data, media_type=format_.media, headers=_download(f"{name}.{format_.suffix}"))


@router.get("/approved.{kind}.zip")
def approved(request: Request, kind: str) -> Response:
    """All approved articles in one format."""
    if kind not in handover.FORMATS:
        raise NotThere(f"there is no format {kind[:20]!r}; there are {', '.join(handover.FORMATS)}")
    place = workplace(request)
    place.refresh()
    chosen = [item.name for item in [*place.queue.items.values()] if item.status == "approved"]
    data = handover.archive((place.view(name) for name in chosen), kind)
    return Response(data, media_type="application/zip", headers=_download(f"approved.{kind}.zip"))


@router.get("/memory.tmx")
def memory(request: Request) -> Response:
    """The whole translation memory."""
    data = handover.memory_tmx(workplace(request).desk.memory.pairs())
    return Response(data, media_type="application/x-tmx+xml", headers=_download("memory.tmx"))


@router.get("/names")
def names(request: Request) -> Response:
    """Every person of the run with all spellings."""
    ledger: Names = request.app.state.names
    ledger.start()
    entries = [(entry, drift(entry)) for entry in ledger.entries()[:500]]
    total = len(ledger.place.queue.items)
    return _html(request, "names.html.j2", entries=entries, read=ledger.read, total=total, reading=ledger.reading)


@router.get("/learn")
def learn(request: Request) -> Response:
    """How often editors agreed with each check."""
    place = workplace(request)
    severities = {check.id: str(check.severity) for check in ALL_CHECKS}
    return _html(
        request,
        "learn.html.j2",
        table=place.precision(),
        severities=severities,
        promise=PROMISE,
        least=LEAST,
    )


@router.get("/history")
def history(request: Request) -> Response:
    """What was decided lately."""
    events = workplace(request).desk.history(most=200)
    return _html(request, "history.html.j2", events=events)


@router.get("/history.jsonl")
def history_lines(request: Request) -> Response:
    """The whole history as JSON lines."""
    rows = records(workplace(request).desk.history())
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return StreamingResponse(lines, media_type="application/x-ndjson", headers=_download("history.jsonl"))


@router.get("/history.csv")
def history_table(request: Request) -> Response:
    """The whole history as a table."""
    lines = table(FIELDS, records(workplace(request).desk.history()))
    return StreamingResponse(lines, media_type="text/csv", headers=_download("history.csv"))


def _download(name: str) -> dict[str, str]:
    return {"content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}


def _html(request: Request, template: str, **values: Any) -> HTMLResponse:
    return HTMLResponse(request.app.state.render.page(request, template, **values))
