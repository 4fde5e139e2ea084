"""Templates saved by Word or LibreOffice keep their places to sign."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from pipeline.typeset.docx.package import read_package, write_package
from pipeline.typeset.docx.signing_marks import with_signing_marks
from pipeline.typeset.docx.wordml import parse, w
from tests.sample import TEMPLATES

_DOCUMENT = "word/document.xml"
_MARK = re.compile(r'<w:bookmarkStart w:id="(\d+)" w:name="([^"]+)"/><w:bookmarkEnd w:id="\1"/>')


def marks(docx: bytes) -> list[tuple[int, str]]:
    """The paragraph and the name of each bookmark."""
    paragraphs = list(parse(read_package(docx)[_DOCUMENT]).iter(w("p")))
    return [
        (number, mark.get(w("name"), ""))
        for number, paragraph in enumerate(paragraphs)
        for mark in paragraph.iter(w("bookmarkStart"))
    ]


def each(xml: str, become: Callable[[str, int, int], str]) -> str:
    """The text with each bookmark changed; `become` is told its text, which of its name it is, and of how many."""
    names = [found[2] for found in _MARK.finditer(xml)]
    seen: dict[str, int] = {}

    def changed(found: re.Match[str]) -> str:
        number = seen[found[2]] = seen.get(found[2], -1) + 1
        return become(found[0], number, names.count(found[2]))

    return _MARK.sub(changed, xml)


def first_kept(mark: str, number: int, _: int) -> str:
    return mark if number == 0 else ""


def last_kept(mark: str, number: int, count: int) -> str:
    return mark if number == count - 1 else ""


def copies_renamed(mark: str, number: int, _: int) -> str:
    return re.sub(r'w:name="([^"]+)"', rf'w:name="\1_Copy_{number}"', mark) if number else mark


def none_kept(_mark: str, _number: int, _count: int) -> str:
    return ""


@pytest.mark.parametrize("name", ["khoi/ky", "khoi/ky_bien_ban", "cong_van"])
def test_the_program_s_own_file__stays_as_it_is(name: str) -> None:
    data = (TEMPLATES / f"{name}.docx").read_bytes()
    assert with_signing_marks(data) == data


@pytest.mark.parametrize("saved", [first_kept, last_kept, copies_renamed, none_kept])
@pytest.mark.parametrize("name", ["khoi/ky", "khoi/ky_bien_ban"])
def test_marks_lost_by_saving__are_where_they_were(name: str, saved: Callable[[str, int, int], str]) -> None:
    data = (TEMPLATES / f"{name}.docx").read_bytes()
    parts = read_package(data)
    changed = write_package({**parts, _DOCUMENT: each(parts[_DOCUMENT].decode(), saved).encode()})
    assert marks(changed) != marks(data)
    assert marks(with_signing_marks(changed)) == marks(data)


def test_a_name_without_a_space_above__has_no_place_guessed_for_the_title() -> None:
    parts = read_package((TEMPLATES / "cong_van.docx").read_bytes())
    line = "<w:p><w:r><w:t>{{ van_ban.signatures[0].name }}</w:t></w:r></w:p>"
    xml = re.sub("<w:body>.*?<w:sectPr", f"<w:body>{line}<w:sectPr", parts[_DOCUMENT].decode(), flags=re.DOTALL)
    assert marks(with_signing_marks(write_package({**parts, _DOCUMENT: xml.encode()}))) == [(0, "ky1duoi")]
