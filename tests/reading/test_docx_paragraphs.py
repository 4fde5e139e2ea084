"""Reading paragraphs: indents, spacing, automatic numbers, page breaks, places, sections."""

from __future__ import annotations

import pytest

from tests.reading.word import A4, DEFAULTS, MODERN, cell, only, para, read, row, run, table

_LEVELS = "".join(
    f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>{more}'
    f'<w:pPr><w:ind w:left="{720 * (index + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
    for index, (form, text, more) in enumerate(
        (
            ("decimal", "Điều %1.", '<w:suff w:val="space"/>'),
            ("decimal", "%1.%2.", ""),
            ("lowerLetter", "%3)", ""),
            ("upperRoman", "%4", '<w:suff w:val="nothing"/>'),
        )
    )
)
_BULLET = (
    '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/><w:rPr><w:rFonts w:ascii="Symbol" '
    'w:hAnsi="Symbol"/></w:rPr></w:lvl>'
)
NUMBERING = (
    f'<w:abstractNum w:abstractNumId="0">{_LEVELS}</w:abstractNum><w:abstractNum w:abstractNumId="1">{_BULLET}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    "</w:num>"
)


def _listed(number: int, level: int, text: str = "x") -> str:
    return para(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_number__rendered_as_word_does() -> None:
    body = "".join(
        _listed(*item)
        for item in ((1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (1, 3), (3, 0), (3, 0))
    )
    facts = read(body, {"numbering.xml": NUMBERING})
    assert [paragraph.number for paragraph in facts.paragraphs] == [
        "Điều 1. ", "1.1.\t", "a)\t", "b)\t", "1.2.\t", "a)\t", "Điều 2. ", "2.1.\t", "I", "Điều 5. ", "Điều 6. ",
    ]  # fmt: skip
    first, second = facts.paragraphs[:2]
    assert first.text == "Điều 1. x"
    assert (second.first_line_indent, second.left) == pytest.approx((-6.35, 30 + 25.4), abs=0.01)


def test_number__bullet_zero_and_unknown() -> None:
    facts = read(_listed(2, 0) + _listed(0, 0) + _listed(9, 0), {"numbering.xml": NUMBERING})
    assert [paragraph.text for paragraph in facts.paragraphs] == ["•\tx", "x", "x"]
    assert facts.paragraphs[0].runs[0].font == "Symbol"


def test_number__through_a_style_whose_own_indent_wins() -> None:
    styles = DEFAULTS + (
        '<w:style w:type="paragraph" w:styleId="L"><w:name w:val="L"/><w:pPr><w:numPr><w:ilvl w:val="2"/>'
        '<w:numId w:val="1"/></w:numPr><w:ind w:left="0" w:firstLine="567"/></w:pPr></w:style>'
    )
    found = only(para("x", '<w:pStyle w:val="L"/>'), {"numbering.xml": NUMBERING, "styles.xml": styles})
    assert found.number == "a)\t"
    assert found.first_line_indent == pytest.approx(10, abs=0.01)
    assert found.left == pytest.approx(30, abs=0.01)


def test_indents_alignment_and_level() -> None:
    found = only(
        para("x", '<w:jc w:val="end"/><w:ind w:start="567" w:right="284" w:hanging="284"/><w:outlineLvl w:val="1"/>')
    )
    assert (found.alignment, found.level) == ("right", 2)
    assert (found.left, found.right, found.first_line_indent) == pytest.approx((40, 190, -5), abs=0.05)
    assert only(para("x", '<w:jc w:val="both"/>')).alignment == "justify"
    assert only(para("x", '<w:jc w:val="nonsense"/><w:ind w:left="x"/>')).alignment == "left"


@pytest.mark.parametrize(
    ("spacing", "lines", "points"),
    [
        ("", 1.0, None),
        ('<w:spacing w:line="360" w:lineRule="auto"/>', 1.5, None),
        ('<w:spacing w:line="276"/>', 1.15, None),
        ('<w:spacing w:line="340" w:lineRule="exact"/>', None, 17),
        ('<w:spacing w:line="480" w:lineRule="atLeast"/>', None, 24),
        ('<w:spacing w:line="240" w:lineRule="atLeast"/>', 1.0, None),
        ('<w:spacing w:line="-5"/>', 1.0, None),
    ],
)
def test_line_spacing(spacing: str, lines: float | None, points: float | None) -> None:
    found = only(para("x", spacing))
    assert (found.line_spacing, found.exact_spacing) == (lines, points)


def test_gap__after_plus_before_within_one_flow_or_cell() -> None:
    spaced = '<w:spacing w:before="120" w:after="60"/>'
    inner = table(row(cell(para("1", spaced) + para("2", spaced)), cell(para("3", spaced))), grid=(3000, 3000))
    facts = read(para("a", spaced) + para("b", spaced) + inner + para("c", spaced))
    assert [paragraph.gap_before for paragraph in facts.paragraphs] == [None, 9, None, 9, None, 6]


def test_gap__contextual_and_automatic() -> None:
    spaced = '<w:spacing w:before="120" w:after="120"/><w:contextualSpacing/>'
    assert read(para("a", spaced) + para("b", spaced)).paragraphs[1].gap_before == 0
    automatic = '<w:spacing w:before="0" w:beforeAutospacing="1" w:after="0" w:afterAutospacing="1"/>'
    assert read(para("a", automatic) + para("b", automatic)).paragraphs[1].gap_before == 14


def test_page_break__by_property_run_or_section() -> None:
    page = '<w:r><w:br w:type="page"/></w:r>'
    new_section = para("d", f"<w:sectPr>{A4}</w:sectPr>")
    facts = read(
        para("a")
        + para(page)
        + para("b")
        + para(page + run("c"))
        + new_section
        + para("e")
        + para("f", "<w:pageBreakBefore/>")
    )
    assert [p.text for p in facts.paragraphs if p.page_break_before] == ["b", "c", "e", "f"]
    assert [p.section for p in facts.paragraphs] == [0, 0, 0, 0, 0, 1, 1]


def test_ink__of_aligned_lines() -> None:
    center = only(para("x", '<w:jc w:val="center"/>'))
    assert center.ink is not None
    assert sum(center.ink) / 2 == pytest.approx((30 + 195) / 2, abs=0.01)
    assert center.last_line_width == pytest.approx(7 * 25.4 / 72, abs=0.01)
    spread = only(para(run("xx", '<w:spacing w:val="20"/>')))
    assert spread.last_line_width == pytest.approx(16 * 25.4 / 72, abs=0.01)


def test_ink__lines_and_tabs() -> None:
    long = only(para("Ủy ban nhân dân tỉnh " * 20, '<w:jc w:val="both"/>'))
    assert long.lines == 6
    assert long.ink == pytest.approx((30, 195), abs=0.01)
    tabbed = only(
        para(run("a\t") + "<w:r><w:tab/></w:r>" + run("b"), '<w:tabs><w:tab w:val="right" w:pos="5670"/></w:tabs>')
    )
    assert tabbed.ink is not None
    assert tabbed.ink[1] > 130
    one = only(
        para("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", '<w:tabs><w:tab w:val="right" w:pos="5670"/></w:tabs>')
    )
    assert one.ink == pytest.approx((30, 130), abs=0.05)
    empty = only(para())
    assert (empty.ink, empty.lines, empty.last_line_width) == (None, 1, 0)


def test_ink__word_without_blanks_is_cut() -> None:
    found = only(para("x" * 200))
    assert found.lines == 3
    assert found.ink == pytest.approx((30, 195), abs=0.2)


def test_section__margins_orientation_defaults() -> None:
    wide = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="-567" w:gutter="283" w:left="1418"/>'
    section = read(para("x"), section=wide).sections[0]
    assert section.landscape
    assert (section.margin_top, section.margin_left, section.margin_right) == pytest.approx((10, 30, 25.4), abs=0.05)
    letter = read(para("x"), section="").sections[0]
    assert (letter.width, letter.height, letter.restart) == pytest.approx((215.9, 279.4, None), abs=0.01)


def test_table__places_of_cells() -> None:
    body = table(
        row(cell(para("a")), cell(para("b"), '<w:gridSpan w:val="2"/>'), properties="<w:tblHeader/><w:cantSplit/>"),
        row(cell(para("c")), cell(para("d")), cell(para("e"))),
        row(cell(para("f"), "<w:vMerge/>"), cell(para("g")), cell(para("h"))),
        grid=(1134, 1134, 2268),
        properties='<w:tblInd w:w="567" w:type="dxa"/><w:tblCellMar><w:left w:w="57" w:type="dxa"/></w:tblCellMar>',
    )
    facts = read(body)
    (found,) = facts.tables
    assert (found.rows, found.columns, found.header_rows, found.splittable_rows) == (3, 3, 1, 2)
    assert (found.left, found.right) == pytest.approx((40, 120), abs=0.05)
    assert [p.text for p in facts.paragraphs] == list("abcdegh")
    at = {p.text: p for p in facts.paragraphs}
    assert (at["b"].left, at["e"].left) == pytest.approx((61, 81), abs=0.05)
    cells = [(p.cell.row, p.cell.column) for p in facts.paragraphs if p.cell]
    assert cells == [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (2, 1), (2, 2)]


def test_table__before_word_2013_text_is_at_the_indent() -> None:
    inner = table(
        row(cell(para("a"))), grid=(3000,), properties='<w:tblCellMar><w:left w:w="108" w:type="dxa"/></w:tblCellMar>'
    )
    assert read(inner, {"settings.xml": ""}).paragraphs[0].left == pytest.approx(30, abs=0.01)
    assert read(inner, {"settings.xml": MODERN}).paragraphs[0].left == pytest.approx(31.9, abs=0.01)


@pytest.mark.parametrize(("alignment", "left"), [("center", 86.1), ("right", 142.1), ("left", 30)])
def test_table__aligned(alignment: str, left: float) -> None:
    inner = table(row(cell(para("a"))), grid=(3000,), properties=f'<w:jc w:val="{alignment}"/>')
    assert read(inner).tables[0].left == pytest.approx(left, abs=0.1)


def test_table__nested_ruled_and_without_a_grid() -> None:
    sides = "".join(f'<w:{side} w:val="single"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    inner = table(row(cell(para("x")), cell(para("y"))), properties=f"<w:tblBorders>{sides}</w:tblBorders>")
    facts = read(table(row(cell(inner + para()))) + para())
    assert [(found.parent, found.ruled) for found in facts.tables] == [(None, False), (0, True)]
    assert facts.burdens is not None
    assert facts.burdens.nested_tables == 1
    x, y = facts.paragraphs[:2]
    assert x.right < y.left < y.right < 195


def test_table__style_gives_borders_and_looks() -> None:
    styles = DEFAULTS + (
        '<w:style w:type="table" w:styleId="G"><w:name w:val="Lưới"/><w:pPr><w:spacing w:after="0"/></w:pPr><w:tblPr>'
        '<w:tblBorders><w:top w:val="single"/><w:left w:val="single"/><w:bottom w:val="single"/><w:right w:val="single"/>'
        '<w:insideH w:val="single"/><w:insideV w:val="single"/></w:tblBorders></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>'
    )
    inner = table(
        row(cell(para("a")), cell(para("b"))),
        row(cell(para("c")), cell(para("d"))),
        properties='<w:tblStyle w:val="G"/><w:tblLook w:val="04A0"/>',
    )
    facts = read(inner, {"styles.xml": styles})
    assert facts.tables[0].ruled
    assert [p.runs[0].bold for p in facts.paragraphs] == [True, True, False, False]
