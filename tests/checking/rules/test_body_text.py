"""Which paragraphs count as the paper's own text, and how many findings a rule gives."""

from __future__ import annotations

from pipeline.checking.rules.body_text import few, is_article, label_is_bold, quoted_units, units_in
from pipeline.checking.rules.rule import Breach
from pipeline.reading.facts import Medium, PaperFacts, Paragraph, Run
from pipeline.reading.recognise_structure import units_of
from pipeline.reading.recognised import Paper, Part, PartKind, Regime, Unit, UnitKind


def _run(text: str, *, bold: bool = False) -> Run:
    return Run(text=text, font="Times New Roman", size=14.0, bold=bold, italic=False)


def _paper(*texts: str) -> Paper:
    paragraphs = tuple(
        Paragraph(index=index, text=text, runs=(_run(text),), alignment="justify") for index, text in enumerate(texts)
    )
    return Paper(
        facts=PaperFacts(medium=Medium.DOCX, name="a.docx", paragraphs=paragraphs, sections=()),
        regime=Regime.ND30,
        regime_reason="",
        parts=(Part(index=0, kind=PartKind.MAIN, first=0, last=len(texts) - 1),),
        components=(),
        signatures=(),
        units=units_of(paragraphs, part=0),
        type_name="quyết định",
        number=None,
        date=None,
        year=None,
    )


def _kinds(units: tuple[Unit, ...]) -> list[tuple[UnitKind, str]]:
    return [(unit.kind, unit.number) for unit in units]


def test_quoted_units__an_amendment_is_not_the_papers_own() -> None:
    paper = _paper(
        "1. Sửa đổi Điều 5 như sau:", "“Điều 5. Trách nhiệm", "1. Chỉ đạo.", "a) Việc thứ nhất.”.", "2. Bãi bỏ Điều 12."
    )
    assert quoted_units(paper, paper.parts[0]) == frozenset({1, 2, 3})
    assert _kinds(units_in(paper, paper.parts[0])) == [(UnitKind.CLAUSE, "1"), (UnitKind.CLAUSE, "2")]


def test_quoted_units__a_mark_left_open_hides_nothing() -> None:
    paper = _paper("1. Cụm từ “Sở được thay thế.", "2. Bãi bỏ Điều 12.")
    assert not quoted_units(paper, paper.parts[0])


def test_is_article__a_citation_at_the_start_of_a_paragraph_is_none() -> None:
    paper = _paper("Điều 5 Nghị định này quy định thẩm quyền.", "Điều 1. Phạm vi")
    assert [is_article(paper, unit) for unit in paper.units] == [False, True]


def test_label_is_bold__over_several_runs() -> None:
    runs = (
        _run("Điều ", bold=True),
        _run("1.", bold=True),
        _run(" Ban hành"),
    )
    assert label_is_bold(Paragraph(index=0, text="Điều 1. Ban hành", runs=runs)) is True


def test_few__the_last_says_how_many_more() -> None:
    breaches = few(Breach(found=f"lỗi {number}", expected="") for number in range(9))
    assert len(breaches) == 5
    assert breaches[-1].found == "lỗi 4 (và 4 chỗ khác như vậy)"
