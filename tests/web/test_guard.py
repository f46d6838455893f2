"""Who gets in, and what is refused."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from pipeline.desk.workplace import Workplace
from pipeline.errors import UsageError
from pipeline.knowledge import Knowledge, resources_folder
from pipeline.knowledge.knowledge import forget
from pipeline.store.desk import DeskStore
from pipeline.web.access import Access, add_user, read_users
from pipeline.web.app import create_app
from pipeline.web.guard import LARGEST
from tests.web.conftest import Desk


def page(desk: Desk, access: Access, base: str = "http://localhost", **more: object) -> TestClient:
    return TestClient(create_app(desk.place, access, ["desk.example"]), base_url=base, follow_redirects=False)


def test_every_answer_has_the_headers(desk: Desk) -> None:
    for path in ("/", "/article/harbour", "/nothing", "/static/desk.js", "/health"):
        headers = desk.get(path).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
    cookie = desk.client.get("/", headers={"cookie": ""}).headers.get("set-cookie", "HttpOnly; SameSite=Lax")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_browsers_keep_static_files_and_nothing_else(desk: Desk) -> None:
    assert "immutable" in desk.get("/static/desk.js?abc").headers["cache-control"]
    for path in ("/", "/static/desk.js", "/history.csv?x"):
        assert desk.get(path).headers["cache-control"] == "no-store"


def test_no_template_holds_inline_script_or_style() -> None:
    for path in Path("pipeline/web/templates").glob("*.j2"):
        text = path.read_text(encoding="utf-8")
        assert "style=" not in text, path
        assert "<style" not in text, path
        assert " onclick" not in text, path
        assert "hx-on" not in text, path


def test_a_forged_form_changes_nothing(desk: Desk) -> None:
    flag = desk.flag("number-mismatch")
    data = {"act": "dismiss", "flag": flag, "seen": "0"}
    for headers in ({}, {"x-csrf": "wrong"}, {"x-csrf": desk.csrf(), "sec-fetch-site": "cross-site"}):
        assert desk.client.post("/article/harbour/verdict", data=data, headers=headers).status_code == 403
    assert desk.place.desk.history() == []


def test_a_strange_host_name_is_refused(desk: Desk) -> None:
    for host in ("evil.example", "localhost.evil.example", "", "[", "a:b:c"):
        assert desk.get("/", headers={"host": host}).status_code == 421
    for host in ("localhost:8765", "127.0.0.1", "[::1]:80"):
        assert desk.get("/", headers={"host": host}).status_code == 200


def test_too_much_is_refused(desk: Desk) -> None:
    answer = desk.post("/article/harbour/edit", index=1, text="x" * (LARGEST + 1), seen=0)
    assert answer.status_code == 413
    chunks = (b"text=" + b"x" * 1000 for _ in range(LARGEST // 1000 + 2))
    headers = {"x-csrf": desk.csrf(), "content-type": "application/x-www-form-urlencoded"}
    assert desk.client.post("/article/harbour/edit", content=chunks, headers=headers).status_code in (400, 413)
    assert desk.post("/article/harbour/edit", index=1, text="x" * 20_001, seen=0).status_code == 422


def test_a_token_opens_the_page(desk: Desk) -> None:
    client = page(desk, Access("s", token="right"))
    assert client.get("/").headers["location"] == "/login"
    assert client.get("/article/harbour", headers={"hx-request": "true"}).status_code == 401
    assert client.post("/login", data={"name": "ben", "password": "wrong"}).status_code == 401
    assert client.post("/login", data={"name": "ben", "password": "right"}).status_code == 303
    assert ">ben<" in client.get("/").text
    assert client.post("/login", data={"name": "", "password": "right"}, headers={"cookie": ""}).status_code == 401


def test_a_session_of_another_key_or_token_is_nothing(desk: Desk) -> None:
    session = Access("s", token="right").new("ben")
    cookie = Access("s", token="right").cookie(session)
    assert Access("s", token="right").read(cookie) == session
    assert Access("other", token="right").read(cookie) is None
    assert Access("s", token="changed").read(cookie) is None
    assert Access("s", token="right").read(cookie[:-2]) is None


def test_users_have_passwords_and_guessing_is_slowed(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "users.yaml"
    add_user(path, "carla", "long enough")
    assert path.stat().st_mode & 0o077 == 0
    assert "long enough" not in path.read_text(encoding="utf-8")
    access = Access("s", users=read_users(path))
    assert access.enter("carla", "wrong one", "1.1.1.1") is None
    assert access.enter("nobody", "long enough", "1.1.1.1") is None
    found = access.enter("carla", "long enough", "1.1.1.1")
    assert found is not None
    assert found.who == "carla"
    for _ in range(5):
        access.enter("carla", "wrong one", "2.2.2.2")
    with pytest.raises(UsageError, match="wait"):
        access.enter("carla", "long enough", "2.2.2.2")


@pytest.mark.parametrize("text", ["", "[1]", "a: plain", "a: [", "\x00"])
def test_a_broken_users_file_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "u").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="--users"):
        read_users(tmp_path / "u")


_PATHS = ("verdict", "edit", "undo", "approve", "reopen", "present", "everywhere")
_PARTS = ("", "/work", "/elsewhere", "/everywhere", "/fact", "/handover")
_PAGES = ("/", "/concordance", "/learn", "/history", "/login", *(f"/article/harbour{part}" for part in _PARTS))
_NAMES = (
    "act",
    "flag",
    "seen",
    "reason",
    "index",
    "text",
    "words",
    "new",
    "chosen",
    "check",
    "severity",
    "page",
    "sort",
)
_VALUES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["accept", "dismiss", "replace", "0", "1", "4", "-1", "99999999999999999999", "NaN", "\x00", "harbour#4"]
    ),
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(_PATHS), st.dictionaries(st.sampled_from(_NAMES), _VALUES), st.booleans())
def test_no_form_breaks_the_page(desk: Desk, action: str, data: dict[str, str], real: bool) -> None:
    if real:
        data = {**data, "flag": desk.flag("quote-unbalanced"), "seen": "0"}
    assert desk.post(f"/article/harbour/{action}", **data).status_code < 500


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(_PAGES), st.dictionaries(st.sampled_from(_NAMES), _VALUES), st.text(max_size=20))
def test_no_address_breaks_the_page(desk: Desk, path: str, query: dict[str, str], name: str) -> None:
    assert desk.get(path, params=query).status_code < 500
    assert (
        desk.client.get(f"/article/{name.replace('?', '').replace('#', '')}" if name.isprintable() else "/").status_code
        < 500
    )


@pytest.fixture
def own_knowledge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    shutil.copytree(resources_folder().parent, tmp_path / "configs", ignore=shutil.ignore_patterns("*.xz"))
    monkeypatch.setenv("WIREDESK_HOME", str(tmp_path))
    yield tmp_path / "configs" / "knowledge"
    forget()


_FACT = ("de", "en", "avoid", "variants", "office", "gender", "country", "source")


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["term", "person", "place", "x"]), st.dictionaries(st.sampled_from(_FACT), _VALUES))
def test_no_fact_breaks_the_page_or_the_knowledge(
    desk: Desk, own_knowledge: Path, kind: str, data: dict[str, str]
) -> None:
    assert desk.post("/article/harbour/fact", **{"de": "Hafenrat", "kind": kind, **data}).status_code < 500
    Knowledge.load(own_knowledge)


def test_two_pages_on_one_desk_see_each_other(desk: Desk, tmp_path: Path) -> None:
    with DeskStore(desk.place.desk.path) as store:
        other = Workplace(desk.place.folder, store)
        desk.post("/article/harbour/verdict", act="dismiss", flag=desk.flag("number-mismatch"), seen=0)
        other.refresh()
        assert other.queue.items["harbour"].done == 1
