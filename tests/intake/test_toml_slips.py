"""What a clerk gets wrong in a TOML file is told by line, with the line as it should be written."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable, Mapping
from typing import Final

import pytest

from pipeline.intake.toml_slips import TomlSlip, toml_slips
from tests.sample import TEMPLATES

_EACH: Final = max(1, 41 // int(os.environ.get("VANTHU_FUZZ", "1")))  # of so many lines of our files one is tried
_FILES: Final = [(TEMPLATES / name).read_text("utf-8") for name in ("loi_van.toml", "loai_van_ban.toml")]
_SHORT: Final = [
    line for text in _FILES for line in text.split("\n") if len(line) < 120
]  # longer ones are not written out
_LINES: Final = [line for line in _SHORT if re.fullmatch(r'[^#"]*"[^#]+ = "[^"]+"|\w+ = "[^"]+"', line)][::_EACH]
_HEADERS: Final = [line for line in _SHORT if re.fullmatch(r'\[(loai\.)?"\w+ .+"\]', line)][:: max(1, _EACH // 4)]
Spoil = Callable[[str], str]


def curly(line: str) -> str:
    """The line as Word writes it: each straight quotation mark curly."""
    marks = iter("“”" * line.count('"'))
    return re.sub('"', lambda _: next(marks), line)


def in_value(change: Spoil) -> Spoil:
    """A change of a value, with its quotation marks, as one of the line."""

    def of_line(line: str) -> str:
        key, _, value = line.partition(" = ")
        return f"{key} = {change(value)}"

    return of_line


# What a hand does to a line, and what is said of it.
_SPOILT: Final[Mapping[str, tuple[Spoil, str]]] = {
    "closing mark forgotten": (lambda line: line[:-1], 'thiếu dấu ngoặc kép " đóng'),
    "opening mark forgotten": (in_value(lambda value: value[1:]), 'thiếu dấu ngoặc kép " mở'),
    "both marks forgotten": (in_value(lambda value: value[1:-1]), "không nằm giữa hai dấu ngoặc kép"),
    "curly marks": (curly, "ngoặc kép cong"),
    "curly value": (in_value(curly), "ngoặc kép cong"),
    "curly closing mark": (lambda line: f"{line[:-1]}”", "ngoặc kép cong"),
    "curly opening mark": (in_value(lambda value: f"“{value[1:]}"), "ngoặc kép cong"),
    "curly and not closed": (in_value(lambda value: f"“{value[1:-1]}"), 'thiếu dấu ngoặc kép " đóng'),
    "colon": (lambda line: line.replace(" = ", ": ", 1), "ghi dấu : thay cho dấu ="),
    "no sign": (lambda line: line.replace(" = ", " ", 1), "thiếu dấu ="),
    "semicolon behind": (lambda line: f"{line};", "thừa “;”"),
    "hidden blank": (lambda line: line.replace(" = ", "\u00a0= ", 1), "không nhìn thấy ngoài dấu ngoặc kép (U+00A0)"),
    "hidden sign": (lambda line: f"\ufeff{line}", "không nhìn thấy ngoài dấu ngoặc kép (U+FEFF)"),
    "Enter within": (in_value(lambda value: value.replace(" ", "\n", 1)), "ngắt sang dòng sau"),
}
_SPOILT_HEADERS: Final[Mapping[str, tuple[Spoil, str]]] = {
    "curly marks": (curly, "ngoặc kép cong"),
    "closing mark forgotten": (lambda line: line.replace('"]', "]"), 'thiếu dấu ngoặc kép " đóng'),
    "opening mark forgotten": (lambda line: line.replace('"', "", 1), 'thiếu dấu ngoặc kép " mở'),
    "both marks forgotten": (lambda line: line.replace('"', ""), "không nằm giữa hai dấu ngoặc kép"),
    "bracket forgotten": (lambda line: line[:-1], "thiếu dấu ] đóng"),
    "bracket twice": (lambda line: f"{line}]", "thừa dấu ]"),
}


def put_right(text: str, slip: TomlSlip, *, lines: int) -> str:
    """The text with what the hint says in place of the faulty lines."""
    written = text.split("\n")
    _, how, right = slip.hint.partition("iết: ")
    assert how
    return "\n".join([*written[: slip.line - 1], right, *written[slip.line - 1 + lines :]])


@pytest.mark.parametrize(
    ("line", "spoilt", "said"),
    [
        pytest.param(line, spoil(line), said, id=f"{kind}: {line[:30]}")
        for kinds, lines in ((_SPOILT, _LINES), (_SPOILT_HEADERS, _HEADERS))
        for kind, (spoil, said) in kinds.items()
        for line in lines
        if spoil(line) != line
    ],
)
def test_slip__is_told_with_the_line_as_it_should_be(line: str, spoilt: str, said: str) -> None:
    before, after = '# lời\n["nhóm"]\n', '\n"câu sau" = "Câu “sau”"\n'
    text = f"{before}{spoilt}{after}"
    (slip,) = toml_slips(text)
    assert slip.line == 3
    assert said in slip.what
    assert " ".join(spoilt.split("\n", maxsplit=1)[0].split()[:2])[1:] in slip.what
    mended = put_right(text, slip, lines=1 + spoilt.count("\n"))
    assert tomllib.loads(mended) == tomllib.loads(f"{before}{line}{after}")


@pytest.mark.parametrize(
    ("text", "line", "said", "hint"),
    [
        ('"a" = "Dự "Hội nghị" ấy"\n', 1, 'ngoặc kép thẳng " ở giữa câu', 'Viết: "a" = "Dự “Hội nghị” ấy"'),
        ('"a" = "Dự “Hội nghị” ấy\n', 1, 'thiếu dấu ngoặc kép " đóng', 'Viết: "a" = "Dự “Hội nghị” ấy"'),
        ('"a" = "Dự “Hội nghị”\n', 1, 'thiếu dấu ngoặc kép " đóng', 'Viết: "a" = "Dự “Hội nghị”"'),
        ('"a" = "Ý\nkiến chung:"\n', 1, "ngắt sang dòng sau", 'Viết: "a" = "Ý kiến chung:"'),
        ('"a" = "Ý\nLý do: {{ ly_do }}"\n', 1, "ngắt sang dòng sau", 'Viết: "a" = "Ý Lý do: {{ ly_do }}"'),
        ('"a" = "C:\\mau"\n', 1, "có “\\m” không dùng được trong câu", 'Viết: "a" = "C:\\\\mau"'),
        ('[loại."giấy"]\n', 1, "“loại” phải viết không dấu", 'Viết: [loai."giấy"]'),
        ('kính gửi = "có"\n', 1, "tên có dấu hoặc dấu cách", 'Viết: "kính gửi" = "có"'),
        ('"a" =\n"b" = "c"\n', 1, "sau dấu = không có gì", "Mỗi dòng viết"),
        ('"a" = "b"\nchữ lạc\n', 2, "không có dạng", "Mỗi dòng viết"),
        ('"a" = """Dự\nhọp\n', 1, "ba dấu ngoặc kép mà không đóng", "trên một dòng"),
        ('"a" = "b"\n"a" = "c"\n', 2, "đã có ở dòng 1", "Bỏ một trong hai dòng"),
        ('["a"]\nb = "c"\n["a"]\n', 3, "đã có ở dòng 1", "Gộp hai mục"),
        ('"a" = "' + "chữ " * 80 + "\n", 1, "thiếu dấu ngoặc kép", "Mỗi dòng viết"),
    ],
)
def test_slip__names_what_was_found_and_what_to_write(text: str, line: int, said: str, hint: str) -> None:
    (slip,) = toml_slips(text)
    assert slip.line == line
    assert said in slip.what
    assert hint in slip.hint


def test_slips__of_a_file_are_told_all_at_once() -> None:
    text = "".join(f'"câu {number}" = {value}\n' for number, value in enumerate(['"a', "“b”", '"c"', "d", '"e";']))
    assert [slip.line for slip in toml_slips(text)] == [1, 2, 4, 5]


@pytest.mark.parametrize("text", _FILES, ids=["wording", "types"])
def test_sound_file__has_no_slip(text: str) -> None:
    assert toml_slips(text) == ()


@pytest.mark.parametrize(
    "text", ["x = " + "[" * 5000, "[" * 200, '"', "=", "\x00", "[a]\r\n"[:-1] + '"', "“" * 99, "'''"]
)
def test_any_text__that_cannot_be_read_has_a_slip_within_it(text: str) -> None:
    slips = toml_slips(text)
    assert slips
    assert all(1 <= slip.line <= text.count("\n") + 1 and slip.what and slip.hint for slip in slips)
