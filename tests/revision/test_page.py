"""The two-column page: both texts are in it, data stays data, nothing runs or is fetched."""

from __future__ import annotations

import re
import unicodedata
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.revision.comparison_page import IndexRow, PageHead, comparison_page, grouped, list_page
from pipeline.revision.version_compare import Change, Comparison, Line, Piece, compare
from tests.revision.edits import IDS, Edit, docx_of, edited, edits
from tests.revision.tracked import paragraphs

HEAD = PageHead(title="công văn <script>", old="output", new="hồ sơ", redline="a.docx", index="index.html")
# Elements without a closing tag.
_VOID = {"meta", "br"}


class Columns(HTMLParser):
    """The words of the two columns, row by row, and what is marked in them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.columns: dict[str, list[str]] = {"words old": [], "words new": []}
        self.marked: dict[str, str] = {"del": "", "ins": ""}
        self.tags: set[str] = set()
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        self.tags.add(tag)
        kind = dict(attrs).get("class") or ""
        if kind in self.columns:
            self.columns[kind].append("")
        if tag not in _VOID:
            self.open.append((tag, kind))

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        """Words."""
        kind = next((kind for _, kind in self.open if kind in self.columns), None)
        if kind is not None:
            self.columns[kind][-1] += data
            if self.open[-1][0] in self.marked:
                self.marked[self.open[-1][0]] += data


@settings(max_examples=40, deadline=None)
@given(key=st.sampled_from(IDS), before=edits, after=edits)
def test_comparison_page__either_column_gives_back_its_version(key: str, before: list[Edit], after: list[Edit]) -> None:
    old, new = edited(docx_of(key), before), edited(docx_of(key), after)
    page = Columns(comparison_page(compare(old, new), HEAD))
    assert page.open == []
    assert _bare(page.columns["words new"]) == _bare(_texts(new))
    assert sorted(_bare(page.columns["words old"])) == sorted(_bare(_texts(old)))


def _texts(docx: bytes) -> list[str]:
    return [re.sub(r"^(\[\d+\.\d+\] )+", "", line) for line in paragraphs(docx)]


def _bare(lines: list[str]) -> list[str]:
    """Lines that have words, white space at their ends aside."""
    return [unicodedata.normalize("NFC", line.strip()) for line in lines if line.strip()]


def _line(change: Change, old: str, new: str) -> Line:
    return Line(
        change=change, old=(Piece(old, marked=True),) if old else (), new=(Piece(new, marked=True),) if new else ()
    )


def test_comparison_page__words_that_differ_are_marked_by_element() -> None:
    page = Columns(comparison_page(Comparison((_line(Change.CHANGED, "15/4", "20/4"),)), HEAD))
    assert page.marked == {"del": "15/4", "ins": "20/4"}


def test_comparison_page__data_is_text_and_the_policy_names_the_style() -> None:
    page = comparison_page(Comparison((_line(Change.CHANGED, "<b>", "<img src=x>"),)), HEAD)
    assert "<img" not in page
    assert "<script" not in page
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    assert b64encode(sha256(style[1].encode()).digest()).decode() in page
    assert "default-src" in page
    assert "script-src" not in page


def test_grouped__what_stayed_is_folded_but_for_a_neighbour() -> None:
    same = [_line(Change.SAME, f"đoạn {number}", f"đoạn {number}") for number in range(12)]
    lines = (*same[:6], _line(Change.ADDED, "", "mới"), *same[6:])
    groups = grouped(lines)
    assert [(group.folded, len(group.lines)) for group in groups] == [(True, 5), (False, 3), (True, 5)]
    assert [line for group in groups for line in group.lines] == list(lines)
    page = comparison_page(Comparison(lines), HEAD)
    assert page.count("<details>") == 2
    assert "… 5 đoạn không đổi …" in page


def test_list_page__each_paper_with_its_files() -> None:
    rows = [
        IndexRow(id="a", subject="Công văn <a>", result="có đổi", summary="đổi 1", page="a.html", redline="a.docx"),
        IndexRow(id="b", subject="", result="không đối chiếu được", summary="tệp hỏng", trouble=True),
    ]
    page = list_page(rows, title="Đối chiếu", old="output", new="hồ sơ")
    assert 'href="a.html"' in page
    assert 'href="a.docx"' in page
    assert "Công văn &lt;a&gt;" in page
    assert page.count("href=") == 2
