"""Documents of agencies, feeds, web sites, mail and spreadsheets: each kind gives its text, and nothing but it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import ArticleError
from pipeline.read import read, text_of
from pipeline.read.markup import documents
from pipeline.types import Article

FIRST, SECOND = "Die neue Brücke über den Fluss ist seit Montag offen.", "Sie ist 120 Meter lang."
BODY = f"<p>{FIRST}</p><p>{SECOND}</p>"
PLAIN = f"{FIRST}\n\n{SECOND}"

NITF = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">
<nitf><head><title>Br&uuml;cke</title>
<docdata><doc-id id-string="urn:x:7"/><date.issue norm="20260131T120000Z"/></docdata></head>
<body><body.head><hedline><hl1>Brücke ist offen</hl1><hl2>Drei Jahre Bauzeit</hl2></hedline>
<byline>Von Anna Keller</byline></body.head>
<body.content>{BODY}<media><media-reference source="x.jpg">nicht</media-reference></media>
</body.content></body></nitf>"""

G2 = f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:x:7" xml:lang="de">
<itemMeta><versionCreated>2026-01-31T12:00:00+01:00</versionCreated></itemMeta>
<contentMeta><headline>Brücke ist offen</headline><by>Anna Keller</by></contentMeta>
<contentSet><inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Nein</title></head><body>{BODY}</body></html>
</inlineXML></contentSet></newsItem>"""

NEWSML_1 = f"""<NewsML><NewsItem><NewsComponent><NewsLines><HeadLine>Brücke ist offen</HeadLine></NewsLines>
<ContentItem><DataContent>{BODY}</DataContent></ContentItem></NewsComponent></NewsItem>
<NewsItem><NewsComponent><ContentItem><DataContent>{NITF.partition("3-4.dtd")[2][3:]}</DataContent></ContentItem>
</NewsComponent></NewsItem></NewsML>"""

RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Alles</title>
<item><title>Brücke ist offen</title><guid>a</guid><pubDate>Sat, 31 Jan 2026 12:00:00 +0100</pubDate>
<description>Kurz.</description><content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/"><![CDATA[{BODY}]]>
</content:encoded></item><item><title>Der Zug fährt wieder nach Norden</title></item></channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>a</id><title>Brücke ist offen</title>
<updated>2026-01-31T12:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{BODY}</div></content>
</entry></feed>"""

PAGE = f"""<!DOCTYPE html><html lang="de"><head><meta charset="utf-8"><title>Brücke | Blatt</title>
<meta property="article:published_time" content="2026-01-31T12:00:00+01:00"><style>p {{color: red}}</style></head>
<body><header><nav><a href="/">Start</a></nav></header><article><span>Lokales</span><h1>Brücke  ist <b>offen</b></h1>
<p>{FIRST}<script>var a = "<p>nein</p>";</script></p>
<aside>Mehr dazu</aside><p>Sie ist 120&nbsp;Meter lang.</p></article>
<article><p>Anderes</p></article><footer>Impressum</footer></body></html>"""

MAIL = f"""From: desk@example.org\nSubject: =?utf-8?q?Br=C3=BCcke_ist_offen?=\nDate: Sat, 31 Jan 2026 12:00:00 +0100
MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<html><body>{BODY}</body></html>\n"""


def only(path: Path, content: str | bytes) -> list[Article | ArticleError]:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read([path]))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xml", G2),
        ("a.xml", f"<newsMessage><itemSet>{G2}</itemSet></newsMessage>"),
        ("a.xml", ATOM),
        ("a.html", PAGE),
        ("a.txt", PAGE),
        ("a.eml", MAIL),
    ],
)
def test_a_document_gives_its_text_title_and_date(tmp_path: Path, name: str, content: str) -> None:
    (article,) = only(tmp_path / name, content)
    assert isinstance(article, Article)
    assert (article.title, article.meta.published) == ("Brücke ist offen", date(2026, 1, 31))
    assert article.text == f"Brücke ist offen\n\n{PLAIN}"


def test_nitf_has_a_second_headline_and_a_byline(tmp_path: Path) -> None:
    (article,) = only(tmp_path / "a.xml", NITF)
    assert isinstance(article, Article)
    assert article.text == f"Brücke ist offen\n\nDrei Jahre Bauzeit\n\nVon Anna Keller\n\n{PLAIN}"
    assert (article.id, article.meta.byline, article.meta.published) == ("urn-x-7", "Anna Keller", date(2026, 1, 31))


def test_newsml_1_may_hold_several_items(tmp_path: Path) -> None:
    first, second = only(tmp_path / "a.xml", NEWSML_1)
    assert isinstance(first, Article) and isinstance(second, Article)
    assert first.text == f"Brücke ist offen\n\n{PLAIN}"
    assert (second.id, second.meta.source) == ("urn-x-7", f"{tmp_path / 'a.xml'}:2")


def test_a_feed_gives_the_longest_text_of_each_item_else_its_title(tmp_path: Path) -> None:
    first, second = only(tmp_path / "a.xml", RSS)
    assert isinstance(first, Article) and isinstance(second, Article)
    assert first.text == f"Brücke ist offen\n\n{PLAIN}"
    assert (second.text, second.id) == ("Der Zug fährt wieder nach Norden", "a-000002")


def test_a_page_in_an_old_encoding_and_without_html_around_it(tmp_path: Path) -> None:
    (article,) = only(tmp_path / "a.html", f"{BODY}<table><tr><td>Tore</td><td>3</td></tr></table>".encode("cp1252"))
    assert isinstance(article, Article)
    assert article.text == f"{PLAIN}\n\nTore | 3"


def test_a_row_of_a_table_is_a_line_and_a_table_that_only_lays_out_a_page_is_none() -> None:
    rows = "<table><tr><th>Partei</th><th></th></tr><tr><td>SPD</td><td>31,2</td></tr></table>"
    frame = "<table><tr><td><p>Es regnet.</p><p>Es ist kalt.</p></td><td><img src='a.jpg'></td></tr></table>"
    (record,) = documents(rows + frame, "a.html", page=True)
    assert record["text"].split("\n\n") == ["Partei", "SPD | 31,2", "Es regnet.", "Es ist kalt."]


def test_quotation_marks_that_a_browser_draws_are_written() -> None:
    (record,) = documents("<p>Er sagte: <q>Nie</q> und <q>„Nein“</q>.</p>", "a.html", page=True)
    assert record["text"] == "Er sagte: „Nie“ und „Nein“."


@pytest.mark.parametrize("head", ["id;titel;text", "id,titel,text", "id\ttitel\ttext", "\ufeffID;Titel;Text"])
def test_a_table_is_read_by_its_header(tmp_path: Path, head: str) -> None:
    mark = head.strip("\ufeffabcdefghijklmnopqrstuvwxyzIDT")[0]
    rows = [head, mark.join(("a", "Brücke", f'"{FIRST}\n{SECOND}"')), mark.join(("b", "Zug", ""))]
    good, bad = only(tmp_path / "a.csv", "\n".join(rows))
    assert isinstance(good, Article) and isinstance(bad, ArticleError)
    assert (good.id, good.text) == ("a", f"Brücke\n\n{FIRST}\n{SECOND}")
    assert str(bad) == f"{tmp_path / 'a.csv'}:3: is empty: nothing to translate"


def test_a_row_with_more_cells_than_columns_is_named_not_cut(tmp_path: Path) -> None:
    text = f"id,text\n1,{FIRST[:-1]}, und kalt.\n2,{SECOND},,\n"
    bad, good = only(tmp_path / "a.csv", text)
    assert isinstance(good, Article) and good.text == SECOND
    assert str(bad).startswith(f"{tmp_path / 'a.csv'}:2: has more cells than the header, first ' und kalt.'")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xml", "<a><b>kaputt</a>", "is not well-formed XML: Opening and ending tag mismatch"),
        ("a.xml", "<sitemap><url>x</url></sitemap>", "root <sitemap>; known are NITF"),
        ("a.xml", "<rss><channel/></rss>", "holds no article"),
        ("a.html", "<!-- -->", "is HTML without any text"),
        ("a.html", "", "is empty: nothing to translate"),
        ("a.xml", " ", "is empty: nothing to translate"),
        ("a.csv", "", "is empty: nothing to translate"),
        ("a.eml", "", "is empty: nothing to translate"),
        ("a.jsonl", "\0\1\n" * 9, "is binary, not JSON lines"),
        ("a.html", "<html><body><script>x</script></body></html>", "is empty: nothing to translate"),
        ("a.csv", "id,tekst\n1,Der Zug", "names no column with the text"),
        ("a.csv", 'id,text\n1,"Der Zug', "is not CSV"),
        ("a.csv", "id,text\n", "holds no article"),
        ("a.eml", "kein Brief", "is no mail"),
        ("a.eml", "Subject: x\nContent-Type: text/plain; charset=nie\n\nText", "cannot be decoded"),
        ("a.json", "[]", "holds no article"),
        ("a.jsonl", "\n\n", "holds no article"),
        ("a.json", '{"tekst": "x"}', "has no field with the text (text, body"),
        ("a.txt", "x" * 4_000_001, "has 4.0 MB, and an article may have 4: split it"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, content: str, said: str) -> None:
    (error,) = only(tmp_path / name, content)
    assert isinstance(error, ArticleError)
    assert error.path.startswith(str(tmp_path / name))
    assert said in error.reason


def test_a_list_of_articles_in_an_object_is_found(tmp_path: Path) -> None:
    found = only(tmp_path / "a.json", '{"total": 1, "articles": [{"body": "Der Zug fährt wieder."}]}')
    assert [type(item) for item in found] == [Article]


def test_an_external_entity_is_not_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("geheim")
    entity = f'<!DOCTYPE nitf [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
    (record,) = documents(f"{entity}<nitf><body.content><p>Der &x; Zug.</p></body.content></nitf>", "a.xml")
    assert "geheim" not in record["text"]


def test_a_run_directory_is_no_wire_copy(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "run.db").touch()
    (tmp_path / "run" / "segments.jsonl").write_text('{"source": "Der Zug fährt wieder."}\n')
    (tmp_path / "a.txt").write_text(FIRST)
    assert [item.id for item in read([tmp_path]) if isinstance(item, Article)] == ["a"]
    (error,) = read([tmp_path / "run"])
    assert "is a run directory of wiredesk" in str(error)


@pytest.mark.parametrize(("name", "content"), [("a.en.html", PAGE), ("a.en.xml", G2), ("a.en.eml", MAIL)])
def test_the_text_of_a_document_in_any_language_has_its_title(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content)
    assert text_of(tmp_path / name) == f"Brücke ist offen\n\n{PLAIN}"
    (tmp_path / "plain.txt").write_text("The bridge is open again.")
    assert text_of(tmp_path / "plain.txt") == "The bridge is open again."


def test_a_text_is_one_article(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(RSS)
    with pytest.raises(ArticleError, match="holds 2 articles"):
        text_of(tmp_path / "a.xml")


@given(st.text(alphabet=st.sampled_from("<>/&;!-abp\"'= \x00\u200d")), st.booleans())
def test_any_text_gives_records_or_an_article_error(text: str, page: bool) -> None:
    try:
        found = documents(text, "a.xml", page)
    except ArticleError as error:
        assert error.path == "a.xml"
    else:
        assert all(isinstance(record["text"], str) for record in found)
