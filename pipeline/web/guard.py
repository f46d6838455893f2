"""The gate every request passes: host names, size limits, sessions, forged forms, and the headers of every answer."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.web.access import COOKIE, Access, Session

LARGEST = 128 * 1024  # bytes of a request's body; the longest sentence is a sixth of it
HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
}
_KEPT = "private, max-age=31536000, immutable"
_SAFE = ("GET", "HEAD", "OPTIONS")
_FREE = ("/login", "/static/", "/health")


def _versioned(scope: Scope) -> bool:
    """Tell whether a static file is asked for under an address that changes with it."""
    return scope["path"].startswith("/static/") and bool(scope["query_string"])


class Guard:
    """ASGI middleware. ``hosts``: the names the page may be called by; others are refused (DNS rebinding)."""

    def __init__(self, app: ASGIApp, access: Access, hosts: Iterable[str]) -> None:
        self._app, self._access, self._hosts = app, access, frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        connection = HTTPConnection(scope)
        session = self._access.read(connection.cookies.get(COOKIE, ""))
        fresh = session is None and self._access.open
        if fresh:
            session = self._access.new(self._access.owner)
        scope["session"] = session
        cookie = self._access.cookie(session) if fresh and session else ""
        answer = self._refuse(scope, connection.headers, session)

        async def decorated(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", _KEPT if _versioned(scope) else "no-store")
                if cookie and "set-cookie" not in headers:
                    headers.append("set-cookie", set_cookie(cookie))
            await send(message)

        if answer:
            await answer(scope, receive, decorated)
        else:
            await self._limited(scope, receive, decorated)

    async def _limited(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; a body that grows over the limit ends it."""
        size, begun = 0, False

        async def counted() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > LARGEST:
                raise _TooLargeError
            return message

        async def noted(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, counted, noted)
        except _TooLargeError:
            if not begun:
                await PlainTextResponse(_TOO_LARGE, 413)(scope, receive, send)

    def _refuse(self, scope: Scope, headers: Headers, session: Session | None) -> Response | None:
        if _hostname(headers.get("host", "")) not in self._hosts:
            return PlainTextResponse("this page is not known by that name", 421)
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > LARGEST:
            return PlainTextResponse(_TOO_LARGE, 413)
        if scope["method"] not in _SAFE and headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
            return PlainTextResponse("this came from another site; nothing was saved", 403)
        if scope["path"].startswith(_FREE):
            return None
        if session is None:
            if scope["method"] in ("GET", "HEAD") and "hx-request" not in headers:
                return RedirectResponse("/login", 303)
            return PlainTextResponse("your session has ended: reload the page and sign in; nothing was saved", 401)
        if scope["method"] not in _SAFE and not hmac.compare_digest(
            headers.get("x-csrf", "").encode(), session.csrf.encode()
        ):
            return PlainTextResponse("this form is not from this page: reload it; nothing was saved", 403)
        return None


class _TooLargeError(Exception):
    pass


_TOO_LARGE = f"more than {LARGEST // 1024} kB at once is not taken"


def _hostname(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def set_cookie(value: str) -> str:
    """Return the header that gives a visitor their session; scripts cannot read it, foreign forms not send it."""
    return f"{COOKIE}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={14 * 3600}"
