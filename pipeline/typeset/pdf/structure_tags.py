"""What LibreOffice leaves amiss in the structure tree (thẻ cấu trúc): tables that only place words, charts without words.

It tags every table of a Word file as a table; ours of data have a head that repeats, which it tags as `TH`. Of a chart
LibreOffice 7.4 drops the alternative text, title and description alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf, String


def free_layout_tables(document: Pdf) -> None:
    """Tag the tables of an open file whose first row has no heading, with their rows and cells, as divisions (`Div`)."""
    tree = document.Root.get("/StructTreeRoot")
    if tree is None or "/K" not in tree:
        return
    for top in _kids(tree):
        for table in _kids(top):
            if table.get("/S") == Name.Table and not _has_heading(table):
                _divide(table)


def describe_figures(document: Pdf, texts: Sequence[str]) -> None:
    """Give the figures of an open file without an alternative text theirs, in order.

    Where there are more or fewer of them than `texts`, none is given one: words beside the wrong picture would be false.
    """
    tree = document.Root.get("/StructTreeRoot")
    if tree is None or not texts:
        return
    paragraphs = [paragraph for top in _kids(tree) for paragraph in _kids(top)]
    figures = [
        kid for paragraph in paragraphs for kid in (paragraph, *_kids(paragraph)) if kid.get("/S") == Name.Figure
    ]
    bare = [figure for figure in figures if not str(figure.get("/Alt", ""))]
    if len(bare) == len(texts):
        for figure, text in zip(bare, texts, strict=True):
            figure.Alt = String(text)


def _kids(element: Object) -> Iterator[Object]:
    kids = element.get("/K")
    for kid in kids if isinstance(kids, Array) else () if kids is None else (kids,):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid


def _has_heading(table: Object) -> bool:
    first = next(_kids(table), None)
    return first is None or any(cell.get("/S") == Name.TH for cell in _kids(first))


def _divide(table: Object) -> None:
    table.S = Name.Div
    for row in _kids(table):
        if row.get("/S") == Name.TR:
            row.S = Name.Div
            for cell in _kids(row):
                if cell.get("/S") == Name.TD:
                    cell.S = Name.Div
