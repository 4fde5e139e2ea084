"""Letters of a reporting period (công văn của kỳ báo cáo) as records that a clerk may edit: call and reminder."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pipeline.papers.wording import Wording
from pipeline.records.agency import Agency, AgencyGroup
from pipeline.records.office import Office
from pipeline.records.reporting import Outline, Period, TableLayout, UnitKind
from pipeline.reports import form_layout
from pipeline.reports.owing_units import Owed, is_of, kind_of_body
from pipeline.reports.parties import body_name, post_of, signing
from pipeline.reports.status import Sent, Standing
from pipeline.reports.unit_form import Beside

Data = Mapping[str, Any]
Forms = Mapping[Agency, tuple[form_layout.FormTable, ...]]
_NAMED: Final = 10
_OTHERS: Final = "đơn vị khác"  # says in an outline who is left, and in a letter nothing


@dataclass(frozen=True)
class Letter:
    """What differs between letters: key, month of issue, subject, addressees, and text."""

    key: str
    month: date
    subject: str
    to: tuple[str, ...]
    body: list[Any]


def call_letter(
    office: Office, period: Period, wording: Wording, beside: Mapping[str, Sequence[Beside]] | None = None
) -> Data:
    """The record of the letter that asks units for reports, with what is asked of whom.

    `beside`: by unit the earlier figures for its form; the letter says that they are printed only where some are.
    """
    outline = office.outline(period.outline)
    compiler = body_name(office, period.compiler)
    forms = {unit: tuple(form_layout.tables(office, outline, unit)) for unit in office.units(period.units)}
    asked = [
        wording.say(
            "công văn yêu cầu báo cáo",
            "một biểu",
            ten=table.title,
            so_chi_tieu=max(owing.values()),
            khac_nhau=len(set(owing.values())) > 1,
            nhieu_dong="có" if table.columns else "",
            don_vi=list(_owing_names(office, period, table, owing.keys(), wording)),
        )
        for table in outline.tables
        if (owing := _owing(forms, table))
    ]
    opening = wording.say(
        "công văn yêu cầu báo cáo", "mở đầu", bao_cao=outline.subject, ten_ky=period.name, co_quan=compiler
    )
    closing = wording.say(
        "công văn yêu cầu báo cáo",
        "kết thúc",
        co_quan=compiler,
        dia_chi=post_of(office, period.compiler),
        han=period.due,
    )
    in_tables = [{"khoản": wording.say("công văn yêu cầu báo cáo", "số liệu theo biểu", bieu=asked)}] if asked else []
    printed = _printed(forms, beside or {})
    names = list(dict.fromkeys(name for found in printed.values() for name in found))
    form = wording.say(
        "công văn yêu cầu báo cáo",
        "biểu mẫu điện tử",
        co_so_ky_truoc="có" if names else "",
        ky_truoc=names,
        chen_dong="có" if any(table.columns and _owing(forms, table) for table in outline.tables) else "",
        mot_so=sum(map(len, printed.values())) < len(names) * len(forms),
    )
    body: list[Any] = [opening, *_words_asked(outline, wording), *in_tables, {"khoản": form}, closing]
    subject = wording.say("công văn yêu cầu báo cáo", "trích yếu", ten_ky=period.name)
    return letter_record(office, period, Letter("yeu-cau", period.opened, subject, period.units, body))


def _words_asked(outline: Outline, wording: Wording) -> Iterator[Data]:
    if outline.sections:
        titles = [section.title for section in outline.sections]
        yield {"khoản": wording.say("công văn yêu cầu báo cáo", "báo cáo bằng lời", muc=titles)}


def _owing(forms: Forms, table: TableLayout) -> Mapping[str, int]:
    """The units whose form has a table, each with the number of indicators that it fills in there."""
    return {
        unit.id: len(sheet.indicators)
        for unit, sheets in forms.items()
        for sheet in sheets
        if sheet.layout.id == table.id
    }


def _owing_names(
    office: Office, period: Period, table: TableLayout, owing: Collection[str], wording: Wording
) -> Iterator[str]:
    """Who owes a table that not all owe: in the words of the outline where those say it, else unit by unit, else how many."""
    outline, units = office.outline(period.outline), office.units(period.units)
    if len(owing) == len(units):
        return
    asked: list[Owed] = [table, *map(outline.indicator, table.indicators)]
    keys = dict.fromkeys(key for item in asked for key in item.due_from)
    kinds = dict.fromkeys(kind for item in asked for kind in item.kinds)
    by_key = {key: {unit.id for unit in units if is_of(office, key, unit)} & set(owing) for key in keys}
    by_kind = {kind: {unit.id for unit in units if kind_of_body(unit) == kind} & set(owing) for kind in kinds}
    bodies = [(_called(office, key), members) for key, members in by_key.items()]
    bodies += [(_kind_called(wording, kind), members) for kind, members in by_kind.items()]
    names = _each_once(bodies)
    exact = set(owing) == set().union(*by_key.values(), *by_kind.values()) and _OTHERS not in kinds
    if len(names) <= _NAMED and exact and _whole(office, period, keys, kinds, owing):
        yield from names
    elif len(owing) <= _NAMED:
        yield from (unit.called for unit in units if unit.id in owing)
    else:
        yield wording.say("công văn yêu cầu báo cáo", "số đơn vị có biểu", so=len(owing), tong=len(units))


def _each_once(bodies: Sequence[tuple[str, set[str]]]) -> list[str]:
    """The names without those whose units all stand under the other names."""
    left = list(bodies)
    for body in reversed(bodies):
        if body[1] <= set[str]().union(*(members for name, members in left if name != body[0])):
            left.remove(body)
    return [name for name, _ in left]


def _kind_called(wording: Wording, kind: UnitKind) -> str:
    """What the units of a kind are called together."""
    return wording.say("công văn yêu cầu báo cáo", "các sở") if kind == "sở" else kind


def _called(office: Office, key: str) -> str:
    """The name of a unit or a group."""
    entity = office.by_id[key]
    return entity.name if isinstance(entity, AgencyGroup) else office.agency(key).called


def _whole(
    office: Office, period: Period, keys: Iterable[str], kinds: Collection[UnitKind], owing: Collection[str]
) -> bool:
    """Whether the groups and kinds that are named hold no unit of the period that does not owe the table."""
    named = {
        unit.id
        for unit in office.units(period.units)
        if any(is_of(office, key, unit) for key in keys) or kind_of_body(unit) in kinds
    }
    return named <= set(owing)


def _printed(forms: Forms, beside: Mapping[str, Sequence[Beside]]) -> Mapping[str, list[str]]:
    """The units in whose forms figures of earlier periods stand, with how those are headed there."""
    found = dict[str, list[str]]()
    for unit, sheets in forms.items():
        asked = [item for sheet in sheets for item in sheet.indicators]
        names = [note.name for note in beside.get(unit.id, ()) if any(map(note.words, asked))]
        if names:
            found[unit.id] = names
    return found


def reminder(
    office: Office, period: Period, standings: Iterable[Standing], wording: Wording, *, on: date
) -> Data | None:
    """The record of the letter to units that have not reported, with a table of them; None if all have."""
    late = [standing for standing in standings if standing.sent in {Sent.OVERDUE, Sent.WAITED_FOR}]
    if not late:
        return None
    compiler = body_name(office, period.compiler)
    rows = [
        [
            str(number),
            standing.unit.name,
            wording.say("công văn đôn đốc báo cáo", "tình trạng", so_ngay=standing.days_late),
        ]
        for number, standing in enumerate(late, start=1)
    ]
    columns = [
        {"tên": wording.say("bảng", "cột thứ tự"), "kiểu": "giữa"},
        {"tên": wording.say("bảng", "cột cơ quan, đơn vị")},
        {"tên": wording.say("công văn đôn đốc báo cáo", "cột tình trạng"), "kiểu": "giữa"},
    ]
    opening = wording.say(
        "công văn đôn đốc báo cáo",
        "mở đầu",
        ngay_gui=period.opened,
        co_quan=compiler,
        ten_ky=period.name,
        han=period.due,
        ngay=on,
        so=len(late),
    )
    closing = wording.say("công văn đôn đốc báo cáo", "kết thúc", co_quan=compiler)
    body: list[Any] = [opening, {"bảng": {"cột": columns, "hàng": rows}}, closing]
    to = tuple(standing.unit.id for standing in late)
    subject = wording.say("công văn đôn đốc báo cáo", "trích yếu", ten_ky=period.name)
    return letter_record(office, period, Letter(f"don-doc-{on:%Y%m%d}", on, subject, to, body))


def letter_record(office: Office, period: Period, letter: Letter) -> Data:
    """The record of a letter, with the issuer and signer of the period."""
    compiler = office.body(period.compiler)
    return {
        "loại": "công văn",
        "mã": f"{period.id}-{letter.key}",
        "cơ quan ban hành": compiler.id,
        "đơn vị soạn thảo": period.unit or compiler.symbol,
        "tháng ban hành": f"{letter.month.month}/{letter.month.year}",
        "trích yếu": letter.subject,
        "kính gửi": list(letter.to),
        "nội dung": letter.body,
        "ký": signing(office, period),
    }
