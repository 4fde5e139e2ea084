"""Numbering structured text (bố cục): Chương I, Mục 1, Điều 1., 1., a), - … PLI.P1.II.6đ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipeline.papers.official_document import Block, BlockKind, ChartContent, TableColumn, TableContent, TableRow
from pipeline.papers.table_figures import column_sums, shown, total_in_words, total_shown
from pipeline.papers.wording import Saying
from pipeline.records.base import figure
from pipeline.records.content import Amount, Chart, Node, Table
from pipeline.text import ensure_final, list_letter, to_roman

_ENDS_SENTENCE = re.compile(r"[.:;!?…]$")
_TEXT_KINDS = frozenset(BlockKind) - {BlockKind.TABLE, BlockKind.TABLE_UNIT, BlockKind.CHART_TITLE, BlockKind.CHART}
_ALIGN = {"chữ": "left", "giữa": "center", "số": "right", "tiền": "right"}


def is_title(text: str) -> bool:
    """Whether the words of an article or clause are a title, which does not end like a sentence."""
    return _ENDS_SENTENCE.search(text.rstrip()) is None


@dataclass
class _Counters:
    """The last numbers given in one document: articles run through, other levels restart under their parent."""

    article: int = 0
    nested: dict[str, int] = field(default_factory=dict)

    def next(self, level: str) -> int:
        self.nested[level] = self.nested.get(level, 0) + 1
        return self.nested[level]


def number_blocks(content: Iterable[str | Node], saying: Saying) -> tuple[Block, ...]:
    """Number a structured text: a flat sequence of paragraphs and tables, in reading order.

    Articles are numbered through the whole text; parts, sections, clauses and points restart under their parent.
    """
    return tuple(_walk(content, _Counters(), saying, in_chapter=False))


def _walk(content: Iterable[str | Node], counters: _Counters, saying: Saying, *, in_chapter: bool) -> Iterator[Block]:
    for item in content:
        if isinstance(item, str):
            yield Block(kind=BlockKind.PARAGRAPH, text=item)
            continue
        if item.table is not None:
            yield from table_blocks(item.table, saying)
        elif item.chart is not None:
            yield from _chart_blocks(item.chart)
        elif item.amount is not None:
            yield Block(kind=BlockKind.PARAGRAPH, text=amount_sentence(item.amount, saying))
        else:
            yield _heading(item, counters, in_chapter=in_chapter)
        inner = _Counters(article=counters.article)
        yield from _walk(item.content, inner, saying, in_chapter=in_chapter or item.chapter is not None)
        counters.article = inner.article


def _heading(node: Node, counters: _Counters, *, in_chapter: bool) -> Block:
    level = node.level
    text = str(getattr(node, level))
    if level == "article":
        counters.article += 1
        kind = BlockKind.ARTICLE_TITLE if is_title(text) else BlockKind.ARTICLE
        return Block(kind=kind, label=f"Điều {counters.article}.", text=text)
    if level in {"dash", "plus", "paragraph"}:
        return Block(kind=BlockKind(level), label={"dash": "-", "plus": "+"}.get(level, ""), text=text)
    number = counters.next(level)
    if level == "clause":
        kind = BlockKind.CLAUSE_TITLE if is_title(text) and node.content else BlockKind.CLAUSE
        return Block(kind=kind, label=f"{number}.", text=text)
    if level == "point":
        return Block(kind=BlockKind.POINT, label=f"{list_letter(number)})", text=text)
    if level == "section" and not in_chapter:
        return Block(kind=BlockKind.ROMAN, label=f"{to_roman(number)}.", text=text.upper())
    label = {
        "part": f"Phần {to_roman(number)}",
        "chapter": f"Chương {to_roman(number)}",
        "section": f"Mục {number}",
        "subsection": f"Tiểu mục {number}",
    }[level]
    return Block(kind=BlockKind(level), label=label, text=text.upper())


def last_article(blocks: Iterable[Block]) -> int:
    """The number of the last article, which recipients of a decision are referred to (`Như Điều n`); 0 without articles."""
    labels = [block.label for block in blocks if block.kind in {BlockKind.ARTICLE, BlockKind.ARTICLE_TITLE}]
    return int(labels[-1].removeprefix("Điều ").rstrip(".")) if labels else 0


def with_end_mark(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks closed with `./.` as in every official sample (PLIII); after a table the mark is on its own line."""
    if not blocks:
        return blocks
    last = blocks[-1]
    if last.kind not in _TEXT_KINDS:
        return (*blocks, Block(kind=BlockKind.END, text="./."))
    return (*blocks[:-1], replace(last, text=ensure_final(last.text, "./.")))


def amount_sentence(amount: Amount, saying: Saying) -> str:
    """An amount in figures and words: `Tổng kinh phí: 1.500 đồng (Bằng chữ: Một nghìn năm trăm đồng).`."""
    return saying.say("văn bản", "số tiền", loi_dan=amount.lead, so_tien=amount.dong)


def table_blocks(table: Table, saying: Saying) -> Iterator[Block]:
    """Title, unit, the table itself with a computed total, and the total in words."""
    if table.title:
        yield Block(kind=BlockKind.TABLE_TITLE, text=table.title)
    if table.unit:
        yield Block(kind=BlockKind.TABLE_UNIT, text=saying.say("văn bản", "đơn vị tính", don_vi=table.unit))
    rows = [
        TableRow(
            cells=tuple(shown(table, n, _paragraphs(cell)) for n, cell in enumerate(row)),
            bold=number in table.emphasised,
        )
        for number, row in enumerate(table.rows, start=1)
    ]
    sums = column_sums(table)
    if table.total is not None:
        rows.append(TableRow(cells=_total_cells(table, sums), bold=True))
    content = TableContent(columns=_columns(table), rows=tuple(rows), compared=table.compared == "có")
    yield Block(kind=BlockKind.TABLE, table=content)
    if words := total_in_words(table):
        yield Block(kind=BlockKind.PARAGRAPH, text=saying.say("văn bản", "tổng bằng chữ", bang_chu=words))


def _paragraphs(cell: str) -> str:
    """A cell with a line for each of its paragraphs, none of them empty."""
    return "\n".join(line.strip() for line in cell.split("\n") if line.strip()) if "\n" in cell else cell


def _chart_blocks(chart: Chart) -> Iterator[Block]:
    """The title with its unit, and the chart; its text tells what it shows, for those who cannot see it."""
    title = f"{chart.title} ({chart.unit})" if chart.unit else chart.title
    yield Block(kind=BlockKind.CHART_TITLE, text=title)
    content = ChartContent(
        title=title,
        unit=chart.unit or "",
        upright=chart.kind == "cột",
        labels=chart.labels,
        series=tuple((row.name, tuple(figure(value) for value in row.values)) for row in chart.series),
    )
    yield Block(kind=BlockKind.CHART, chart=content)


def _columns(table: Table) -> tuple[TableColumn, ...]:
    return tuple(
        TableColumn(
            name=column.name,
            align=_ALIGN[column.kind],  # type: ignore[arg-type]
            width=column.width,
            group=column.group or "",
        )
        for column in table.columns
    )


def _total_cells(table: Table, sums: dict[int, Decimal]) -> tuple[str, ...]:
    words = next((n for n, column in enumerate(table.columns) if column.kind == "chữ"), 0)
    cells = [""] * len(table.columns)
    cells[words] = table.total or ""
    for index, value in sums.items():
        cells[index] = total_shown(table, index, value)
    return tuple(cells)
