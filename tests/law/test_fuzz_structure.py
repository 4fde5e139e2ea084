"""Files built to harm (tệp cố ý gây hại), whole: each ends in a report or a refusal, in bounded time and memory.

`test_fuzz` damages at random; here every part of a package and every object of a PDF is made wrong on purpose.
"""

from __future__ import annotations

import re
import time
import warnings
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.batch.job import PaperResult
from pipeline.law.facts.docx import read_docx
from pipeline.law.facts.model import PaperFacts
from pipeline.law.facts.pdf import read_pdf
from pipeline.typeset.paper import make_docx
from pipeline.typeset.templates import load_templates
from tests.law.facts.raw_pdf import Page, make_pdf
from tests.law.facts.word import cell, packed, para, row, table, word_files
from tests.law.test_fuzz import report_or_refusal
from tests.sample import TEMPLATES, sample

FEW = settings(
    max_examples=40, deadline=5000, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
PAPERS = ("cong-van-ubnd", "quyet-dinh-quy-che", "thong-bao-lich")
SECONDS = 20  # for the largest file; a paper takes a tenth of one
ODD = ("", "abc", "-1", "0", "65536", "99999999999", "-31000", "NaN", "1e9", "2.5cm", "100%", "\u0660", "đ" * 300)


@cache
def _files(document_id: str) -> Mapping[str, bytes]:
    document = next(one for one in sample().documents if one.id == document_id)
    docx = make_docx(document, templates=load_templates(TEMPLATES), profile=sample().profile)
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _docx(files: Mapping[str, bytes], extra: tuple[str, bytes] | None = None) -> bytes:
    """A package; `extra` is one more entry, maybe of a name already there."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a second entry of one name is what is wanted
        for name, data in (*files.items(), *([extra] if extra else ())):
            archive.writestr(name, data)
    return made.getvalue()


def _soon(data: bytes, *, read: Callable[[bytes], PaperFacts] = lambda data: read_docx(data, name="hai.docx")) -> str:
    """The text that was read, empty where the file was refused."""
    started = time.monotonic()
    report = report_or_refusal(lambda: read(data))
    assert time.monotonic() - started < SECONDS
    return report.paper.facts.text() if report else ""


PARTS = sorted(name for name in _files("thong-bao-lich") if name.endswith((".xml", ".rels")))


@pytest.mark.parametrize("part", PARTS)
def test_part__missing_empty_or_not_xml(part: str) -> None:
    files = dict(_files("thong-bao-lich"))
    sound = files.pop(part)
    _soon(_docx(files))
    for wrong in (b"", b"<a/>", b"\0\xff" * 40, sound[: len(sound) // 2], sound + sound, sound.replace(b"w:", b"x:")):
        _soon(_docx({**files, part: wrong}))


@pytest.mark.parametrize("part", PARTS)
def test_part__entities_are_never_expanded(part: str, tmp_path: Path) -> None:
    secret = tmp_path / "mat.txt"
    secret.write_text("RATMAT", "utf-8")
    files = dict(_files("thong-bao-lich"))
    grown = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 12}">' for n in range(1, 12))
    for inner in (f'<!ENTITY e0 "ha">{grown}', f'<!ENTITY e11 SYSTEM "{secret.as_uri()}">'):
        body = re.sub(rb"^<\?xml[^>]*\?>", b"", files[part]).strip()
        head, _, tail = body.partition(b">")
        harmful = f"<!DOCTYPE x [{inner}]>".encode() + head + b">&e11;" + tail
        assert "RATMAT" not in _soon(_docx({**files, part: harmful}))


@pytest.mark.parametrize("part", PARTS)
def test_part__twice(part: str) -> None:
    files = dict(_files("thong-bao-lich"))
    for name in (part, part.upper(), f"/{part}", part.replace("/", "\\")):
        _soon(_docx(files, (name, b"<x/>")))


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "word/header2.xml"])
def test_part__blown_up(part: str) -> None:
    files = _files("thong-bao-lich")
    assert _soon(_docx({**files, part: files[part] + b" " * (65 * 2**20)})) == ""


@FEW
@given(
    key=st.sampled_from(PAPERS),
    changes=st.lists(st.tuples(st.sampled_from(PARTS), st.floats(0, 0.9999), st.sampled_from(ODD)), max_size=25),
)
def test_word_file__odd_values_in_any_part(key: str, changes: list[tuple[str, float, str]]) -> None:
    files = dict(_files(key))
    for part, place, value in changes:
        spots = list(re.finditer(rb'="[^"]*"', files.get(part, b"")))
        if spots:
            spot = spots[int(place * len(spots))]
            files[part] = files[part][: spot.start() + 2] + value.encode() + files[part][spot.end() - 1 :]
    report_or_refusal(lambda: read_docx(_docx(files), name="hai.docx"))


HUGE: Mapping[str, Callable[[], str]] = {
    "paragraphs": lambda: para("Căn cứ Điều 1 khoản 2 điểm a;") * 8_000,
    "words": lambda: para("Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 " * 20_000),
    "one word": lambda: para("ủ" * 1_000_000),
    "spaces": lambda: para("ngày" + " " * 400_000 + "tháng"),
    "brackets": lambda: para("(" * 100_000 + "“" * 100_000),
    "dots": lambda: para("1." * 100_000) + para("a)" * 100_000) + para("/-" * 100_000),
    "capitals": lambda: para("KT. CHỦ TỊCH " * 20_000) * 3,
    "tables": lambda: table(row(cell(para("x")))) * 4_000,
    "cells": lambda: table(row(cell(para("x")) * 5_000)),
    "rows": lambda: table(row(cell(para("x")) * 3) * 2_000),
    "annexes": lambda: (para("Phụ lục I") + para("BẢNG") + para("x./.")) * 3_000,
    "numbers": lambda: para("Số: 15/QĐ-UBND") * 5_000 + para("Nơi nhận:") * 2_000,
    "lines": lambda: para("</w:t><w:br/><w:t>".join(["- Sở Nội vụ;"] * 20_000)),
}


@pytest.mark.parametrize("kind", HUGE)
def test_word_file__of_huge_counts(kind: str) -> None:
    files = dict(word_files(para("x")))
    files["word/document.xml"] = str(files["word/document.xml"]).replace(para("x"), HUGE[kind]())
    assert _soon(packed(files))


@pytest.mark.parametrize("pages", [1, 400])
def test_pdf__of_huge_counts(pages: int) -> None:
    page = Page()
    for number in range(4_000 // pages):
        page.text(30 + number % 7 * 20, 20 + number % 130 * 2, f"Dieu {number}. Khoan {number}")
        page.line(30, 20 + number % 250, 190, 20 + number % 250)
    assert _soon(make_pdf([page] * pages), read=lambda data: read_pdf(data, name="hai.pdf"))


VALUES: tuple[Callable[[], object], ...] = (
    lambda: None,
    lambda: 0,
    lambda: -1,
    lambda: 2**40,
    lambda: pikepdf.Name.Widget,
    lambda: pikepdf.String("ngày 05"),
    lambda: pikepdf.Array([]),
    lambda: pikepdf.Array([0, 0, 1, 10**9]),
    pikepdf.Dictionary,
)


def _rebuilt(pdf: bytes, changes: list[tuple[float, float, int]]) -> bytes:
    """The PDF with values of its dictionaries replaced; the last choice puts in another object of the file, maybe above."""
    with pikepdf.open(BytesIO(pdf)) as file:
        for which, key, value in changes:
            things = [one for one in file.objects if isinstance(one, pikepdf.Dictionary | pikepdf.Stream)]
            thing = things[int(which * len(things))]
            keys = [one for one in thing.keys() if one not in {"/Length", "/Filter", "/DecodeParms"}]  # noqa: SIM118
            if not keys:
                continue
            name = keys[int(key * len(keys))]
            if value < len(VALUES):
                made = VALUES[value]()
                if made is None:
                    del thing[name]
                else:
                    thing[name] = made
            else:
                thing[name] = things[int(key * len(things))]
        made_file = BytesIO()
        file.save(made_file)
    return made_file.getvalue()


@pytest.mark.office
@FEW
@given(
    key=st.sampled_from(PAPERS),
    changes=st.lists(
        st.tuples(st.floats(0, 0.9999), st.floats(0, 0.9999), st.integers(0, len(VALUES))), min_size=1, max_size=8
    ),
)
def test_pdf__objects_replaced(
    built: Mapping[str, PaperResult], key: str, changes: list[tuple[float, float, int]]
) -> None:
    pdf = built[key].pdf
    assert pdf is not None
    try:
        made = _rebuilt(pdf, changes)
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError):  # the writer itself gives up on some
        return
    report_or_refusal(lambda: read_pdf(made, name="hai.pdf"))
