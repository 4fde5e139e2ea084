"""New offices of every kind for tests: the answers, and the folder that is made from them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pipeline.workspace.starting.files import office_files
from pipeline.workspace.starting.questions import QUESTIONS

DAY = date(2026, 11, 29)
_PEOPLE = {"signer": "Bà Trần Thị Lan", "clerk": "Ông Lê Văn Bình"}
ANSWERS: Mapping[str, Mapping[str, str]] = {
    "ubnd tỉnh": {"name": "tỉnh Sông Thương", **_PEOPLE},
    "sở": {"name": "Sở Khoa học và Công nghệ", "superior": "UBND tỉnh Sông Thương", **_PEOPLE},
    "ubnd xã": {"name": "phường 3", "superior": "tỉnh Sông Thương", **_PEOPLE},
    "trường": {
        "name": "Trường Trung học phổ thông Sông Thương",
        "superior": "Sở Giáo dục và Đào tạo tỉnh Sông Thương",
        **_PEOPLE,
    },
    "doanh nghiệp": {"name": "Công ty Cổ phần Cấp nước Sông Thương", "place": "Sông Thương", **_PEOPLE},
}


def answered(kind: str, **others: str) -> dict[str, str]:
    """An answer to every question: those given, else what is proposed. UsageError for one that cannot stand."""
    written = {"kind": kind, **ANSWERS[kind], **others}
    given = {"this year": str(DAY.year)}
    for question in QUESTIONS:
        if question.asked(given):
            answer = written.get(question.key) or question.proposal(given)
            given[question.key] = question.read(answer, given)
    return given


def new_office(folder: Path, kind: str, day: date = DAY, **others: str) -> Path:
    """The folder of a new office."""
    for path, text in office_files(answered(kind, **others), day).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return folder
