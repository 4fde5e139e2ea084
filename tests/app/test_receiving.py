"""Files of a folder that come back: what is taken, and what is named because it is not."""

from __future__ import annotations

from pathlib import Path

from pipeline.app.progress import Notice, Progress
from pipeline.app.receiving import spread

_ENDINGS = frozenset({".xlsx", ".docx"})


def _spread(*files: Path) -> tuple[list[str], list[str]]:
    said: list[Progress] = []
    names = [path.name for path in spread(files, _ENDINGS, said.append)]
    return names, [notice.words for notice in said if isinstance(notice, Notice)]


def test_spread__names_what_lies_beside_the_reports_and_is_not_read(tmp_path: Path) -> None:
    for name in ("A.XLSX", "b.docx", "so-y-te.pdf", "c.doc", "khong-duoi"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "gui-sau").mkdir()
    names, (words,) = _spread(tmp_path)
    assert names == ["A.XLSX", "b.docx"]
    assert "c.doc, thư mục gui-sau, khong-duoi, so-y-te.pdf" in words
    assert "chưa nhận" in words


def test_spread__says_nothing_of_what_programs_leave_behind(tmp_path: Path) -> None:
    for name in ("a.xlsx", "~$a.xlsx", ".a.xlsx.swp", "Thumbs.db", "desktop.ini"):
        (tmp_path / name).write_bytes(b"x")
    assert _spread(tmp_path) == (["a.xlsx"], [])


def test_spread__files_that_are_named_are_taken_as_they_are(tmp_path: Path) -> None:
    assert _spread(tmp_path / "a.pdf") == (["a.pdf"], [])


def test_spread__many_are_counted(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number:02}.pdf").write_bytes(b"x")
    _, (words,) = _spread(tmp_path)
    assert "09.pdf và 20 tệp khác" in words
