"""Getting in and out: the sign-in page, and the name under which decisions are kept."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from pipeline.errors import UsageError
from pipeline.web.access import COOKIE, Access, Session
from pipeline.web.guard import set_cookie

router = APIRouter()


@router.get("/login")
def form(request: Request, token: str = "") -> Response:
    """The sign-in page; ``token`` comes from the link that ``wiredesk review --host`` prints."""
    access: Access = request.app.state.access
    if access.open:
        return RedirectResponse("/", 303)
    return HTMLResponse(_page(request, token=token if access.token else ""))


@router.post("/login")
def enter(request: Request, name: Annotated[str, Form()] = "", password: Annotated[str, Form()] = "") -> Response:
    """Sign in."""
    access: Access = request.app.state.access
    if access.open:
        return RedirectResponse("/", 303)
    try:
        session = access.enter(name, password, request.client.host if request.client else "")
    except UsageError as error:
        return HTMLResponse(_page(request, problem=str(error)), 429)
    if session is None:
        return HTMLResponse(_page(request, problem="that is not right"), 401)
    return RedirectResponse("/", 303, {"set-cookie": set_cookie(access.cookie(session))})


@router.post("/logout")
def leave(request: Request) -> Response:
    """End the session on this browser."""
    return Response(status_code=204, headers={"set-cookie": f"{COOKIE}=; Path=/; Max-Age=0", "hx-redirect": "/login"})


@router.post("/name")
def rename(request: Request, name: Annotated[str, Form()] = "") -> Response:
    """Take another name for the history; only where nobody has to sign in."""
    access: Access = request.app.state.access
    if not access.open:
        raise UsageError("your name is the one you signed in with")
    old: Session = request.scope["session"]
    cookie = access.cookie(Session(access.new(name).who, old.csrf))  # the same token: other tabs go on working
    return Response(status_code=204, headers={"set-cookie": set_cookie(cookie), "hx-refresh": "true"})


@router.get("/health")
def health() -> dict[str, str]:
    """Say that the page is up."""
    return {"status": "ok"}


def _page(request: Request, token: str = "", problem: str = "") -> str:
    access: Access = request.app.state.access
    page: str = request.app.state.render.page(
        request, "login.html.j2", token=token, problem=problem, by_token=bool(access.token)
    )
    return page
