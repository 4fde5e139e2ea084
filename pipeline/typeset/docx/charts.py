"""Charts for paper (biểu đồ): native charts of Word, so that an office can edit them and a PDF has them as vectors.

In black and white, rows of figures differ by shade: dark, light grey, empty; hatching is lost in the small squares of a
legend. Bars begin at zero and bear their figures, so that close values can be told apart. Each chart contains its figures
as a small workbook, which Word opens when somebody edits the data.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from pipeline.filing.workbook import xlsx
from pipeline.lengths import POINTS_PER_MM
from pipeline.papers.official_document import ChartContent
from pipeline.text import decimal_places, format_number
from pipeline.typeset.docx.wordml import NAMESPACE, RELATIONSHIPS, paragraphs_of, parse, serialize, w

STYLE: Final = "BieuDo"
_EMU: Final = 12700  # to the point
_UPRIGHT_HEIGHT: Final = 75.0  # mm
_BAR: Final = 5.2  # mm for one bar and its share of the gap
_LEAST, _MOST = 60.0, 222.0  # mm
_MANY: Final = 30  # labels beyond which they are set smaller
_SMALL, _USUAL = 800, 1000  # hundredths of a point
_RELATIONS: Final = "word/_rels/document.xml.rels"
_TYPES: Final = "[Content_Types].xml"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_C: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WP: Final = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_CHART_TYPE: Final = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_BOOK_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FILLS: Final = tuple(
    f'<a:solidFill><a:srgbClr val="{grey}"/></a:solidFill>' for grey in ("404040", "BFBFBF", "FFFFFF")
)
_PERCENT: Final = "%"
_WHOLE: Final = 100
_NEAR_WHOLE: Final = 80  # above it an axis of its own would go beyond the whole
_LETTERS: Final = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>' + "".join(
    f'<a:{script} typeface="Times New Roman"/>' for script in ("latin", "ea", "cs")
)
_LINE: Final = '<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln>'
_FAINT: Final = '<c:spPr><a:ln w="3175"><a:solidFill><a:srgbClr val="BFBFBF"/></a:solidFill></a:ln></c:spPr>'


def place_charts(
    root: etree._Element, package: Mapping[str, bytes], charts: Sequence[tuple[ChartContent, float]]
) -> dict[str, bytes]:
    """Put charts into the paragraphs reserved for them, in order; gives the package with the parts they need.

    Each chart comes with the width of its page's text in points.
    """
    waiting = paragraphs_of(root, STYLE)
    if len(waiting) != len(charts):
        raise ValueError(f"{len(charts)} biểu đồ cho {len(waiting)} chỗ")
    if not charts:
        return dict(package)
    parts: dict[str, bytes] = {}
    for number, (paragraph, (chart, width)) in enumerate(zip(waiting, charts, strict=True), start=1):
        run = etree.SubElement(paragraph, w("r"))
        run.append(parse(_drawing(chart, number, width).encode()))
        parts[f"word/charts/chart{number}.xml"] = _chart(chart).encode()
        parts[f"word/charts/_rels/chart{number}.xml.rels"] = _book_relation(number).encode()
        parts[f"word/embeddings/bieu-do-{number}.xlsx"] = _workbook(chart)
    count = len(charts)
    return {
        **package,
        **parts,
        _RELATIONS: _related(package[_RELATIONS], count),
        _TYPES: _typed(package[_TYPES], count),
    }


def chart_height(chart: ChartContent) -> float:
    """The height of a chart in mm: horizontal bars need room for each of them."""
    if chart.upright:
        return _UPRIGHT_HEIGHT
    return min(_MOST, max(_LEAST, 18 + _BAR * len(chart.labels) * len(chart.series)))


def chart_in_words(chart: ChartContent) -> str:
    """What a chart shows, for those who cannot see it: its title, and each row of figures with its labels."""
    told = "; ".join(
        f"{name}: " + ", ".join(f"{label} {_said(value)}" for label, value in zip(chart.labels, values, strict=True))
        for name, values in chart.series
    )
    return f"{chart.title}. {told}"


def _drawing(chart: ChartContent, number: int, width: float) -> str:
    across, high = round(width * _EMU), round(chart_height(chart) * POINTS_PER_MM * _EMU)
    return (
        f'<w:drawing xmlns:w="{NAMESPACE}" xmlns:wp="{_WP}" xmlns:a="{_A}" xmlns:r="{RELATIONSHIPS}" xmlns:c="{_C}">'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{across}" cy="{high}"/>'
        f'<wp:docPr id="{9000 + number}" name="Biểu đồ {number}" descr={quoteattr(chart_in_words(chart))}/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{_C}"><c:chart r:id="rIdBieuDo{number}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )


def _said(value: Decimal) -> str:
    whole, _, fraction = f"{value:f}".partition(".")
    return format_number(int(whole)) + (f",{fraction}" if fraction else "")


def _chart(chart: ChartContent) -> str:
    """The chart part. The order of elements is that of the schema."""
    rows = "".join(_row(chart, number) for number in range(len(chart.series)))
    legend = (
        f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_words(1100)}</c:legend>'
        if len(chart.series) > 1
        else ""
    )
    # Lying bars are read from the top, as the labels were given.
    order = "minMax" if chart.upright else "maxMin"
    label_at, value_at = ("b", "l") if chart.upright else ("l", "b")
    crosses = "autoZero" if chart.upright else "max"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace xmlns:c="{_C}" xmlns:a="{_A}" xmlns:r="{RELATIONSHIPS}">'
        '<c:lang val="vi-VN"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        f'<c:barChart><c:barDir val="{"col" if chart.upright else "bar"}"/><c:grouping val="clustered"/>'
        f'<c:varyColors val="0"/>{rows}<c:gapWidth val="60"/><c:axId val="111111"/><c:axId val="222222"/></c:barChart>'
        f'<c:catAx><c:axId val="111111"/><c:scaling><c:orientation val="{order}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{label_at}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr>{_LINE}</c:spPr>'
        f'{_words(_SMALL if len(chart.labels) > _MANY else _USUAL)}<c:crossAx val="222222"/>'
        '<c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="222222"/><c:scaling><c:orientation val="minMax"/>{_bounds(chart)}</c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{value_at}"/><c:majorGridlines>{_FAINT}</c:majorGridlines>'
        f"{_unit_said(chart)}"
        '<c:numFmt formatCode="[$-42A]#,##0" sourceLinked="0"/><c:majorTickMark val="out"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="nextTo"/><c:spPr>{_LINE}</c:spPr>{_words(1000)}<c:crossAx val="111111"/>'
        f'<c:crosses val="{crosses}"/></c:valAx></c:plotArea>{legend}<c:plotVisOnly val="1"/>'
        '<c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{_words(1000)}<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _row(chart: ChartContent, number: int) -> str:
    name, values = chart.series[number]
    letter, last = "BCD"[number], len(chart.labels) + 1
    places = max(decimal_places(value) for _, row in chart.series for value in row)
    form = "[$-42A]#,##0" + (f".{'0' * places}" if places else "")
    labels = "".join(f'<c:pt idx="{n}"><c:v>{escape(label)}</c:v></c:pt>' for n, label in enumerate(chart.labels))
    points = "".join(f'<c:pt idx="{n}"><c:v>{value:f}</c:v></c:pt>' for n, value in enumerate(values))
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>'
        f'<c:tx><c:strRef><c:f>Sheet1!${letter}$1</c:f><c:strCache><c:ptCount val="1"/>'
        f'<c:pt idx="0"><c:v>{escape(name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        f'<c:spPr>{_FILLS[number]}{_LINE}</c:spPr><c:invertIfNegative val="0"/>'
        f'<c:dLbls><c:numFmt formatCode="{form}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{_words(900)}<c:dLblPos val="outEnd"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        f'<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f><c:strCache><c:ptCount val="{len(chart.labels)}"/>{labels}'
        "</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>Sheet1!${letter}$2:${letter}${last}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{len(values)}"/>{points}</c:numCache></c:numRef></c:val></c:ser>'
    )


def _bounds(chart: ChartContent) -> str:
    """Where the axis of values begins and ends: at zero where none is below, and shares of a whole never beyond the whole."""
    values = [value for _, row in chart.series for value in row]
    least = "" if min(values) < 0 else '<c:min val="0"/>'
    most = f'<c:max val="{_WHOLE}"/>' if chart.unit == _PERCENT and _NEAR_WHOLE < max(values) <= _WHOLE else ""
    return most + least


def _unit_said(chart: ChartContent) -> str:
    """The unit of measure as the title of the axis of values."""
    if not chart.unit:
        return ""
    turned = '<a:bodyPr rot="0" vert="horz"/>'
    run = f'<a:r><a:rPr lang="vi-VN" sz="1000" b="0">{_LETTERS}</a:rPr><a:t>{escape(chart.unit)}</a:t></a:r>'
    return (
        f'<c:title><c:tx><c:rich>{turned}<a:lstStyle/><a:p><a:pPr><a:defRPr sz="1000" b="0">{_LETTERS}</a:defRPr></a:pPr>'
        f'{run}</a:p></c:rich></c:tx><c:overlay val="0"/></c:title>'
    )


def _words(size: int) -> str:
    """The text properties of a chart: the paper's font, in hundredths of a point."""
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}" b="0">{_LETTERS}</a:defRPr></a:pPr>'
        '<a:endParaRPr lang="vi-VN"/></a:p></c:txPr>'
    )


def _book_relation(number: int) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_PACKAGE}">'
        f'<Relationship Id="rId1" Type="{RELATIONSHIPS}/package" Target="../embeddings/bieu-do-{number}.xlsx"/></Relationships>'
    )


def _workbook(chart: ChartContent) -> bytes:
    """The figures as Word expects them behind a chart: labels in the first column, then a column for each row of figures."""

    def fill(book: Any) -> None:  # noqa: ANN401 - XlsxWriter gives no types
        book.set_properties({"created": dt.datetime(2020, 3, 5, tzinfo=dt.UTC)})
        sheet = book.add_worksheet("Sheet1")
        for row, label in enumerate(chart.labels, start=1):
            sheet.write_string(row, 0, label)
        for column, (name, values) in enumerate(chart.series, start=1):
            sheet.write_string(0, column, name)
            for row, value in enumerate(values, start=1):
                sheet.write_number(row, column, float(value))

    return xlsx(fill)


def _related(relations: bytes, count: int) -> bytes:
    root = parse(relations)
    for number in range(1, count + 1):
        element = etree.SubElement(root, f"{{{_PACKAGE}}}Relationship")
        element.set("Id", f"rIdBieuDo{number}")
        element.set("Type", f"{RELATIONSHIPS}/chart")
        element.set("Target", f"charts/chart{number}.xml")
    return serialize(root)


def _typed(types: bytes, count: int) -> bytes:
    root = parse(types)
    space = etree.QName(root).namespace
    default = etree.Element(f"{{{space}}}Default")
    default.set("Extension", "xlsx")
    default.set("ContentType", _BOOK_TYPE)
    root.insert(0, default)
    for number in range(1, count + 1):
        element = etree.SubElement(root, f"{{{space}}}Override")
        element.set("PartName", f"/word/charts/chart{number}.xml")
        element.set("ContentType", _CHART_TYPE)
    return serialize(root)
