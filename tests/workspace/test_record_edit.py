"""Values written into a record: only these are new, every other byte stays."""

from __future__ import annotations

import difflib
import random

import pytest

from pipeline.workspace.record_edit import with_values
from pipeline.workspace.tree import read_tree
from pipeline.workspace.value_places import Data

VALUES = {"số": "12", "ngày ban hành": "5/11/2025", "tình trạng": "đã ban hành", "mã băm": "ab" * 32}
LETTER = """\
# Đầu tệp
loại: công văn   # loại
mã: "cong-van"

trích yếu: >-
  một câu
  dài
tháng ban hành: 11/2025    # tháng
# trước phần ký
ký: {người ký: a}
"""


def _data(content: bytes) -> Data:
    source = read_tree(content.decode("utf-8-sig").replace("\r\n", "\n"), "a.yaml").source
    assert source is not None
    return source.data


def _added_only(before: str, after: str) -> bool:
    lines = list(difflib.ndiff(before.splitlines(keepends=True), after.splitlines(keepends=True)))
    return not [line for line in lines if line.startswith("-")]


def test_with_values__adds_lines_and_touches_no_other() -> None:
    done = with_values(LETTER.encode(), (), VALUES)
    assert done is not None
    assert _added_only(LETTER, done.decode())
    before = _data(LETTER.encode())
    assert isinstance(before, dict)
    assert _data(done) == {**before, **VALUES}
    assert done.decode().count("\n") == LETTER.count("\n") + len(VALUES)


@pytest.mark.parametrize(
    ("text", "holder", "wanted"),
    [
        ("mã: a\nsố:\n", (), "mã: a\nsố: 12\n"),
        ("mã: a\nsố:   # chưa có\n", (), "mã: a\nsố: 12   # chưa có\n"),
        ("mã: a\nsố: ''   # chưa có\n", (), "mã: a\nsố: 12   # chưa có\n"),
        ("mã: a", (), "mã: a\nsố: 12"),
        ("mã: a\r\nký: b\r\n", (), "mã: a\r\nsố: 12\r\nký: b\r\n"),
        ("\ufeffmã: a\n", (), "\ufeffmã: a\nsố: 12\n"),
        (
            "giấy mời:\n    ký:\n      người ký: a\n",
            ("giấy mời",),
            "giấy mời:\n    số: 12\n    ký:\n      người ký: a\n",
        ),
        ("giấy mời: {ký: {người ký: a}}\n", ("giấy mời",), "giấy mời: {ký: {người ký: a}, số: 12}\n"),
        ("biên bản: {}\n", ("biên bản",), "biên bản: {số: 12}\n"),
        ("biên bản: {đóng dấu: có, }\n", ("biên bản",), "biên bản: {đóng dấu: có, số: 12 }\n"),
        ("{mã: a}", (), "{mã: a, số: 12}"),
        ("a:\n  b: c\n# cuối\n", (), "số: 12\na:\n  b: c\n# cuối\n"),
        ("mã: a\nngày ban hành: >-\n  x\n", (), "mã: a\nsố: 12\nngày ban hành: >-\n  x\n"),
    ],
)
def test_with_values__in_whatever_form_it_is_written(text: str, holder: tuple[str, ...], wanted: str) -> None:
    assert with_values(text.encode(), holder, {"số": "12"}) == wanted.encode()


@pytest.mark.parametrize("text", ["số: >-\n  dài\n", "biên bản:\n", "- a\n", "a: [\n", "số: 'hai\n  dòng'\n"])
def test_with_values__what_cannot_be_done_in_place_is_not_done(text: str) -> None:
    holder = ("biên bản",) if text.startswith("biên") else ()
    assert with_values(text.encode(), holder, {"số": "12"}) is None


def test_with_values__in_any_order_of_fields_with_any_comments() -> None:
    lines = [
        "loại: công văn",
        "mã: x",
        'trích yếu: "a: b # c"',
        "đơn vị soạn thảo: VP  # ai",
        "tháng ban hành: 11/2025",
        "ký: {a: b}",
    ]
    dice = random.Random(11)  # noqa: S311 - no secret
    for _ in range(60):
        chosen = dice.sample(lines, dice.randint(1, len(lines)))
        text = "".join(
            f"{dice.choice(['', '# ghi chú', '  # lùi'])}\n{line}{dice.choice(['', '  ', ' # cuối'])}\n"
            for line in chosen
        )
        text = dice.choice([text, text.replace("\n", "\r\n"), text.rstrip("\n")])
        done = with_values(text.encode(), (), VALUES)
        assert done is not None, text
        before = _data(text.encode())
        assert isinstance(before, dict)
        assert _data(done) == {**before, **VALUES}, text
        ending = "\r\n" if "\r\n" in text else "\n"
        assert _added_only(text.rstrip("\r\n") + ending, done.decode().rstrip("\r\n") + ending), text
