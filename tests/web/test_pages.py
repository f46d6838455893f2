"""The routes of the page, without a browser: what they show, what they refuse."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from tests.web.conftest import Desk


def test_the_queue_has_the_most_urgent_first_and_can_be_narrowed(desk: Desk) -> None:
    page = desk.get("/").text
    assert page.index("/article/harbour") < page.index("/article/market") < page.index("/article/calm")
    assert "/article/calm" not in desk.get("/?severity=error").text
    assert "/article/harbour" not in desk.get("/?check=weekday-mismatch").text
    assert "/article/market" not in desk.get("/?text=Hafenmeisterin").text
    assert "No article passes" in desk.get("/?text=Nirgendwo&status=approved").text


def test_a_card_does_not_say_the_same_words_twice(desk: Desk) -> None:
    desk_flags = list(desk.place.run.flags("harbour"))
    told = [(f["source_text"] or "") in f["message"] and (f["target_text"] or "") in f["message"] for f in desk_flags]
    assert desk.get("/article/harbour").text.count('<p class="words">') == told.count(False) < len(told)


def test_the_queue_says_what_failed_and_when_nothing_is_there(desk: Desk) -> None:
    assert "could not be translated" not in desk.get("/").text
    desk.place.run.fail(9, "wire/leer.txt", "is empty: <nothing> to translate")
    page = desk.get("/").text
    assert "1 could not be translated or checked" in page and "is empty: &lt;nothing&gt; to translate" in page
    desk.place.queue.items.clear()
    assert "This run holds no article." in desk.get("/").text


def test_what_an_article_holds_is_text(desk: Desk) -> None:
    page = desk.get("/article/market").text
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_dismissed_with_a_reason_and_the_next_flag_is_offered(desk: Desk) -> None:
    flag = desk.flag("number-mismatch")
    page = desk.post("/article/harbour/verdict", act="dismiss", flag=flag, seen=0, reason="counted again").text
    assert f'data-current="{desk.flag("name-variant")}"' in page
    assert "counted again" in page
    assert flag in desk.place.desk.accepted()
    assert desk.place.queue.items["harbour"].done == 1


def test_accepting_puts_the_suggestion_in_and_the_recheck_finds_it_gone(desk: Desk) -> None:
    flag = desk.flag("magnitude-mismatch")
    page = desk.post("/article/harbour/verdict", act="accept", flag=flag, seen=0).text
    assert "data-pending" in page
    assert "12 million" in page
    page = desk.get("/article/harbour/work").text
    assert "data-pending" not in page
    assert f'data-flag="{flag}"' not in page


def test_an_edit_that_does_not_help_leaves_the_flag_open(desk: Desk) -> None:
    flag = desk.flag("number-mismatch")
    desk.post("/article/harbour/edit", index=4, text="Wiebrink thanked 14 helpers.", seen=0, flag=flag)
    page = desk.get("/article/harbour/work").text
    assert f'data-flag="{flag}"' in page
    assert "Still raised" in page


def test_a_second_editor_is_told(desk: Desk) -> None:
    seen = desk.place.view("harbour").seen
    desk.post("/article/harbour/edit", index=2, text="Work was not on schedule.", seen=seen)
    answer = desk.post("/article/harbour/edit", index=2, text="Works weren't on time.", seen=seen)
    assert answer.status_code == 409
    assert "was faster" in answer.text
    assert "Works weren&#39;t on time." in answer.text
    assert desk.place.view("harbour").segments[2]["target"] == "Work was not on schedule."


def test_approval_needs_all_errors_dealt_with_and_feeds_the_memory(desk: Desk) -> None:
    assert desk.post("/article/market/approve", seen=0).status_code == 422
    flag = desk.flag("weekday-mismatch", "market")
    desk.post("/article/market/verdict", act="accept", flag=flag, seen=0)
    seen = desk.place.view("market").seen
    assert "approved by" in desk.post("/article/market/approve", seen=seen).text
    store = desk.place.desk
    assert store.exact("Markt bleibt am Dienstag geschlossen") == "Market to stay closed on Tuesday"
    assert desk.place.queue.items["market"].status == "approved"
    desk.post("/article/market/reopen", seen=desk.place.view("market").seen)
    assert store.exact("Markt bleibt am Dienstag geschlossen") is None


def test_the_same_everywhere_is_one_step(desk: Desk) -> None:
    flag = desk.flag("name-variant")
    preview = desk.get(f"/article/harbour/everywhere?flag={flag}").text
    assert 'value="harbour#4" checked' in preview
    values = {"act": "replace", "words": "Wibrinck", "new": "Wiebrink", "chosen": "harbour#4"}
    assert "1 place" in desk.post("/article/harbour/everywhere", **values).text
    assert desk.place.view("harbour").segments[4]["target"] == "Wiebrink thanked 13 helpers."
    desk.post("/article/harbour/undo")
    assert desk.place.view("harbour").segments[4]["target"] == "Wibrinck thanked 13 helpers."


@pytest.mark.parametrize("kind", ["txt", "docx", "html", "xliff", "tmx"])
def test_hand_over(desk: Desk, kind: str) -> None:
    answer = desk.get(f"/article/market/copy.{kind}")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    data = answer.content
    if kind == "docx":
        data = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")
    assert b"Market to stay closed" in data
    assert (b"<script>" in data) == (kind == "txt")


def test_all_approved_articles_and_the_memory(desk: Desk) -> None:
    desk.post("/article/calm/approve", seen=0)
    packed = zipfile.ZipFile(io.BytesIO(desk.get("/approved.txt.zip").content))
    assert packed.namelist() == ["calm.en.txt"]
    assert packed.read("calm.en.txt").decode() == "Sun on Sunday\nIt will be warm.\n"
    assert "<seg>It will be warm.</seg>" in desk.get("/memory.tmx").text
    assert desk.get("/approved.exe.zip").status_code == 404
    assert "/approved.docx.zip" in desk.get("/").text


def test_a_note_to_the_agency_is_drafted(desk: Desk) -> None:
    flag = desk.flag("name-variant")
    desk.post("/article/harbour/verdict", act="source-error", flag=flag, seen=0, reason="please mind")
    page = desk.get("/article/harbour/handover").text
    assert "Note to the agency" in page
    assert "please mind" in page


def test_history_as_lines_and_table(desk: Desk) -> None:
    desk.post("/article/harbour/verdict", act="dismiss", flag=desk.flag("number-mismatch"), seen=0, reason="=1+1")
    line = json.loads(desk.get("/history.jsonl").text)
    assert (line["who"], line["act"], line["check"]) == ("anna", "dismiss", "number-mismatch")
    assert ",'=1+1," in desk.get("/history.csv").text


def test_words_elsewhere(desk: Desk) -> None:
    page = desk.get("/article/harbour/elsewhere?words=Wiebrink&index=4").text
    assert "harbour#s3" in page
    assert "harbour#s4" not in page
    assert "Nowhere else" in desk.get("/article/harbour/elsewhere?words=Kuckuck&index=4").text


@pytest.mark.parametrize("path", ["/names", "/learn", "/history", "/concordance", "/concordance?words=%22*"])
def test_pages_beside(desk: Desk, path: str) -> None:
    assert desk.get(path).status_code == 200


@pytest.mark.parametrize("path", ["/article/nobody", "/nothing", "/article/harbour/copy.exe", "/article/%00"])
def test_what_is_not_there(desk: Desk, path: str) -> None:
    answer = desk.get(path)
    assert answer.status_code == 404
    assert "That did not work" in answer.text


def test_the_flags_that_the_filter_asks_for_come_first(desk: Desk) -> None:
    page = desk.get("/article/harbour?check=number-mismatch").text
    assert f'data-current="{desk.flag("number-mismatch")}"' in page
    path = "/article/harbour/verdict?check=number-mismatch"
    page = desk.post(path, act="dismiss", flag=desk.flag("number-mismatch"), seen=0).text
    assert f'data-current="{desk.flag("name-variant")}"' in page
