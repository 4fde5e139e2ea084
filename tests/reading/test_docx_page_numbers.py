"""Reading page numbers from headers and footers."""

from __future__ import annotations

import pytest

from pipeline.reading.facts import Flow, PageNumber, Section
from tests.reading.word import A4, MODERN, cell, field, para, read, row, run, table

_CENTER = '<w:jc w:val="center"/>'
_PAGE = field("PAGE", properties='<w:sz w:val="26"/>')


def _reference(kind: str, pages: str, key: str) -> str:
    return f'<w:{kind}Reference w:type="{pages}" r:id="{key}"/>'


def _section(headers: dict[str, str], references: str, more: str = "", settings: str = MODERN) -> Section:
    return read(para("x"), {"settings.xml": settings}, headers, references + A4 + more).sections[0]


def _number(header: str) -> PageNumber:
    number = _section({"h1": header}, _reference("header", "default", "h1")).page_number
    assert number is not None
    return number


def test_number__centred_in_the_header() -> None:
    section = _section({"h1": para(_PAGE, _CENTER)}, _reference("header", "default", "h1"))
    number = section.page_number
    assert number is not None
    assert (number.flow, number.alignment, number.size, number.bold, number.with_text) == (
        Flow.HEADER, "center", 13, False, "",
    )  # fmt: skip
    assert section.number_on_first is True


@pytest.mark.parametrize(
    ("first", "shown"),
    [({}, False), ({"h2": para()}, False), ({"h2": para(_PAGE)}, True)],
    ids=["none", "blank", "number"],
)
def test_number__on_the_first_page(first: dict[str, str], shown: bool) -> None:  # noqa: FBT001
    references = _reference("header", "default", "h1") + (_reference("header", "first", "h2") if first else "")
    section = _section({"h1": para(_PAGE, _CENTER), **first}, references, "<w:titlePg/>")
    assert section.number_on_first is shown
    assert section.page_number is not None


def test_number__none_at_all_or_first_page_alone() -> None:
    assert _section({}, "").page_number is None
    assert _section({}, "").number_on_first is False
    section = _section({"h2": para(_PAGE)}, _reference("header", "first", "h2"), "<w:titlePg/>")
    assert (section.page_number, section.number_on_first) == (None, True)


def test_number__in_the_footer_and_header_first() -> None:
    footer = _section({"f1": para(_PAGE, '<w:jc w:val="right"/>')}, _reference("footer", "default", "f1")).page_number
    assert footer is not None
    assert (footer.flow, footer.alignment) == (Flow.FOOTER, "right")
    both = {"f1": para(_PAGE), "h1": para(_PAGE)}
    number = _section(both, _reference("footer", "default", "f1") + _reference("header", "default", "h1")).page_number
    assert number is not None
    assert number.flow is Flow.HEADER


@pytest.mark.parametrize(
    ("header", "alignment"),
    [
        (para(_PAGE), "left"),
        (para(_PAGE, '<w:framePr w:wrap="around" w:hAnchor="margin" w:xAlign="center"/>'), "center"),
        (para("<w:r><w:tab/></w:r>" + _PAGE, '<w:tabs><w:tab w:val="center" w:pos="4680"/></w:tabs>'), "center"),
        (
            para(
                "<w:r><w:tab/><w:tab/></w:r>" + _PAGE,
                '<w:tabs><w:tab w:val="center" w:pos="4680"/><w:tab w:val="right" w:pos="9360"/></w:tabs>',
            ),
            "right",
        ),
        (para('<w:r><w:ptab w:relativeTo="margin" w:alignment="center" w:leader="none"/></w:r>' + _PAGE), "center"),
        (f"<w:sdt><w:sdtContent>{para(_PAGE, _CENTER)}</w:sdtContent></w:sdt>", "center"),
        (para(f'<w:fldSimple w:instr=" PAGE  \\* MERGEFORMAT ">{run("2")}</w:fldSimple>', _CENTER), "center"),
        (para("<w:r><w:pgNum/></w:r>", _CENTER), "center"),
        (table(row(cell(para()), cell(para(_PAGE, '<w:jc w:val="right"/>'))), grid=(4677, 4677)) + para(), "right"),
        (
            table(row(cell(para()), cell(para(_PAGE, _CENTER)), cell(para())), grid=(3118, 3118, 3118)) + para(),
            "center",
        ),
    ],
)
def test_number__alignment(header: str, alignment: str) -> None:
    assert _number(header).alignment == alignment


def test_number__in_a_text_box() -> None:
    box = (
        '<w:r><w:pict><v:rect style="position:absolute;margin-left:0;width:20mm;height:8mm;'
        'mso-position-horizontal:center;mso-position-horizontal-relative:margin"><v:textbox><w:txbxContent>'
        f"{para(_PAGE, _CENTER)}</w:txbxContent></v:textbox></v:rect></w:pict></w:r>"
    )
    assert _number(para(box)).alignment == "center"


def test_number__words_look_and_figures() -> None:
    bold = field("PAGE \\* ROMAN", "II", '<w:b/><w:i/><w:sz w:val="22"/><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>')
    number = _number(para(run("Trang ") + bold + run("/") + field("NUMPAGES", "9"), _CENTER))
    assert (number.with_text, number.digits) == ("Trang /9", "roman")
    assert (number.bold, number.italic, number.size, number.font) == (True, True, 11, "Arial")


def test_number__field_without_a_result() -> None:
    bare = (
        '<w:r><w:rPr><w:b/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert _number(para(bare, _CENTER)).bold is True


def test_number__even_pages_restart_format_and_inheritance() -> None:
    settings = MODERN + "<w:evenAndOddHeaders/>"
    section = _section({"h1": para(_PAGE)}, _reference("header", "even", "h1"), settings=settings)
    assert section.page_number is not None
    body = para("x", f"<w:sectPr>{_reference('header', 'default', 'h1')}{A4}</w:sectPr>") + para("y")
    more = '<w:pgNumType w:start="1" w:fmt="lowerRoman"/><w:titlePg/>'
    first, second = read(body, {}, {"h1": para(_PAGE, _CENTER)}, A4 + more).sections
    assert first.page_number is not None
    assert second.page_number is not None
    assert (first.restart, second.restart) == (None, 1)
    assert (first.page_number.digits, second.page_number.digits) == ("decimal", "roman")
    assert (first.number_on_first, second.number_on_first) == (True, False)


def test_headers__paragraphs_stand_at_the_end() -> None:
    facts = read(
        para("x"),
        {},
        {"h1": para("đầu"), "f1": para("cuối")},
        _reference("header", "default", "h1") + _reference("footer", "default", "f1") + A4,
    )
    assert [(p.text, p.flow) for p in facts.paragraphs] == [
        ("x", Flow.BODY),
        ("đầu", Flow.HEADER),
        ("cuối", Flow.FOOTER),
    ]
