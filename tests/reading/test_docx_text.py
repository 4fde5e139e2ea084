"""Reading text and its look: runs, styles, fields, revisions, symbols, text boxes."""

from __future__ import annotations

import pytest

from pipeline.reading.facts import Flow
from tests.reading.word import DEFAULTS, cell, field, only, para, read, row, run, table

_B, _I = "<w:b/>", "<w:i/>"


def _style(key: str, kind: str, run_properties: str = "", paragraph: str = "", parent: str = "") -> str:
    based = f'<w:basedOn w:val="{parent}"/>' if parent else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{key}"><w:name w:val="Tên {key}"/>{based}'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run_properties}</w:rPr></w:style>"
    )


def test_run__default_of_word_where_the_file_says_nothing() -> None:
    (found,) = only(para("Chữ"), {"styles.xml": ""}).runs
    assert (found.text, found.font, found.size, found.bold) == ("Chữ", "Times New Roman", 10, False)


def test_run__neighbours_of_one_look_are_joined() -> None:
    found = only(para(run("Ủy ") + run("ban") + run(" nhân dân", _B)))
    assert [(part.text, part.bold) for part in found.runs] == [("Ủy ban", False), (" nhân dân", True)]


@pytest.mark.parametrize(
    ("paragraph", "character", "direct", "bold"),
    [
        ("", "", "", False),
        (_B, "", "", True),
        (_B, _B, "", False),  # two kinds of style cancel out
        (_B, _B, _B, True),
        (_B, "", '<w:b w:val="0"/>', False),
        ("", _B, '<w:b w:val="false"/>', False),
        ('<w:b w:val="0"/>', _B, "", True),
    ],
)
def test_run__bold_of_styles_and_direct(paragraph: str, character: str, direct: str, bold: bool) -> None:  # noqa: FBT001
    styles = DEFAULTS + _style("P", "paragraph", paragraph) + _style("C", "character", character)
    text = run("x", f'<w:rStyle w:val="C"/>{direct}')
    assert only(para(text, '<w:pStyle w:val="P"/>'), {"styles.xml": styles}).runs[0].bold is bold


def test_run__chain_of_styles_nearest_wins() -> None:
    styles = DEFAULTS + _style("A", "paragraph", _B + '<w:sz w:val="30"/>') + _style("B", "paragraph", _B, parent="A")
    found = only(para("x", '<w:pStyle w:val="B"/>'), {"styles.xml": styles})
    assert (found.runs[0].bold, found.runs[0].size, found.style) == (True, 15, "Tên B")


def test_run__circle_of_styles_is_cut() -> None:
    styles = DEFAULTS + _style("A", "paragraph", _I, parent="B") + _style("B", "paragraph", _B, parent="A")
    found = only(para("x", '<w:pStyle w:val="B"/>'), {"styles.xml": styles}).runs[0]
    assert (found.bold, found.italic) == (True, True)


def test_run__unknown_style_is_the_default_one() -> None:
    assert only(para("x", '<w:pStyle w:val="Gone"/>')).style == "Normal"


def test_run__font_of_the_theme() -> None:
    theme = (
        '<a:themeElements><a:clrScheme><a:accent1><a:srgbClr val="4472c4"/></a:accent1></a:clrScheme><a:fontScheme>'
        '<a:majorFont><a:latin typeface="Cambria"/></a:majorFont><a:minorFont><a:latin typeface="Calibri"/></a:minorFont>'
        "</a:fontScheme></a:themeElements>"
    )
    look = '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/><w:color w:themeColor="accent1"/>'
    (found,) = only(para(run("x", look)), {"theme/theme1.xml": theme}).runs
    assert (found.font, found.colour) == ("Calibri", "4472C4")


def test_run__letters_beyond_ascii_have_the_other_font() -> None:
    look = '<w:rFonts w:ascii="Arial" w:hAnsi="Times New Roman"/>'
    runs = only(para(run("Số độ", look))).runs
    assert [(part.text, part.font) for part in runs] == [
        ("S", "Arial"),
        ("ố độ", "Times New Roman"),
    ]


def test_run__capitals_colour_underline_and_bad_values() -> None:
    look = '<w:caps/><w:color w:val="ff0000"/><w:u w:val="single"/><w:sz w:val="abc"/>'
    (found,) = only(para(run("hỏa tốc", look))).runs
    assert (found.text, found.colour, found.underline, found.size) == ("HỎA TỐC", "FF0000", True, 14)
    assert only(para(run("x", '<w:color w:val="auto"/><w:u w:val="none"/>'))).runs[0].colour == "000000"


def test_text__breaks_tabs_hyphens_symbols() -> None:
    inner = (
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>d</w:t>"
        '<w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
    )
    found = only(para(inner))
    assert found.text == "a\tb\nc-d✓"
    assert found.runs[-1].font == "Wingdings"
    assert found.lines == 2


def test_text__revisions_hidden_text_and_wrappers() -> None:
    inner = (
        f'<w:ins w:id="1" w:author="x">{run("mới ")}</w:ins><w:del w:id="2" w:author="x"><w:r><w:delText>cũ</w:delText>'
        f'</w:r></w:del><w:hyperlink r:id="x">{run("liên kết ")}</w:hyperlink><w:sdt><w:sdtContent>{run("ô ")}'
        f"</w:sdtContent></w:sdt><w:smartTag>{run('thẻ')}</w:smartTag>{run('ẩn', '<w:vanish/>')}"
    )
    facts = read(para(inner))
    assert facts.paragraphs[0].text == "mới liên kết ô thẻ"
    assert facts.burdens is not None
    assert (facts.burdens.tracked_changes, facts.burdens.hidden_text) == (2, 1)


def test_text__field_shows_its_result_not_its_code() -> None:
    assert only(para(run("Trang ") + field("NUMPAGES", "5") + run("."))).text == "Trang 5."
    simple = f'<w:fldSimple w:instr=" DATE ">{run("01/5")}</w:fldSimple>'
    assert only(para(simple)).text == "01/5"


def test_text__nested_field() -> None:
    code = "".join(
        f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' if kind in {"begin", "separate", "end"} else kind
        for kind in (
            "begin",
            "<w:r><w:instrText>IF </w:instrText></w:r>",
            field("PAGE", "7"),
            "separate",
            run("A"),
            "end",
        )
    )
    assert only(para(code + run("B"))).text == "AB"


def test_text__unfinished_field_does_not_swallow_the_rest() -> None:
    broken = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    facts = read(para(broken + run("mất")) + para("còn"))
    assert [paragraph.text for paragraph in facts.paragraphs] == ["", "còn"]


def _box(content: str, line: str = "") -> str:
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
        '<wp:positionH relativeFrom="margin"><wp:posOffset>3600000</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        '<wp:extent cx="1800000" cy="360000"/><a:graphic><a:graphicData><wps:wsp><wps:spPr>'
        f'<a:prstGeom prst="rect"/>{line}</wps:spPr><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>'
        "</wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape>"
        f"<v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def test_text_box__follows_its_anchor_once() -> None:
    facts = read(para(run("neo") + _box(para("KHẨN"), "<a:ln w='9525'><a:solidFill/></a:ln>")) + para("sau"))
    assert [(p.text, p.flow, p.boxed) for p in facts.paragraphs] == [
        ("neo", Flow.BODY, False),
        ("KHẨN", Flow.TEXT_BOX, True),
        ("sau", Flow.BODY, False),
    ]
    assert facts.paragraphs[1].left == pytest.approx(30 + 100 + 2.54, abs=0.1)
    assert facts.burdens is not None
    assert facts.burdens.text_boxes == 1


def test_text_box__without_outline_or_of_the_older_kind() -> None:
    assert not read(para(_box(para("x"), "<a:ln><a:noFill/></a:ln>"))).paragraphs[1].boxed
    old = (
        '<w:r><w:pict><v:rect style="position:absolute;margin-left:10mm;width:40mm;height:8mm">'
        f"<v:textbox><w:txbxContent>{para('KHẨN')}</w:txbxContent></v:textbox></v:rect></w:pict></w:r>"
    )
    found = read(para(old)).paragraphs[1]
    assert (found.text, found.boxed, found.flow) == ("KHẨN", True, Flow.TEXT_BOX)
    assert found.left == pytest.approx(42.54, abs=0.1)


def test_boxed__borders_on_four_sides_or_a_single_cell() -> None:
    sides = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right"))
    assert only(para("KHẨN", f"<w:pBdr>{sides}</w:pBdr>")).boxed
    framed = table(row(cell(para("KHẨN"))), grid=(2000,), properties=f"<w:tblBorders>{sides}</w:tblBorders>")
    facts = read(framed + para("x"))
    assert [paragraph.boxed for paragraph in facts.paragraphs] == [True, False]
    assert not facts.tables[0].ruled
    assert facts.strokes == ()


def test_boxed__a_cell_framed_in_a_table_without_a_grid() -> None:
    sides = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right"))
    framed = cell(para("HỎA TỐC"), f"<w:tcBorders>{sides}</w:tcBorders>")
    facts = read(table(row(cell(para("a")), cell(para("b"))), row(framed, cell(para("c"))), grid=(4000, 4000)))
    assert [paragraph.boxed for paragraph in facts.paragraphs] == [False, False, True, False]
    assert facts.strokes == ()


def test_notes__footnotes_after_the_body() -> None:
    notes = f'<w:footnote w:type="separator" w:id="-1">{para()}</w:footnote><w:footnote w:id="2">{para("chú thích")}</w:footnote>'
    facts = read(para(run("x") + '<w:r><w:footnoteReference w:id="2"/></w:r>'), {"footnotes.xml": notes})
    assert [(p.text, p.flow) for p in facts.paragraphs] == [("x1", Flow.BODY), ("chú thích", Flow.NOTE)]


def test_frames_of_pictures() -> None:
    picture = (
        '<w:r><w:drawing><wp:inline><wp:extent cx="720000" cy="360000"/><a:graphic><a:graphicData><pic:pic>'
        "<pic:blipFill><a:blip/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    (image,) = read(para(picture)).images
    assert (image.width, image.height) == pytest.approx((20, 10), abs=0.01)
