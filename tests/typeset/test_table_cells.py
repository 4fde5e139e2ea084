"""What a table of a paper can hold beside single lines: headings over several columns, several paragraphs in a cell."""

from __future__ import annotations

from lxml import etree

from pipeline.decree.profile import load_profile
from pipeline.papers.official_document import TableColumn, TableContent, TableRow
from pipeline.typeset.docx.table_widths import fit_tables
from pipeline.typeset.docx.wordml import NAMESPACE, text_of, w


def _cell(style: str, words: str) -> str:
    run = "<w:r><w:t>" + words.replace("\n", "</w:t><w:br/><w:t>") + "</w:t></w:r>"
    return f'<w:tc><w:tcPr><w:tcW w:w="100"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run}</w:p></w:tc>'


def fitted(content: TableContent) -> list[list[etree._Element]]:
    """The cells of the rows of a table that was rendered from a content and fitted."""
    head = "".join(_cell("BangDau", column.name) for column in content.columns)
    rows = "".join(f"<w:tr>{''.join(_cell('BangChu', cell) for cell in row.cells)}</w:tr>" for row in content.rows)
    table = (
        '<w:tbl><w:tblPr><w:tblStyle w:val="Bang"/></w:tblPr><w:tblGrid/>'
        f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{head}</w:tr>{rows}</w:tbl>"
    )
    body = etree.fromstring(f'<w:body xmlns:w="{NAMESPACE}">{table}</w:body>')
    fit_tables(body, profile=load_profile(), tables=[content], width=467.0)
    return [row.findall(w("tc")) for row in body.iter(w("tr"))]


def words(cell: etree._Element) -> list[str]:
    return [text_of(paragraph).replace("\u00a0", " ") for paragraph in cell.findall(w("p"))]


def measure(cell: etree._Element) -> int:
    found = cell.find(f"{w('tcPr')}/{w('tcW')}")
    assert found is not None
    return int(found.get(w("w"), "0"))


def value(cell: etree._Element, name: str) -> str | None:
    found = cell.find(f"{w('tcPr')}/{w(name)}")
    return None if found is None else found.get(w("val"))


def test_fit_tables__a_shared_heading_stands_over_its_columns_and_both_rows_repeat() -> None:
    columns = (
        TableColumn(name="TT"),
        TableColumn(name="Kế hoạch", group="Kinh phí năm 2024"),
        TableColumn(name="Thực hiện", group="Kinh phí năm 2024"),
        TableColumn(name="Ghi chú", group="Khác"),
    )
    upper, lower, first = fitted(TableContent(columns=columns, rows=(TableRow(cells=("1", "5", "6", "")),)))
    assert [(words(cell), value(cell, "gridSpan"), value(cell, "vMerge")) for cell in upper] == [
        (["TT"], None, "restart"),
        (["Kinh phí năm 2024"], "2", None),
        (["Khác"], None, None),
    ]
    assert [(words(cell), value(cell, "vMerge")) for cell in lower] == [
        ([""], "continue"),
        (["Kế hoạch"], None),
        (["Thực hiện"], None),
        (["Ghi chú"], None),
    ]
    assert len(first) == 4
    heads = [cells[0].getparent() for cells in (upper, lower)]
    assert all(head is not None and head.find(f"{w('trPr')}/{w('tblHeader')}") is not None for head in heads)
    across, *inner = (measure(cell) for cell in (upper[1], lower[1], lower[2]))
    assert abs(across - sum(inner)) <= 1


def test_fit_tables__each_line_of_a_cell_is_a_paragraph_with_the_look_of_its_column() -> None:
    columns = (TableColumn(name="TT", align="center"), TableColumn(name="Nội dung"))
    rows = (TableRow(cells=("1", "Hai việc:\n- Việc một;\n- Việc hai."), bold=True),)
    _, (_, cell) = fitted(TableContent(columns=columns, rows=rows))
    assert words(cell) == ["Hai việc:", "- Việc một;", "- Việc hai."]
    assert [len(paragraph.findall(f"{w('r')}/{w('rPr')}/{w('b')}")) for paragraph in cell.findall(w("p"))] == [1, 1, 1]
    assert not list(cell.iter(w("br")))


def test_fit_tables__versions_side_by_side_are_compared_paragraph_by_paragraph() -> None:
    columns = (TableColumn(name="Cũ"), TableColumn(name="Mới"))
    rows = (TableRow(cells=("Họp mỗi quý một lần.", "Họp mỗi tháng một lần.\nThêm một đoạn.")),)
    _, (old, new) = fitted(TableContent(columns=columns, rows=rows, compared=True))
    struck = [
        "".join(map(str, run.itertext()))
        for run in old.iter(w("r"))
        if run.find(f"{w('rPr')}/{w('strike')}") is not None
    ]
    bold = [
        "".join(map(str, run.itertext())) for run in new.iter(w("r")) if run.find(f"{w('rPr')}/{w('b')}") is not None
    ]
    assert [text.strip() for text in struck] == ["quý"]
    assert [text.strip().replace("\u00a0", " ") for text in bold] == ["tháng", "Thêm một đoạn."]
