"""Checks of papers that replace, amend, correct or withdraw others (thay thế, đính chính, thu hồi), from both sides (Đ.18)."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.finding import Finding
from pipeline.records.issuable import Issuable, issuable
from pipeline.records.office import Paper
from pipeline.workspace.findings_at import error, quote, warning
from pipeline.workspace.value_places import Place
from pipeline.workspace.view import View

_ONCE = frozenset({"thay thế", "thu hồi"})


def relations(view: View) -> Iterator[Finding]:
    """Finds acts of a paper that are impossible for the other one, or done twice."""
    papers = issuable(view.office)
    ended: dict[str, str] = {}
    for paper in view.office.papers:
        seen: set[tuple[str, str]] = set()
        for act in paper.acts():
            field = act.title.lower()
            for position, key in enumerate(act.older):
                at = view.at(paper.id, field, position)
                if key == paper.id or (field, key) in seen:
                    why = "chính văn bản này" if key == paper.id else "văn bản đã ghi ở trên"
                    yield error("SDK-01", at, f"“{field.capitalize()}” ghi {quote(key)} là {why}", hint="Xóa dòng này.")
                    continue
                seen.add((field, key))
                if (older := papers.get(key)) is not None:
                    yield from _fits(paper, field, key, older, at)
                if field in _ONCE and ended.setdefault(key, paper.id) != paper.id:
                    words = f"{quote(key)} đã bị {quote(ended[key])} thay thế hoặc thu hồi, ở đây lại ghi “{field}”"
                    yield warning(
                        "SDK-06", at, words, hint="Giữ ở một văn bản; văn bản sau thì dẫn đến văn bản đang có hiệu lực."
                    )


def _fits(paper: Paper, field: str, key: str, older: Issuable, at: Place) -> Iterator[Finding]:
    what = f"“{field.capitalize()}” ghi {quote(key)}"
    if older.number is None or older.day is None:
        hint = "Văn bản chưa phát hành thì sửa thẳng trong hồ sơ; đã phát hành thì ghi số, ngày vào hồ sơ của nó."
        yield warning("SDK-02", at, f"{what} chưa có số, ngày ban hành", hint=hint, citation="Đ.18.3")
    elif paper.date is not None and paper.date < older.day:
        words = f"{what} ban hành ngày {older.day:%d/%m/%Y}, sau văn bản này ({paper.date:%d/%m/%Y})"
        yield error("SDK-05", at, words, hint="Kiểm tra lại mã hoặc ngày ban hành.")
    if field == "đính chính" and (paper.kind != "công văn" or paper.issuer != older.body):
        words = f"{what}, nhưng văn bản này không phải công văn của cơ quan ban hành văn bản ấy"
        yield warning(
            "SDK-03", at, words, hint="Đính chính bằng công văn của cơ quan đã ban hành văn bản.", citation="Đ.18.3"
        )
    if field in {"thay thế", "sửa đổi"} and paper.kind != older.kind:
        words = f"{what} là {older.kind}, còn văn bản này là {paper.kind}"
        hint = "Sửa đổi, thay thế bằng văn bản có hình thức tương đương."
        yield warning("SDK-04", at, words, hint=hint, citation="Đ.18.3")
