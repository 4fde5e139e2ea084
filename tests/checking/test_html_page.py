"""The web page of a report: nothing from outside, everything escaped, every finding listed and marked."""

from __future__ import annotations

import base64
import re
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from pipeline.checking.check_page import IndexRow, Picture, index_page, report_page
from pipeline.reading.facts import Medium
from tests.checking.reports import HOSTILE, facts, report, unjudged

PNG = b"\x89PNG\r\n\x1a\n"
PICTURES = tuple(Picture(page=page, png=PNG, width=210, height=297) for page in (1, 2))


class Page(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Keep text."""
        self.words += data

    def ids(self) -> list[str]:
        """The ids of all elements."""
        return [identity for _, attributes in self.elements if (identity := attributes.get("id"))]


def pages() -> dict[str, str]:
    row = IndexRow(file=HOSTILE, page="a.html", words="Quyết định", counts=(1, 0, 0, 2), open=3)
    bad = IndexRow(file="b", page="", words="", error="Tệp rỗng.")
    return {
        "pdf": report_page(report(), pictures=PICTURES),
        "docx": report_page(report(Medium.DOCX), pictures=PICTURES, shown=facts()),
        "bare": report_page(report(Medium.DOCX)),
        "unjudged": report_page(unjudged()),
        "index": index_page([row, bad]),
    }


PAGES = pages()


@pytest.mark.parametrize("kind", PAGES)
def test_page__takes_nothing_from_outside_and_runs_nothing(kind: str) -> None:
    source = PAGES[kind]
    assert not re.search(r"https?:|//[a-z]|@import|url\(", source)
    page = Page(source)
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "iframe", "object", "embed", "link", "form", "base"}
    for _, attributes in page.elements:
        assert not any(name.startswith("on") or name == "style" for name in attributes)
        assert (attributes.get("src") or "data:image/png").startswith("data:image/png")
        target = attributes.get("href") or "#"
        assert target.startswith("#") or re.fullmatch(r"[\w.-]+\.html", target)


@pytest.mark.parametrize("kind", PAGES)
def test_page__policy_allows_its_own_style_and_pictures_only(kind: str) -> None:
    source = PAGES[kind]
    style = re.search(r"<style>(.*?)</style>", source, re.DOTALL)
    assert style
    digest = base64.b64encode(sha256(style[1].encode("utf-8")).digest()).decode("ascii")
    policy = next(
        attributes["content"]
        for tag, attributes in Page(source).elements
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy
    assert policy.startswith("default-src 'none'; img-src data:;")
    assert f"style-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("kind", ["pdf", "docx", "bare"])
def test_report_page__every_finding_is_listed_and_escaped(kind: str) -> None:
    source = PAGES[kind]
    page = Page(source)
    assert {"f1", "f2", "f3", "f4"} <= set(page.ids())
    assert len(page.ids()) == len(set(page.ids()))
    assert "<script" not in source
    assert HOSTILE in page.words
    for code in ("PG-92", "QH-03", "TL-93", "ND-91"):
        assert f"<code>{code}</code>" in source
    assert "ND-96, ND-97: tệp không cho biết" in page.words
    assert "Đã xét 5/7 quy tắc liên quan: 1 đạt, 4 không đạt" in page.words


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_report_page__findings_are_marked_where_they_are(kind: str) -> None:
    source = PAGES[kind]
    ids = set(Page(source).ids())
    assert {"m2", "m4", "p1", "p2"} <= ids
    assert not {"m1", "m3"} & ids
    # 30 of 210 mm, 30 of 297 mm
    assert "#m2 { left: 14.29%; top: 10.10%; width: 57.14%; height: 2.02%; }" in source
    links = re.findall(r'href="#(\w+)"', source)
    assert set(links) <= ids
    # a finding about a whole page has its number on that page
    assert "f1" in source.split('id="p2"')[1].split("<figcaption>")[0]


def test_report_page__a_paper_that_is_not_judged_says_so_and_counts_nothing() -> None:
    words = Page(PAGES["unjudged"]).words
    assert "văn bản của Đảng" in words
    assert "không xét thể thức" in words
    assert "Đã xét" not in words


def test_report_page__several_findings_at_one_place_stand_side_by_side() -> None:
    one = report()
    doubled = type(one)(file=one.file, paper=one.paper, results=(*one.results, one.results[1]))
    source = report_page(doubled, pictures=PICTURES)
    assert "#m3 b { margin-right: 1.9em; }" in source


def test_index_page__links_files_and_says_which_could_not_be_read() -> None:
    page = Page(PAGES["index"])
    assert HOSTILE in page.words
    assert "Tệp rỗng." in page.words
    assert ("a", {"href": "a.html"}) in page.elements
