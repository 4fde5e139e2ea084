"""Charts as a reader sees them: rows of figures told apart, an axis with its unit, figures on the bars, whole labels."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import cast

import pytest
from lxml import etree

from pipeline.papers.official_document import ChartContent
from pipeline.typeset.docx.charts import STYLE, place_charts
from pipeline.typeset.docx.wordml import NAMESPACE

C = {
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}
EMPTY = {
    "word/_rels/document.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>',
    "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
}


def drawn(
    *rows: Sequence[str], unit: str = "%", upright: bool = True, labels: Sequence[str] = ("Sở A", "Sở B")
) -> etree._Element:
    """The chart part of a chart with these rows of figures."""
    series = tuple((f"Năm {2022 + number}", tuple(map(Decimal, row))) for number, row in enumerate(rows))
    chart = ChartContent(title="Tỷ lệ", unit=unit, upright=upright, labels=tuple(labels), series=series)
    waiting = f'<w:p><w:pPr><w:pStyle w:val="{STYLE}"/></w:pPr></w:p>'
    root = etree.fromstring(f'<w:document xmlns:w="{NAMESPACE}"><w:body>{waiting}</w:body></w:document>')
    return etree.fromstring(place_charts(root, EMPTY, [(chart, 450.0)])["word/charts/chart1.xml"])


def found(root: etree._Element, path: str) -> list[str]:
    return [str(value) for value in cast("list[str]", root.xpath(path, namespaces=C))]


def test_rows__are_filled_in_three_shades_without_a_pattern() -> None:
    root = drawn(["98.0", "97.6"], ["97.5", "97"], ["90", "95"])
    shades = found(root, "//c:ser/c:spPr/a:solidFill/a:srgbClr/@val")
    assert len(set(shades)) == 3
    assert not root.xpath("//a:pattFill", namespaces=C)


@pytest.mark.parametrize(
    ("rows", "unit", "least", "most"),
    [
        ([["54.0", "97.6"]], "%", ["0"], ["100"]),
        ([["54.0", "117.6"]], "%", ["0"], []),
        ([["54.0", "70.2"]], "%", ["0"], []),
        ([["54", "97"]], "hồ sơ", ["0"], []),
        ([["-3", "97"]], "%", [], ["100"]),
    ],
)
def test_axis__begins_at_zero_and_shares_never_end_beyond_the_whole(
    rows: list[list[str]], unit: str, least: list[str], most: list[str]
) -> None:
    root = drawn(*rows, unit=unit)
    assert found(root, "//c:valAx/c:scaling/c:min/@val") == least
    assert found(root, "//c:valAx/c:scaling/c:max/@val") == most
    order = [etree.QName(child).localname for child in root.iterfind(".//c:valAx/c:scaling/*", C)]
    assert order == [name for name in ("orientation", "max", "min") if name in order]


@pytest.mark.parametrize("upright", [True, False])
def test_axis__is_titled_with_the_unit(upright: bool) -> None:  # noqa: FBT001 - a case
    assert found(drawn(["1", "2"], unit="triệu đồng", upright=upright), "//c:valAx/c:title//a:t/text()") == [
        "triệu đồng"
    ]
    assert found(drawn(["1", "2"], unit="", upright=upright), "//c:title//a:t/text()") == []


def test_bars__bear_their_figures_with_as_many_decimals_each() -> None:
    root = drawn(["98", "100"], ["97.6", "97.5"])
    assert found(root, "//c:dLbls/c:showVal/@val") == ["1", "1"]
    assert len(set(found(root, "//c:dLbls/c:numFmt/@formatCode"))) == 1
    assert found(root, "//c:dLbls/c:numFmt/@formatCode")[0].endswith(".0")


def test_labels__are_all_shown_and_whole() -> None:
    names = ["Trung tâm Công nghệ thông tin và Truyền thông tỉnh", "Sở Nông nghiệp và Phát triển nông thôn"]
    root = drawn(["1", "2"], upright=False, labels=names)
    assert found(root, "//c:cat//c:v/text()") == names
    assert found(root, "//c:catAx/c:tickLblSkip/@val") == ["1"]
