"""The page in a real browser, by keyboard alone: Debian's chromium, driven by Playwright.

``make browser`` gets both chromium and axe-core. Where one is missing its tests are skipped, but with ``CI`` set they
fail.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from pipeline import resources
from tests.web.sample import Rows, make_run
from tests.web.server import Server, serving

_AXE = Path(__file__).parent.parent.parent / "build" / "axe" / "package" / "axe.min.js"
_FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


_PLACES = (
    *("/", "/article/harbour", "/article/harbour/handover", "/names", "/learn", "/history"),
    *("/concordance?words=Wiebrink", "/nothing"),
)


def needed(what: str | None, name: str) -> str:
    if what:
        return what
    if os.environ.get("CI"):
        pytest.fail(f"{name} is missing, and this is CI")
    pytest.skip(f"{name} is not here")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = needed(shutil.which("chromium") or shutil.which("chromium-browser"), "chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return make_run(tmp_path / "run")


@pytest.fixture
def server(run: Path, tmp_path: Path) -> Iterator[Server]:
    with serving(run, tmp_path / "desk.db") as server:
        yield server


def visit(browser: Browser, address: str, **options: Any) -> Page:
    """Open a page that fails the test on any script error or refused resource."""
    page = browser.new_context(**options).new_page()
    page.set_default_timeout(30_000)  # the first re-check of a server loads all facts
    troubles: list[str] = []
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.on("console", lambda m: troubles.append(m.text) if m.type == "error" and "409" not in m.text else None)
    page.goto(address)
    page.troubles = troubles  # type: ignore[attr-defined]
    return page


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def rewrite(page: Page) -> None:
    """Open the editor, which waits for an answer that is on its way, and select what it holds."""
    press(page, "e")
    page.locator("textarea:focus").wait_for()
    press(page, "Control+a")


def current(page: Page) -> str:
    return page.locator(".card:not([hidden]) .check").inner_text()


def said(page: Page, text: str) -> None:
    page.locator("#toast", has_text=text).wait_for()
    page.evaluate("document.querySelector('#toast').textContent = ''")


def settled(page: Page) -> None:
    page.locator("#work:not([data-pending])").wait_for()


def english(page: Page, index: int) -> str:
    return page.locator(f"#s{index} .en").inner_text()


def open_first(page: Page) -> None:
    press(page, "j", "Enter")
    page.locator("#work").wait_for()


def accept_and_edit(page: Page) -> None:
    open_first(page)
    assert page.url.endswith("/article/harbour")
    assert current(page) == "quote-unbalanced"

    press(page, "j")
    assert current(page) == "magnitude-mismatch"
    press(page, "a")  # accept: 12 billion -> 12 million
    said(page, "suggestion put in")
    assert english(page, 1) == "Construction cost 12 million euros."
    assert current(page) == "negation-lost"

    rewrite(page)  # edit, and check again
    page.keyboard.type("Work was not on schedule.")
    press(page, "Enter")
    said(page, "saved")
    settled(page)
    assert english(page, 2) == "Work was not on schedule."
    assert page.locator(".card", has_text="negation-lost").count() == 0


def dismiss_undo_approve(page: Page) -> None:
    press(page, "k")  # back to the first, dismiss it with a written reason
    while current(page) != "quote-unbalanced":
        press(page, "k")
    press(page, "r")
    page.keyboard.type("the quotation goes on")
    press(page, "Enter")
    said(page, "dismissed")
    assert current(page) == "number-mismatch"

    press(page, "2")  # a ready-made reason in one stroke, and undo
    said(page, "dismissed")
    assert current(page) == "name-variant"
    press(page, "u")
    said(page, "taken back")
    assert current(page) == "number-mismatch"
    press(page, "a")
    said(page, "suggestion put in")
    press(page, "s")
    said(page, "error of the agency")
    settled(page)
    press(page, "A")
    said(page, "approved")
    page.get_by_text("approved by").wait_for()


def test_the_whole_path_by_keyboard_and_after_a_restart(browser: Browser, run: Path, tmp_path: Path) -> None:
    desk = tmp_path / "desk.db"
    with serving(run, desk) as server:
        page = visit(browser, server.address)
        accept_and_edit(page)
        dismiss_undo_approve(page)
        assert page.troubles == []  # type: ignore[attr-defined]
        page.context.close()
        server.kill()

    with serving(run, desk) as server:
        page = visit(browser, f"{server.address}/article/harbour")
        page.get_by_text("approved by").wait_for()
        assert english(page, 1) == "Construction cost 12 million euros."
        assert english(page, 2) == "Work was not on schedule."
        assert page.locator(".verdict", has_text="the quotation goes on").count() == 1
        press(page, "q")
        page.locator("tr.approved").wait_for()
        assert page.troubles == []  # type: ignore[attr-defined]
        page.context.close()


def test_keys_faster_than_the_server_are_not_lost(browser: Browser, server: Server) -> None:
    page = visit(browser, f"{server.address}/article/harbour")
    for key in "dawds":  # one for each flag, some while an answer is being put in
        press(page, key)
        page.wait_for_timeout(45)
    page.locator(".calm", has_text="flags dealt with").wait_for()
    settled(page)
    acts = page.locator(".toc em").all_inner_texts()  # the accepted one is gone after the re-check
    assert acts == [
        "false alarm",
        "left as it is",
        "false alarm",
        "the agency’s error",
    ]
    assert page.troubles == []  # type: ignore[attr-defined]
    page.context.close()


def test_escape_leaves_the_editor_without_saving(browser: Browser, server: Server) -> None:
    page = visit(browser, f"{server.address}/article/harbour")
    before = english(page, 0)
    press(page, "e", "x", "Escape")
    assert english(page, 0) == before
    assert page.locator(".editor").count() == 0
    press(page, "J", "e")
    assert page.locator("#s1 .editor textarea").input_value() == "Construction cost 12 billion euros."
    page.context.close()


def test_linked_words_are_shown_under_the_mouse(browser: Browser, server: Server) -> None:
    page = visit(browser, f"{server.address}/article/harbour")
    box = page.locator("#s1 .de mark").bounding_box()
    assert box
    page.mouse.move(box["x"] + 4, box["y"] + box["height"] / 2)
    shown = page.evaluate("[...CSS.highlights.get('link') ?? []].map((range) => range.toString())")
    assert shown[0] == "12"
    assert "12" in shown[1:]
    page.context.close()


def test_the_panels_by_keyboard(browser: Browser, server: Server) -> None:
    page = visit(browser, f"{server.address}/article/harbour")
    while current(page) != "name-variant":
        press(page, "j")
    press(page, "c")
    page.locator("#panel", has_text="Where else").wait_for()
    press(page, "Escape", "x")
    page.locator("#panel", has_text="The same everywhere").wait_for()
    page.locator("#panel input[name=new]").fill("Wiebrink")
    press(page, "Enter")
    said(page, "done in 1 place")
    settled(page)
    assert english(page, 4).startswith("Wiebrink thanked 13")
    press(page, "u")
    said(page, "taken back")
    assert english(page, 4).startswith("Wibrinck")
    press(page, "?")
    page.locator("dialog[open]").wait_for()
    press(page, "Escape", "h")
    page.get_by_text("Clean text").wait_for()
    with page.expect_download() as download:
        page.get_by_role("link", name="Word").click()
    assert download.value.suggested_filename == "harbour.en.docx"
    assert page.troubles == []  # type: ignore[attr-defined]
    page.context.close()


def test_a_term_is_added_by_keyboard_and_the_recheck_knows_it(browser: Browser, run: Path, tmp_path: Path) -> None:
    shutil.copytree(Path(resources.__file__).parent.parent / "configs", tmp_path / "home" / "configs")
    (tmp_path / "home" / "models").mkdir()
    with serving(run, tmp_path / "d.db", home=tmp_path / "home") as server:
        page = visit(browser, f"{server.address}/article/calm")
        press(page, "J", "f")
        page.locator("#panel select[name=kind]").wait_for()
        assert page.locator(":focus").get_attribute("name") == "kind"
        assert page.locator("#panel input[name=office]").is_hidden()
        press(page, "Tab")
        page.keyboard.type("Sonne")
        press(page, "Tab")
        page.keyboard.type("star of the day")
        press(page, "Tab")
        page.keyboard.type("sun")
        press(page, "Tab")
        assert page.locator(":focus").get_attribute("name") == "source"
        press(page, "Enter")
        said(page, "added Sonne")
        text = (tmp_path / "home/configs/knowledge/glossary/added.yaml").read_text(encoding="utf-8")
        assert "{de: Sonne, en: [star of the day], not: [sun], source: 'editor " in text
        press(page, "K", "e")
        page.locator("textarea:focus").wait_for()
        press(page, "End", "!", "Enter")
        said(page, "saved")
        settled(page)
        assert page.troubles == []  # type: ignore[attr-defined]
        page.context.close()


def test_everywhere_only_in_the_chosen_places_and_dismissed(browser: Browser, server: Server) -> None:
    page = visit(browser, f"{server.address}/article/harbour")
    while current(page) != "name-variant":
        press(page, "j")
    press(page, "x")
    page.locator("#panel input[name=new]").wait_for()
    assert page.locator(":focus").get_attribute("name") == "new"
    press(page, "Tab", "Space")  # take the only place out of the choice, and in again
    assert page.locator("#panel input[name=chosen]:checked").count() == 0
    press(page, "Space", "Tab", "Tab", "Enter")
    said(page, "done in 1 place")
    settled(page)
    assert page.locator(".toc .closed", has_text="name-variant").count() == 1
    press(page, "u")
    said(page, "taken back")
    assert page.locator(".toc .closed").count() == 0
    assert page.troubles == []  # type: ignore[attr-defined]
    page.context.close()


def test_words_elsewhere_and_approved_english_used_by_keyboard(browser: Browser, tmp_path: Path) -> None:
    rows: dict[str, Rows] = {"a": (("Der Hafen ist seit Montag offen.", "The port has been open since Monday."),),
            "b": (("Der Hafen ist seit Freitag offen.", "Harbour open is since Friday."),)}  # fmt: skip
    with serving(make_run(tmp_path / "two", rows), tmp_path / "d.db") as server:
        page = visit(browser, f"{server.address}/article/a")
        press(page, "A")
        said(page, "approved")
        page.goto(f"{server.address}/article/b")
        press(page, "J", "c")
        page.locator("#panel", has_text="% like this sentence").wait_for()
        assert page.locator("#panel del").inner_text() == "Montag"
        assert page.locator(":focus").inner_text() == "Use it"
        press(page, "Enter")
        assert page.locator(".editor textarea").input_value() == "The port has been open since Monday."
        page.keyboard.press("Escape")
        press(page, "/")
        page.keyboard.type("Hafen")
        press(page, "Enter")
        page.get_by_text("In the translation memory").wait_for()
        assert page.locator(".hits a").count() == 2
        assert page.troubles == []  # type: ignore[attr-defined]
        page.context.close()


@pytest.mark.parametrize("checked", [True, False])
def test_two_editors_on_one_sentence(browser: Browser, server: Server, checked: bool) -> None:
    anna, ben = (visit(browser, f"{server.address}/article/market") for _ in range(2))
    if not checked:  # Anna's change is checked when Ben's page asks: the refreshed page still tells of the clash
        anna.route("**/market/work*", lambda _: None)
    rewrite(ben)
    ben.keyboard.type("Market shut on Tuesday")
    press(anna, "a")
    said(anna, "suggestion put in")
    press(ben, "Enter")
    ben.locator(".clash", has_text="was faster").wait_for()
    settled(ben)
    assert english(ben, 0) == "Market to stay closed on Tuesday"
    assert "Market shut on Tuesday" in ben.locator(".clash").inner_text()
    assert ben.locator(".seg.now").get_attribute("data-index") == "0"
    assert ben.locator(".clash:focus").count() == 1
    press(ben, "J", "e")
    assert ben.locator(".editor textarea").input_value() == "The city said this."
    press(ben, "Escape", "K", "e")  # what Ben typed is not lost, and goes nowhere else
    assert ben.locator(".editor textarea").input_value() == "Market shut on Tuesday"
    press(ben, "Enter")
    said(ben, "saved")
    assert english(ben, 0) == "Market shut on Tuesday"
    assert ben.locator(".clash").count() == 0
    for page in (anna, ben):
        assert page.troubles == []  # type: ignore[attr-defined]
        page.context.close()


def test_the_sentence_stays_when_new_flags_arrive(browser: Browser, server: Server) -> None:
    page = visit(browser, f"{server.address}/article/harbour")
    held: list[Route] = []
    page.route("**/harbour/work*", lambda route: held.append(route))  # noqa: PLW0108 -- Playwright marks its handlers
    while current(page) != "magnitude-mismatch":
        press(page, "j")
    press(page, "a")
    said(page, "suggestion put in")
    press(page, "J", "J")
    page.locator("#s4.now").wait_for()  # keys wait until the answer to the last one is put in
    while not held:
        page.wait_for_timeout(20)
    held[0].continue_()
    settled(page)
    assert page.locator(".seg.now").get_attribute("data-index") == "4"
    assert page.locator(".card:not([hidden])").count() == 0
    page.context.close()


def test_an_article_that_holds_markup_is_text(browser: Browser, server: Server) -> None:
    page = visit(browser, f"{server.address}/article/market")
    page.on("dialog", lambda _: pytest.fail("a script of the article ran"))
    assert english(page, 2) == "<script>alert(1)</script> was on the poster."
    press(page, "J", "J")
    rewrite(page)
    page.keyboard.type("<img src=x onerror=alert(1)>")
    press(page, "Enter")
    said(page, "saved")
    assert english(page, 2) == "<img src=x onerror=alert(1)>"
    assert page.locator("#work img").count() == 0
    page.context.close()


def grave(page: Page) -> list[tuple[str, str, list[str]]]:
    """Return what axe finds serious or critical on the page as it is now."""
    axe = Path(needed(str(_AXE) if _AXE.is_file() else None, "axe-core (make browser)"))
    if not page.evaluate("Boolean(window.axe)"):
        page.add_script_tag(content=axe.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']})")
    return [
        (v["id"], v["impact"], [n["html"][:120] for n in v["nodes"]])
        for v in found["violations"]
        if v["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 380])
def test_no_serious_finding_of_axe(browser: Browser, server: Server, scheme: str, width: int) -> None:
    options: dict[str, Any] = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}}
    for place in _PLACES:
        page = visit(browser, server.address + place, bypass_csp=True, **options)
        assert grave(page) == [], place
        assert page.evaluate("document.documentElement.scrollWidth") <= width + 1, f"{place} scrolls sideways"
        page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_finding_in_panels_editor_and_keys(browser: Browser, server: Server, scheme: str) -> None:
    options: dict[str, Any] = {"color_scheme": scheme, "viewport": {"width": 1280, "height": 800}}
    page = visit(browser, f"{server.address}/article/harbour", bypass_csp=True, **options)
    for key, opened in (
        ("f", "#panel .fact"),
        ("x", "#panel .places"),
        ("c", "#panel .why"),
        ("e", ".editor"),
        ("?", "#keys"),
    ):
        press(page, key)
        page.locator(opened).first.wait_for()
        assert grave(page) == [], key
        press(page, "Escape")
    page.context.close()


def test_the_desk_file_is_whole_after_all_that(browser: Browser, run: Path, tmp_path: Path) -> None:
    with serving(run, tmp_path / "d.db") as server:
        page = visit(browser, f"{server.address}/article/market")
        press(page, "d")
        said(page, "dismissed")
        server.kill()
        page.context.close()
    with sqlite3.connect(tmp_path / "d.db") as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("SELECT act FROM event").fetchall() == [("dismiss",)]
    db.close()
