"""The editor's page: FastAPI over a ``Workplace``. Routes translate between HTTP and it; they decide nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from pipeline.desk.names import Names
from pipeline.desk.view import NotThere
from pipeline.desk.workplace import Workplace
from pipeline.errors import WiredeskError
from pipeline.store.events import Conflict
from pipeline.web import articles, entrance, more
from pipeline.web.access import Access
from pipeline.web.guard import Guard
from pipeline.web.render import Renderer

_HERE = Path(__file__).parent
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def create_app(workplace: Workplace, access: Access, hosts: Iterable[str] = ()) -> FastAPI:
    """Return the page for one run; ``hosts``: names besides the loopback ones by which it may be called."""
    app = FastAPI(title="wiredesk", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.workplace, app.state.access = workplace, access
    app.state.render = Renderer(workplace.folder.name, _version())
    app.state.names = Names(workplace)
    app.mount("/static", StaticFiles(directory=_HERE / "static"), name="static")
    for router in (entrance.router, articles.router, more.router):
        app.include_router(router)
    app.add_middleware(Guard, access=access, hosts=LOOPBACK | set(hosts))
    app.add_exception_handler(WiredeskError, _problem)
    app.add_exception_handler(Conflict, _conflict)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    return app


def _version() -> str:
    """Return a word that changes with the static files, so that browsers may keep them."""
    made = hashlib.sha256()
    for path in sorted((_HERE / "static").iterdir()):
        made.update(path.read_bytes())
    return made.hexdigest()[:10]


def _problem(request: Request, error: Exception) -> Response:
    return _answer(request, str(error), 404 if isinstance(error, NotThere) else 422)


def _conflict(request: Request, error: Exception) -> Response:
    return _answer(request, f"{error}. Reload the page to see it.", 409)


def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return _answer(
        request, {404: "There is no such page.", 405: "That cannot be done here."}.get(status, str(error)), status
    )


def _invalid(request: Request, error: Exception) -> Response:
    return _answer(request, "this request is not complete or not valid; reload the page", 422)


def _answer(request: Request, text: str, status: int) -> Response:
    if "hx-request" in request.headers or request.method != "GET":
        return PlainTextResponse(text, status)
    page = request.app.state.render.page(request, "error.html.j2", message=text, status=status)
    return HTMLResponse(page, status)
