"""Reading horizontal lines, however they were made."""

from __future__ import annotations

import pytest

from pipeline.reading.facts import PaperFacts, Stroke, StrokeKind
from tests.reading.word import borders, cell, para, read, row, run, table

_CENTER = '<w:jc w:val="center"/>'
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_WIDTH = 60.5  # mm of the motto, bold 14: the test's own measure


def _only(facts: PaperFacts) -> Stroke:
    (stroke,) = facts.strokes
    return stroke


def test_border__top_of_an_empty_paragraph_is_under_the_text_above() -> None:
    facts = read(
        para(_MOTTO, _CENTER)
        + para()
        + para("", f'<w:pBdr>{borders("top")}</w:pBdr><w:ind w:left="1134" w:right="1134"/>')
    )
    stroke = _only(facts)
    assert (stroke.kind, stroke.under, stroke.solid, stroke.width) == (StrokeKind.BORDER, 0, True, 0.75)
    assert (stroke.left, stroke.right) == pytest.approx((50, 175), abs=0.05)


def test_border__bottom_is_under_the_paragraph_itself() -> None:
    facts = read(para("a") + para("b", f"<w:pBdr>{borders('bottom', kind='dotted')}</w:pBdr>"))
    assert (_only(facts).under, _only(facts).solid) == (1, False)


def test_border__none_between_paragraphs_of_one_frame() -> None:
    framed = f"<w:pBdr>{borders('top', 'bottom')}</w:pBdr>"
    assert [stroke.under for stroke in read(para("x") + para("a", framed) + para("b", framed)).strokes] == [0, 2]


@pytest.mark.parametrize(
    "text", ["_______", "-------------", "─────", "-----o0o-----", "- - - - - -", "———", "====***===="]
)
def test_characters__that_stand_in_for_a_line(text: str) -> None:
    stroke = _only(read(para(_MOTTO, _CENTER) + para(text, _CENTER)))
    assert (stroke.kind, stroke.under) == (StrokeKind.CHARACTERS, 0)
    assert (stroke.left + stroke.right) / 2 == pytest.approx(112.5, abs=0.1)


@pytest.mark.parametrize("text", ["-", "- Như trên;", "--", "o0o", "x_____", "....", "***", "2024 - 2025"])
def test_characters__that_are_text(text: str) -> None:
    assert read(para(_MOTTO) + para(text)).strokes == ()


def test_characters__after_a_manual_line_break() -> None:
    facts = read(para(f"<w:r><w:t>{_MOTTO}</w:t><w:br/><w:t>-----------</w:t></w:r>", _CENTER))
    assert (_only(facts).kind, _only(facts).under) == (StrokeKind.CHARACTERS, 0)


def test_underline__of_a_whole_line_and_of_blanks() -> None:
    facts = read(para(run(_MOTTO, '<w:u w:val="single"/><w:b/>'), _CENTER))
    stroke = _only(facts)
    assert (stroke.kind, stroke.under) == (StrokeKind.UNDERLINE, 0)
    assert stroke.length == pytest.approx(_WIDTH, abs=0.1)
    blanks = read(para("a", _CENTER) + para(run(" " * 20, '<w:u w:val="single"/>'), _CENTER))
    assert (_only(blanks).kind, _only(blanks).under) == (StrokeKind.UNDERLINE, 0)


def test_underline__of_the_middle_of_a_centred_line() -> None:
    parts = run("TRUNG TÂM ") + run("LƯU TRỮ", '<w:u w:val="single"/>') + run(" LỊCH SỬ")
    stroke = _only(read(para(parts, _CENTER)))
    assert 20 < stroke.length < 35
    assert read(para(parts)).strokes == ()  # a word stressed in running text


def _drawn(x: str, y: int, cx: int = 2160000, cy: int = 0, line: str = '<a:ln w="9525"><a:solidFill/></a:ln>') -> str:
    return (
        f'<w:r><w:drawing><wp:anchor><wp:positionH relativeFrom="column">{x}</wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{y}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{cx}" cy="{cy}"/><a:graphic><a:graphicData><wps:wsp><wps:cNvCnPr/><wps:spPr>'
        f'<a:prstGeom prst="line"/>{line}</wps:spPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>'
    )


_OFFSET = "<wp:posOffset>1080000</wp:posOffset>"


@pytest.mark.parametrize(
    ("y", "under"),
    [(230000, 1), (0, 0), (-10000, 0), (440000, 2)],
    ids=["below its own line", "on top of its own line", "above", "two lines down"],
)
def test_drawn_line__under_the_paragraph_it_is_drawn_under(y: int, under: int) -> None:
    facts = read(para("QUỐC HIỆU") + para(run(_MOTTO) + _drawn(_OFFSET, y)) + para("dưới") + para("cuối"))
    stroke = _only(facts)
    assert (stroke.kind, stroke.under, stroke.width, stroke.solid) == (StrokeKind.SHAPE, under, 0.75, True)
    assert (stroke.left, stroke.right) == pytest.approx((60, 120), abs=0.05)


def test_drawn_line__centred_dashed_invisible_slanting() -> None:
    centred = _only(read(para(_drawn("<wp:align>center</wp:align>", 0))))
    assert (centred.left + centred.right) / 2 == pytest.approx(112.5, abs=0.05)
    dashed = '<a:ln w="9525"><a:solidFill/><a:prstDash val="sysDash"/></a:ln>'
    assert _only(read(para(_drawn(_OFFSET, 0, line=dashed)))).solid is False
    assert read(para(_drawn(_OFFSET, 0, line="<a:ln><a:noFill/></a:ln>"))).strokes == ()
    assert read(para(_drawn(_OFFSET, 0, cy=2160000))).strokes == ()


def test_drawn_line__in_the_cell_that_it_reaches_into() -> None:
    cells = row(cell(para(run("CƠ QUAN") + _drawn("<wp:posOffset>3960000</wp:posOffset>", 240000))), cell(para(_MOTTO)))
    assert _only(read(table(cells, grid=(5000, 5000)))).under == 1


_LINE = '<v:line style="position:absolute" from="{0},18pt" to="{1},18pt" strokeweight=".75pt"/>'
_CONNECTOR = (
    '<v:shape type="#_x0000_t32" style="position:absolute;margin-left:85.05pt;margin-top:18pt;width:170.1pt;height:0"/>'
)


@pytest.mark.parametrize(
    "shape",
    [
        _LINE.format("85.05pt", "255.15pt"),
        _LINE.format("255.15pt", "85.05pt"),
        _LINE.format("30mm", "90mm"),
        _CONNECTOR,
    ],
)
def test_drawn_line__of_the_older_kind(shape: str) -> None:
    stroke = _only(read(para(run(_MOTTO) + f"<w:r><w:pict>{shape}</w:pict></w:r>")))
    assert (stroke.kind, stroke.under) == (StrokeKind.SHAPE, 0)
    assert (stroke.left, stroke.right) == pytest.approx((60, 120), abs=0.1)


def test_drawn_line__in_groups_of_both_kinds() -> None:
    old = (
        '<v:group style="position:absolute;margin-left:30mm;margin-top:6mm;width:60mm;height:10mm" coordsize="600,100">'
        '<v:line from="100,0" to="500,0"/></v:group>'
    )
    stroke = _only(read(para(f"<w:r><w:pict>{old}</w:pict></w:r>")))
    assert (stroke.left, stroke.right) == pytest.approx((70, 110), abs=0.05)
    new = _drawn(_OFFSET, 0, cy=360000).replace(
        "<wps:wsp>",
        '<wpg:wgp><wpg:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="600" cy="100"/><a:chOff x="0" y="0"/>'
        '<a:chExt cx="600" cy="100"/></a:xfrm></wpg:grpSpPr><wps:wsp>',
    )
    inner = '<wps:spPr><a:xfrm><a:off x="100" y="0"/><a:ext cx="400" cy="0"/></a:xfrm>'
    stroke = _only(read(para(new.replace("<wps:spPr>", inner).replace("</wps:wsp>", "</wps:wsp></wpg:wgp>"))))
    assert (stroke.left, stroke.right) == pytest.approx((70, 110), abs=0.05)


def test_cell_border__used_as_a_line() -> None:
    bottom = f"<w:tcBorders>{borders('bottom')}</w:tcBorders>"
    facts = read(
        table(
            row(cell(para("CƠ QUAN")), cell(para(_MOTTO), bottom)),
            row(cell(para()), cell(para("x"))),
            grid=(4000, 4000),
        )
    )
    stroke = _only(facts)
    assert stroke.under == 1
    assert stroke.length == pytest.approx(70.55, abs=0.05)


def test_grid_of_a_table__is_no_line() -> None:
    grid = f"<w:tblBorders>{borders('top', 'left', 'bottom', 'right', 'insideH', 'insideV')}</w:tblBorders>"
    assert read(table(row(cell(para("a")), cell(para("-----"))), grid=(4000, 4000), properties=grid)).strokes == ()
