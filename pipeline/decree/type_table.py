"""The table of types read from TOML (bảng loại văn bản): the program's own, and rows that an office changes or adds.

Here and not with the papers, since the checker reads the types too and must know nothing of what writes papers.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from pipeline.decree.pack_folder import shipped_templates
from pipeline.decree.paper_types import NAMED_RECORD, WAYS_OF_SIGNING, PaperType, PaperTypes
from pipeline.errors import EnvironmentMissing
from pipeline.intake.toml_places import Path, line_at, toml_places
from pipeline.intake.toml_slips import toml_slips
from pipeline.text import identifier, nearest, normalize_tone_style

TABLE_FILE: Final = "loai_van_ban.toml"


@dataclass(frozen=True)
class _Column:
    """A column of the table: the field of `PaperType` that it fills, and what it may hold.

    `choices`: the allowed words; `flag`: yes or no; neither: any text of the form `form` (a pattern), which `expected`
    describes. `several`: more than one choice, separated by commas.
    """

    field: str
    choices: tuple[str, ...] = ()
    flag: bool = False
    several: bool = False
    form: str = r".*"
    expected: str = "một câu chữ"


_COLUMNS: Final[Mapping[str, _Column]] = {
    "ma": _Column("slug", form=r"[a-z0-9]+(_[a-z0-9]+)*", expected="chữ thường không dấu, nối bằng _"),
    "viet_tat": _Column("code", form=r"([^\W\d_]+[\w&]*)?", expected="chữ viết tắt, không dấu cách, không gạch nối"),
    "mau": _Column("sample", form=r"(PLIII\.M\d\.\d+)?", expected="mẫu của nghị định, ví dụ PLIII.M1.4"),
    "bo_cuc": _Column("layout", form=r"[a-z0-9_]+", expected="tên tệp mẫu Word không có .docx: chữ thường, không dấu"),
    "ho_so": _Column("record", choices=("quyết định", "công văn", "cuộc họp", NAMED_RECORD)),
    "kem_theo": _Column("attachable", flag=True),
    "kinh_gui": _Column("addressee", choices=("có", "nên có", "tùy", "không")),
    "dieu": _Column("articles", choices=("có", "tùy", "không")),
    "ket_thuc": _Column("ending", choices=("chung", "như điều", "thư ký, chủ tọa", "các bên")),
    "nguoi_ky": _Column("signers", choices=WAYS_OF_SIGNING, several=True),
    "trich_yeu": _Column("subject", choices=("có", "tùy")),
    "dia_danh_ngay": _Column("date_line", choices=("có", "tùy", "không")),
    "dau_het": _Column("end_mark", choices=("có", "tùy")),
    "noi_nhan": _Column("recipients", choices=("có", "tùy")),
    "giao_viec": _Column("assigns_tasks", flag=True),
    "vien_dan": _Column("cited_by_number", flag=True),
    "dien_tay": _Column("filled_by_hand", flag=True),
    "viet_tat_truoc_2020": _Column("code_before_2020"),
    "a5_truoc_2020": _Column("a5_before_2020", flag=True),
}
_TYPES, _COPIES, _OLDER, _ATTACHED = "loai", "ban_sao", "loai_cu", "kem_theo_khac"
# What an office may say of a type of its own, and of one of the decree: the rest is the decree's, or shows in no paper.
_OF_OWN: Final = ("ma", "viet_tat", "bo_cuc", "kinh_gui", "nguoi_ky")
_OF_DECREE: Final = ("bo_cuc", "kinh_gui", "nguoi_ky")


@dataclass(frozen=True)
class TableProblem:
    """A defect of a table: the line (0 where unknown), a message, and what to do."""

    line: int
    message: str
    hint: str


@cache
def paper_types() -> PaperTypes:
    """The table that comes with the program. EnvironmentMissing when it is not there; ValueError names its defects."""
    file = shipped_templates() / TABLE_FILE
    try:
        text = file.read_text("utf-8")
    except OSError as error:
        raise EnvironmentMissing(
            f"Không tìm thấy bảng loại văn bản {file}", "Phần mềm cài thiếu tệp; hãy cài lại."
        ) from error
    raw = tomllib.loads(text)
    problems: list[TableProblem] = []
    places = toml_places(text)
    rows = {name: _row(places, (_TYPES, name), row, problems) for name, row in raw[_TYPES].items()}
    older = {name: _row(places, (_OLDER, name), row, problems) for name, row in raw[_OLDER].items()}
    if problems:
        raise ValueError(f"{file}: " + "; ".join(f"{problem.line}: {problem.message}" for problem in problems))
    return PaperTypes(
        types=tuple(PaperType(name=name, **row) for name, row in rows.items()),
        copies=tuple((name, str(row["viet_tat"])) for name, row in raw[_COPIES].items()),
        older=tuple(PaperType(name=name, slug=identifier(name), **row) for name, row in older.items()),
        attached_only=tuple(raw[_ATTACHED]),
    )


def with_office_types(text: str, base: PaperTypes) -> tuple[PaperTypes, tuple[TableProblem, ...]]:
    """The table with an office's rows: columns that it gives replace the program's, new types come last.

    A row with a problem is left as it was in `base`; the problems are returned beside the table.
    """
    try:
        raw = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        slips = toml_slips(text)
        return base, tuple(TableProblem(slip.line, f"Bảng loại văn bản: {slip.what}", slip.hint) for slip in slips)
    places = toml_places(text)
    problems = list(_wrong_sections(places, raw))
    kinds = dict(base.by_name)
    sections = raw.get(_TYPES)
    for name, row in sections.items() if isinstance(sections, dict) else ():
        before = len(problems)
        made = _office_row(places, name, row, base, problems, taken=kinds.values())
        if made is not None and len(problems) == before:
            kinds[made.name] = made
    return replace(base, types=tuple(kinds.values())), tuple(problems)


def office_lines(text: str) -> Mapping[tuple[str, str], int]:
    """The lines of an office's table: (name of the type, column) to the line number; column "" is the row as a whole."""
    lines: dict[tuple[str, str], int] = {}
    for path, line in toml_places(text).items():
        if path[0] == _TYPES and len(path) in {2, 3}:
            lines.setdefault((_key(path[1]), identifier(path[2]) if len(path) > 2 else ""), line)  # noqa: PLR2004 - see above
    return lines


def _key(name: str) -> str:
    """The name of a type as the table has it: in small letters, with single blanks."""
    return " ".join(unicodedata.normalize("NFC", name).lower().split())


def _wrong_sections(places: Mapping[Path, int], raw: Mapping[str, Any]) -> Iterator[TableProblem]:
    for name in raw:
        if name != _TYPES or not isinstance(raw[name], dict):
            words = f"Bảng loại văn bản có mục “{name}” không dùng ở đây"
            yield TableProblem(line_at(places, name), words, 'Mỗi loại viết [loai."tên loại"].')


def _office_row(
    places: Mapping[Path, int],
    name: str,
    row: object,
    base: PaperTypes,
    problems: list[TableProblem],
    *,
    taken: Collection[PaperType],
) -> PaperType | None:
    """One row of an office as a type; problems are added to `problems`. None where the row cannot be used at all.

    `taken`: the types so far, rows above included; their slugs and abbreviations are no longer free.
    """
    line = line_at(places, _TYPES, name)
    if not isinstance(row, dict):
        problems.append(TableProblem(line, f"Loại “{name}” không có dòng nào", f'Viết [loai."{name}"] rồi các dòng.'))
        return None
    key = _key(name)
    known = base.by_name.get(key)
    allowed: tuple[str, ...] = _OF_DECREE if known is not None and not known.own else _OF_OWN
    if known is not None and known.ending == "thư ký, chủ tọa":
        allowed = tuple(column for column in allowed if column != "nguoi_ky")
    values = _row(places, (_TYPES, name), row, problems, allowed=allowed, decree=known is not None)
    if known is not None:
        return replace(known, **values)
    if not values.get("code") and not any(
        "viet_tat" in {column, nearest(column, allowed)} for column in map(identifier, row)
    ):
        words = f"Loại “{name}” thiếu dòng viet_tat"
        problems.append(TableProblem(line, words, 'Ghi chữ viết tắt dùng trong ký hiệu, ví dụ viet_tat = "GXN".'))
    if not re.fullmatch(r"[^\W\d_]+( [^\W\d_]+)*", key):
        problems.append(
            TableProblem(line, f"Tên loại “{name}” phải gồm các chữ cách nhau một dấu cách", "Sửa tên loại.")
        )
    values.setdefault("slug", identifier(key))
    problems += _clashes(name, line, values, taken)
    return PaperType(**{"name": key, "code": "", "record": NAMED_RECORD, "own": True, **values})


def _clashes(name: str, line: int, values: Mapping[str, Any], taken: Collection[PaperType]) -> Iterator[TableProblem]:
    """A problem for a slug or an abbreviation of a new type that another type already has."""
    owners = {paper_type.slug: paper_type.name for paper_type in taken}
    owners |= {paper_type.code: paper_type.name for paper_type in taken if paper_type.code}
    for called in (str(values["slug"]), str(values.get("code", ""))):
        if called in owners:
            words = f"Loại “{name}” dùng “{called}”, đã là của “{owners[called]}”"
            yield TableProblem(line, words, "Chọn chữ khác.")


def _row(
    places: Mapping[Path, int],
    path: tuple[str, str],
    row: Mapping[str, Any],
    problems: list[TableProblem],
    *,
    allowed: tuple[str, ...] = tuple(_COLUMNS),
    decree: bool = False,
) -> dict[str, Any]:
    """The values of a row by field; columns that are unknown or wrongly filled become problems."""
    values: dict[str, Any] = {}
    for written, value in row.items():
        key = identifier(written)
        column = _COLUMNS.get(key)
        if column is None or key not in allowed:
            words, hint = _unknown_column(written, allowed, decree=decree)
        elif fault := _fault(column, value):
            words, hint = _wrong_value(written, value, column, fault)
        else:
            values[column.field] = _value(column, value)
            continue
        problems.append(TableProblem(line_at(places, *path, written), f"Loại “{path[1]}”{words}", hint))
    return values


def _unknown_column(written: str, allowed: tuple[str, ...], *, decree: bool) -> tuple[str, str]:
    """The words and the hint about a line of a row that is not known, or that an office may not write there."""
    key = identifier(written)
    if key in _COLUMNS:
        return f": không ghi “{written}” ở đây", "Bỏ dòng này" + (": nghị định đã định." if decree else ".")
    names = ", ".join(allowed)
    near = nearest(key, allowed)
    if near is None:
        return f": không có dòng “{written}”", f"Các dòng được dùng: {names}. Sửa tên dòng này, hoặc bỏ dòng."
    return f": không có dòng “{written}”", f"Có lẽ là “{near}”: sửa tên dòng. Các dòng được dùng: {names}."


def _wrong_value(written: str, value: object, column: _Column, fault: str) -> tuple[str, str]:
    """The words and the hint about a value that a column may not hold; blanks and tabs that nobody sees are told."""
    plain = " ".join(value.split()) if isinstance(value, str) else ""
    seen = str(value).replace("\t", "[Tab]")
    if plain and plain != value and not _fault(column, plain):
        return f", dòng {written}: ghi “{seen}”, có phím Tab hoặc dấu cách thừa", f'Viết: {written} = "{plain}"'
    if plain and column.choices and not column.several:
        near = nearest(plain, column.choices)
        hint = f'Có lẽ là: {written} = "{near}"' if near else "Ghi một trong các chữ ấy."
        return f", dòng {written}: ghi “{seen}”, cần {fault}", hint
    return f", dòng {written}: ghi “{seen}”, cần {fault}", "Sửa lại theo dạng ấy."


def _value(column: _Column, value: object) -> object:
    """The value of a `PaperType` field for what is written in a column."""
    if not isinstance(value, str):
        return value
    if column.choices:
        chosen = _chosen(column, value)
        return chosen if column.several else chosen[0]
    return unicodedata.normalize("NFC", value)


def _chosen(column: _Column, written: str) -> tuple[str, ...]:
    """The choices that are written, in the spelling of the column; "" in place of a word that is no choice.

    Capitals, spaces and the two ways to place a tone mark (`thừa ủy quyền`, `thừa uỷ quyền`) make no difference.
    """
    known = {normalize_tone_style(choice): choice for choice in column.choices}
    parts = written.split(",") if column.several else (written,)
    return tuple(known.get(" ".join(normalize_tone_style(part).lower().split()), "") for part in parts)


def _fault(column: _Column, value: object) -> str:
    """What a column expects in place of a wrong value, in words; "" where the value is right."""
    if column.flag:
        return "" if isinstance(value, bool) else "true hoặc false"
    if column.choices:
        choices = ", ".join(f"“{choice}”" for choice in column.choices)
        right = isinstance(value, str) and all(_chosen(column, value))
        return "" if right else f"{'một hay nhiều' if column.several else 'một'} trong: {choices}"
    return "" if isinstance(value, str) and re.fullmatch(column.form, value) else column.expected
