"""Checks of running text (nội dung): typed numbers and end marks, titles without text, tables (PLI.P1.II.6)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.finding import Finding
from pipeline.papers.numbered_structure import is_title
from pipeline.records.content import LEVELS, Node
from pipeline.records.paper import DecisionRecord
from pipeline.text import LIST_LETTERS
from pipeline.workspace.checks.check_tables import amount_findings, table_findings
from pipeline.workspace.findings_at import error, label, quote, warning
from pipeline.workspace.record_shape import Form, fields_of
from pipeline.workspace.value_places import Path
from pipeline.workspace.view import View

_NUMBER_TYPED = re.compile(
    r"^(?:Điều\s+\d+\s*[.:]|Khoản\s+\d+\s*[.:]|(?:Chương|Phần|Mục|Tiểu mục)\s+(?:\d+|[IVXLC]+)\s*[.:]"
    r"|\d{1,2}(?:\.\d{1,2})*[.)](?=\s)|[a-zđ]\)(?=\s)|[IVX]+\.(?=\s)|[-–—+•*](?=\s))\s*"
)
# In the title itself the number needs no mark to be one: `chương: Chương I Quy định chung`.
_NUMBER_IN_TITLE = re.compile(r"^(?:Điều|Chương|Phần|Mục|Tiểu mục)\s+(?:\d+|[IVXLC]+)\b[.:]?\s*")
_TITLE_KEYS = frozenset({"điều", "chương", "phần", "mục", "tiểu mục"})
_KEYS = dict(zip(Node.model_fields, fields_of(Node), strict=True))
_TITLES = frozenset({"part", "chapter", "section", "subsection"})
Content = tuple[str | Node, ...]


@dataclass(frozen=True)
class _Body:
    """One running text of a record: a paper's, an annex's, a regulation's, the proposals of a notice."""

    owner: str
    path: Path
    content: Content
    name: str
    may_be_empty: bool = False


def _bodies(view: View) -> Iterator[_Body]:
    for paper in view.office.papers:
        yield _Body(paper.id, ("nội dung",), paper.body, f"{paper.kind} này")
        for n, annex in enumerate(paper.annexes):
            yield _Body(paper.id, ("phụ lục", n, "nội dung"), annex.body, f"phụ lục {quote(annex.title)}")
        if isinstance(paper, DecisionRecord):
            for n, item in enumerate(paper.attached):
                yield _Body(
                    paper.id, ("văn bản kèm theo", n, "nội dung"), item.body, f"{item.kind} {quote(item.subject)}"
                )
    for meeting in view.office.meetings:
        if meeting.notice is not None:
            path = ("thông báo", "về các đề xuất, kiến nghị")
            yield _Body(meeting.id, path, meeting.notice.proposals, "thông báo", may_be_empty=True)


@dataclass(frozen=True)
class _Element:
    """One element of a text, its path, and the level of the element above it."""

    node: Node
    path: Path
    above: str | None


def _elements(content: Content, path: Path, above: str | None = None) -> Iterator[_Element]:
    for position, item in enumerate(content):
        if isinstance(item, Node):
            here = (*path, position)
            yield _Element(item, here, above)
            yield from _elements(item.content, (*here, "nội dung"), item.level)


def texts(view: View) -> Iterator[Finding]:
    """Finds typed numbers, letters, bullets and the final `./.`, which the program adds."""
    for source, visit in view.visits():
        value = visit.value
        if not isinstance(value, str) or visit.shape.form not in {Form.TEXT, Form.BLOCK} or visit.shape.may_be_empty:
            continue
        in_title = visit.path[-1] in _TITLE_KEYS and _NUMBER_IN_TITLE.match(value)
        if typed := in_title or _NUMBER_TYPED.match(value):
            words = f"{label(visit.path)} đã gõ sẵn {quote(typed[0])}; phần mềm tự đánh số, chữ cái và gạch đầu dòng"
            rest = quote(value[typed.end() :])
            yield warning(
                "DL-801",
                source.place(visit.path),
                words,
                hint=f"Bỏ phần đã gõ, chỉ ghi {rest}.",
                citation="PLI.P1.II.6đ",
            )
        if value.rstrip().endswith("./."):
            words = f"{label(visit.path)} đã gõ sẵn “./.”; phần mềm tự thêm dấu kết thúc ở cuối văn bản"
            yield warning("DL-802", source.place(visit.path), words, hint="Bỏ “./.” ở cuối.", citation="PLIII")


def bodies(view: View) -> Iterator[Finding]:
    """Finds empty texts, titles without text below or with a final mark, and elements nested in a wrong order."""
    for body in _bodies(view):
        if not body.content and not body.may_be_empty:
            words = f"“Nội dung” của {body.name} còn trống"
            yield error(
                "DL-803", view.at(body.owner, *body.path), words, hint="Viết nội dung, mỗi đoạn một gạch đầu dòng."
            )
        for element in _elements(body.content, body.path):
            yield from _element_findings(view, body.owner, element)
        yield from _too_many_points(view, body.owner, body.content, body.path)


def _element_findings(view: View, owner: str, element: _Element) -> Iterator[Finding]:
    node, level = element.node, element.node.level
    if level not in LEVELS:
        return
    text, key = str(getattr(node, level)), _KEYS[level]
    at = view.at(owner, *element.path, key)
    if level in {"article", "clause"} and is_title(text) and not node.content:
        words = f"“{key.capitalize()}” ghi {quote(text)}: không kết thúc bằng dấu câu nên là tiêu đề, "
        words += "nhưng không có “nội dung” bên dưới"
        hint = "Là câu văn thì thêm dấu chấm ở cuối; là tiêu đề thì thêm mục “nội dung:” ngay dưới."
        yield error("DL-804", at, words, hint=hint, citation="PLI.P1.II.6đ")
    if level in _TITLES and not node.content:
        words = f"“{key.capitalize()}” {quote(text)} không có “nội dung” bên dưới"
        yield error(
            "DL-805", at, words, hint="Thêm mục “nội dung:” thụt vào ngang với tên mục này.", citation="PLI.P1.II.6d"
        )
    if level in _TITLES and not is_title(text):
        words = f"“{key.capitalize()}” ghi {quote(text)}: tiêu đề không kết thúc bằng dấu câu"
        yield warning("DL-806", at, words, hint="Bỏ dấu ở cuối tiêu đề.", citation="PLI.P1.II.6đ")
    if element.above in LEVELS and level != "paragraph" and LEVELS.index(level) <= LEVELS.index(element.above):
        words = f"“{key}” nằm trong “{_KEYS[element.above]}”; thứ tự phải là phần, chương, mục, tiểu mục, điều, khoản, "
        words += "điểm, gạch đầu dòng"
        yield error("DL-807", at, words, hint="Đưa phần tử này ra ngoài cho đúng cấp.", citation="PLI.P1.II.6c")


def _too_many_points(view: View, owner: str, content: Content, path: Path) -> Iterator[Finding]:
    """Finds more points than there are letters for."""
    counts = Counter(item.level for item in content if isinstance(item, Node))
    if counts["point"] > len(LIST_LETTERS):
        words = f"Có {counts['point']} điểm liền nhau, bảng chữ cái chỉ đủ cho {len(LIST_LETTERS)} điểm"
        yield error(
            "DL-808",
            view.at(owner, *path),
            words,
            hint="Gom bớt các điểm hoặc tách thành nhiều khoản.",
            citation="PLI.P1.II.6đ",
        )
    for position, item in enumerate(content):
        if isinstance(item, Node):
            yield from _too_many_points(view, owner, item.content, (*path, position, "nội dung"))


def tables(view: View) -> Iterator[Finding]:
    """Finds rows of the wrong length, cells that are no figures in columns of figures, money without a unit."""
    for body in _bodies(view):
        yield from _of_tables(view, body)
    for annex_set in view.office.annex_sets:
        for n, annex in enumerate(annex_set.annexes):
            body = _Body(annex_set.id, ("phụ lục", n, "nội dung"), annex.body, f"phụ lục {quote(annex.title)}")
            yield from _of_tables(view, body)


def _of_tables(view: View, body: _Body) -> Iterator[Finding]:
    for element in _elements(body.content, body.path):
        if element.node.table is not None:
            yield from table_findings(view, body.owner, element.node.table, (*element.path, "bảng"))
        if element.node.amount is not None:
            yield from amount_findings(view, body.owner, element.node.amount, (*element.path, "số tiền"))


def attached_articles(view: View) -> Iterator[Finding]:
    """Finds articles of an attached regulation without a title (PLI.P1.II.6d)."""
    for body in _bodies(view):
        if body.path[0] != "văn bản kèm theo":
            continue
        for element in _elements(body.content, body.path):
            article = element.node.article
            if article is not None and not is_title(article):
                words = f"“Điều” trong {body.name} không có tiêu đề: {quote(article)}"
                hint = "Ghi tiêu đề ở “điều:” (không dấu chấm cuối), đưa câu văn xuống “nội dung:”."
                at = view.at(body.owner, *element.path, "điều")
                yield warning("DL-815", at, words, hint=hint, citation="PLI.P1.II.6d")
