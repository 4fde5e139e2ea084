"""Tables of the body: widths that fill the page, no broken words, as low as the text allows."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.papers.official_document import TableColumn, TableContent, TableRow
from pipeline.text.metrics import text_width
from pipeline.typeset.docx.table_widths import column_widths, widest_words

WIDTH = 467.0
PADDING = 9.0


def table(columns: Sequence[TableColumn], rows: Sequence[tuple[str, ...]]) -> TableContent:
    return TableContent(columns=tuple(columns), rows=tuple(TableRow(cells=row) for row in rows))


def lines(cell: str, width: float) -> int:
    """Lines of a cell, words set one after another."""
    count, used = 1, 0.0
    for word in cell.split(" "):
        needed = text_width(word, 12) + (text_width(" ", 12) if used else 0.0)
        if used and used + needed > width - PADDING:
            count, used = count + 1, text_width(word, 12)
        else:
            used += needed
    return count


def height(rows: list[tuple[str, ...]], widths: list[float]) -> int:
    return sum(max(lines(cell, width) for cell, width in zip(row, widths, strict=True)) for row in rows)


def test_column_widths__one_long_cell_does_not_take_the_room_of_the_others() -> None:
    people: list[tuple[str, ...]] = [
        ("1", "Ông Đào Việt Cường", "Phó Trưởng phòng An ninh mạng, phòng, chống tội phạm công nghệ cao", "Tổ phó"),
        ("2", "Ông Lê Anh Dũng", "Trưởng phòng Kiểm soát thủ tục hành chính, Văn phòng UBND tỉnh", "Thành viên"),
        ("3", "Ông Vũ Đình Phúc", "Chuyên viên Phòng Quản lý ngân sách, Sở Tài chính", "Thành viên kiêm Thư ký Tổ"),
    ]
    columns = [TableColumn(name=name) for name in ("TT", "Họ và tên", "Chức vụ, đơn vị công tác", "Chức danh")]
    widths = column_widths(table(columns, people), size=12, width=WIDTH)
    assert sum(widths) == pytest.approx(WIDTH)
    assert height(people, widths) < height(people, [WIDTH / 4] * 4)
    assert [lines(row[1], widths[1]) for row in people] == [1, 1, 1]


def test_column_widths__as_asked_in_millimetres() -> None:
    columns = [TableColumn(name="TT", width=15), TableColumn(name="Nội dung")]
    widths = column_widths(table(columns, [("1", "Một việc")]), size=12, width=WIDTH)
    assert widths == pytest.approx([42.52, WIDTH - 42.52], abs=0.01)


def test_column_widths__numbers_are_never_broken() -> None:
    columns = [TableColumn(name="Nội dung"), TableColumn(name="Số tiền", align="right")]
    rows = [("Nội dung chi rất dài " * 20, "1.250.000.000")]
    widths = column_widths(table(columns, rows), size=12, width=WIDTH)
    assert widths[1] >= text_width("1.250.000.000", 12, bold=True) + PADDING


def test_column_widths__a_column_of_names_is_as_wide_as_the_longest_name() -> None:
    name = "Bà Nguyễn Thị Phương Thảo"
    work = "Phó Trưởng phòng Kiểm soát thủ tục hành chính, Văn phòng Ủy ban nhân dân tỉnh, " * 3
    columns = [TableColumn(name=title) for title in ("TT", "Họ và tên", "Chức vụ", "Nhiệm vụ", "Ghi chú")]
    widths = column_widths(table(columns, [("1", name, work, work, work)]), size=12, width=WIDTH)
    assert widths[1] >= text_width(name, 12) + PADDING


def test_column_widths__names_give_way_before_words_where_there_is_no_room() -> None:
    name, word = "Bà Nguyễn Thị Phương Thảo", "nghiêng"
    columns = [TableColumn(name="nghiêng") for _ in range(8)] + [TableColumn(name="Tên")]
    widths = column_widths(table(columns, [(*[word] * 8, name)]), size=12, width=WIDTH)
    assert all(width >= text_width(word, 12) + PADDING for width in widths[:8])


ADDRESS = (
    "https://dichvucong.thanhgiang.example/tra-cuu/ho-so/chi-tiet?ma=000.00.00.H99-240612-0001&token=" + "3136ce6f" * 8
)


def test_widest_words__a_long_web_address_fits_since_it_is_broken_as_in_text() -> None:
    columns = [TableColumn(name=title) for title in ("TT", "Địa chỉ", "Ghi chú", "Số lượng")]
    assert widest_words(table(columns, [("1", ADDRESS, "Không", "5")]), size=12, width=WIDTH) == ""
    assert widest_words(table(columns, [("1", "A" * 98, "Không", "5")]), size=12, width=WIDTH) != ""


WORDS = st.text(alphabet="abcdeghiklm", min_size=1, max_size=7)
CELLS = st.lists(WORDS, max_size=25).map(" ".join)


@pytest.mark.slow
@given(st.integers(2, 6).flatmap(lambda count: st.lists(st.tuples(*[CELLS] * count), min_size=1, max_size=8)))
def test_column_widths__fill_the_page_and_hold_every_word(rows: list[tuple[str, ...]]) -> None:
    columns = [TableColumn(name=f"Cột {number}") for number in range(len(rows[0]))]
    widths = column_widths(table(columns, rows), size=12, width=WIDTH)
    assert sum(widths) == pytest.approx(WIDTH)
    for number, width in enumerate(widths):
        longest = max((text_width(word, 12) for row in rows for word in row[number].split(" ")), default=0.0)
        assert width >= longest + PADDING - 0.01
