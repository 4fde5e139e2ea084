"""Files nobody made on purpose: whatever the bytes, the answer is a report or a clear refusal."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.building.making.job import PaperResult
from pipeline.checking.rules.registry import RULES
from pipeline.checking.rules.rule import NotEvaluated
from pipeline.checking.run_rules import check, judge
from pipeline.decree.profile import load_profile
from pipeline.errors import Unreadable
from pipeline.reading.docx import read_docx
from pipeline.reading.facts import Flow, Medium, PaperFacts, Paragraph, Run, Section
from pipeline.reading.pdf import read_pdf
from pipeline.reading.recognise import recognise
from pipeline.reading.recognised import Regime
from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.templates import load_templates
from tests.sample import TEMPLATES, sample

SETTINGS = settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
PAPERS = ("cong-van-don-doc", "quyet-dinh-to-giup-viec", "thong-bao-lich")
DOCX = {
    one.id: make_docx(one, templates=load_templates(TEMPLATES), profile=sample().profile)
    for one in sample().documents
    if one.id in PAPERS
}


def _report_or_refusal(read: Callable[[], PaperFacts]) -> None:
    refusal = None
    try:
        facts = read()
    except Unreadable as error:
        refusal = error
    if refusal is not None:
        assert refusal.message
        assert refusal.remedy
        return
    report = check(facts)
    assert report.paper.regime_reason
    assert all(breach.found for _, breach in report.breaches())


@st.composite
def damage(draw: st.DrawFn) -> Callable[[bytes], bytes]:
    """Bytes changed, cut off, put twice."""
    places = draw(st.lists(st.tuples(st.floats(0, 0.9999), st.integers(0, 255)), max_size=12))
    end = draw(st.one_of(st.none(), st.floats(0.01, 1)))

    def apply(data: bytes) -> bytes:
        changed = bytearray(data)
        for place, value in places:
            changed[int(place * len(changed))] = value
        return bytes(changed[: int(end * len(changed))] if end is not None else changed)

    return apply


@SETTINGS
@given(key=st.sampled_from(PAPERS), apply=damage())
def test_word_file__damaged(key: str, apply: Callable[[bytes], bytes]) -> None:
    _report_or_refusal(lambda: read_docx(apply(DOCX[key]), name="hong.docx"))


@SETTINGS
@given(
    key=st.sampled_from(PAPERS),
    steps=st.lists(
        st.tuples(
            st.floats(0, 0.9999),
            st.sampled_from(["remove", "nest", "double", "garbage", "move"]),
            st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=8),
        ),
        min_size=1,
        max_size=6,
    ),
)
def test_word_file__xml_taken_apart(key: str, steps: list[tuple[float, str, str]]) -> None:
    docx = _with_document(DOCX[key], lambda xml: _taken_apart(xml, steps))
    _report_or_refusal(lambda: read_docx(docx, name="hong.docx"))


def _with_document(docx: bytes, change: Callable[[bytes], bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(docx)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, change(data) if name == "word/document.xml" else data)
    return made.getvalue()


def _taken_apart(xml: bytes, steps: list[tuple[float, str, str]]) -> bytes:
    root = etree.fromstring(xml)
    for place, step, text in steps:
        elements = list(root.iter(etree.Element))[2:]
        element = elements[int(place * len(elements))] if elements else None
        parent = element.getparent() if element is not None else None
        if element is None or parent is None:
            continue
        if step == "remove":
            parent.remove(element)
        elif step == "nest":
            element.append(etree.fromstring(etree.tostring(element)))
        elif step == "double":
            parent.append(etree.fromstring(etree.tostring(element)))
        elif step == "move":
            root.append(element)
        else:
            for name in element.attrib:
                element.set(name, text)
    return etree.tostring(root)


@pytest.mark.office
@SETTINGS
@given(key=st.sampled_from(PAPERS), apply=damage())
def test_pdf__damaged(built: Mapping[str, PaperResult], key: str, apply: Callable[[bytes], bytes]) -> None:
    pdf = built[key].pdf
    assert pdf is not None
    _report_or_refusal(lambda: read_pdf(apply(pdf), name="hong.pdf"))


WORDS = st.lists(
    st.sampled_from(
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do Hạnh phúc Số: /QĐ-UBND ngày 05 tháng năm 2024 V/v Kính gửi: "
        "QUYẾT ĐỊNH: Căn cứ Điều 1. a) đ) khoản Chương I MỤC Phụ lục (Kèm theo Nơi nhận: - Lưu: VT. TM. KT. CHỦ TỊCH "
        "GIÁM ĐỐC Nguyễn Văn A ./. ; , … ??? {{ hoà hòa 98.5% HỎA TỐC DỰ THẢO THƯ KÝ CHỦ TỌA trân trọng".split()
    ),
    max_size=12,
).map(" ".join)
NUMBERS = st.one_of(st.none(), st.floats(-50, 400, allow_nan=False))


@st.composite
def paragraphs(draw: st.DrawFn) -> Paragraph:
    """A paragraph of words of the trade in any order and any dress."""
    text = draw(st.one_of(WORDS, WORDS.map(str.upper), st.text(max_size=30)))
    run = Run(
        text=text,
        font=draw(st.sampled_from([None, "Times New Roman", "Arial", ".VnTime"])),
        size=draw(st.sampled_from([None, 0.0, 11.0, 13.0, 14.0])),
        bold=draw(st.sampled_from([None, True, False])),
        italic=draw(st.sampled_from([None, True, False])),
    )
    ink = draw(st.one_of(st.none(), st.tuples(st.floats(0, 210), st.floats(0, 210))))
    return Paragraph(
        index=0,
        text=text,
        runs=draw(st.sampled_from([(run,), (run, run), ()])),
        flow=draw(st.sampled_from(list(Flow))),
        alignment=draw(st.sampled_from([None, "left", "center", "right", "justify"])),
        first_line_indent=draw(NUMBERS),
        gap_before=draw(NUMBERS),
        line_spacing=draw(NUMBERS),
        left=draw(st.floats(0, 210)),
        right=draw(st.floats(0, 210)),
        ink=ink,
        lines=draw(st.sampled_from([None, 0, 1, 3])),
        last_line_width=draw(NUMBERS),
    )


@SETTINGS
@given(
    found=st.lists(paragraphs(), max_size=25),
    medium=st.sampled_from(list(Medium)),
    regime=st.sampled_from([Regime.ND30, Regime.TT01]),
)
def test_rules__any_words_in_any_order(found: list[Paragraph], medium: Medium, regime: Regime) -> None:
    section = Section(
        index=0,
        width=210,
        height=297,
        margin_top=None,
        margin_bottom=None,
        margin_left=30,
        margin_right=15,
        margins_exact=medium is Medium.DOCX,
    )
    facts = PaperFacts(
        medium=medium,
        name="x",
        paragraphs=tuple(replace(one, index=k) for k, one in enumerate(found)),
        sections=(section,),
    )
    # Words in any order are no official paper, and `check` would ask no rule at all: so the regulation is set.
    paper = replace(recognise(facts), regime=regime)
    profile = load_profile(regime.value)
    verdicts = [judge(rule, paper, profile) for rule in RULES]
    assert any(isinstance(one, tuple) for one in verdicts)
    for verdict in verdicts:
        if isinstance(verdict, tuple):
            assert all(breach.found for breach in verdict)
        elif isinstance(verdict, NotEvaluated):
            assert verdict.reason
