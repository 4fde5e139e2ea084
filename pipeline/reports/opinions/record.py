"""The record of opinions (hồ sơ ý kiến góp ý): slips are added to it; what the secretary wrote stays.

A member's entry is written anew only if a newer slip came. What was decided about an opinion then goes to the same
words on the new slip. An opinion that the new slip no longer has stays, marked as replaced, if something was decided
about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel

from pipeline.records.opinions import Opinion, Opinions, SlipEntry
from pipeline.records.reporting import Period
from pipeline.reports.opinions.members import Asked
from pipeline.reports.opinions.opinion_store import KeptSlip
from pipeline.reports.opinions.returned_slip import ReturnedSlip, Said
from pipeline.reports.typed_names import plain_name

Data = dict[str, Any]


def opinions_id(period: Period) -> str:
    """The id of the record of opinions of a period."""
    return f"{period.id}-y-kien"


def opinions_record(
    period: Period,
    present: Opinions | None,
    members: Sequence[Asked],
    slips: Mapping[str, tuple[KeptSlip, ReturnedSlip]],
) -> Data:
    """The record with the last slip of each member; entries of people who are no longer asked stay, at the end."""
    before = {slip.member: slip for slip in (present.slips if present else ())}
    order = list(dict.fromkeys((*(member.id for member in members), *before)))
    entries = [entry for key in order if (entry := _entry(before.get(key), slips.get(key))) is not None]
    record = plain(present) if present else {"loại": "ý kiến góp ý", "mã": opinions_id(period), "kỳ báo cáo": period.id}
    return {**record, "phiếu": entries}


def _entry(before: SlipEntry | None, sent: tuple[KeptSlip, ReturnedSlip] | None) -> Data | None:
    if sent is None or (before is not None and before.version is not None and before.version >= sent[0].version):
        return plain(before) if before is not None else None
    kept, slip = sent
    known = list(before.opinions) if before else []
    opinions = [_opinion(said, known) for said in slip.said]
    entry: Data = {
        "thành viên": kept.member,
        "ngày nhận": _day(kept.received),
        "bản dự thảo": kept.draft,
        "bản nhận": kept.version,
        "tệp": kept.file,
        "ý kiến chung": slip.stance,
    }
    if opinions := [*opinions, *_replaced(known, by_hand=before is not None and before.version is None)]:
        entry["góp ý"] = opinions
    answers = {(question.text, question.doubt): question.answer for question in (before.questions if before else ())}
    questions = [
        {"chữ": question.text, "nghi vấn": question.doubt}
        | ({"trả lời": answer} if (answer := answers.get((question.text, question.doubt))) else {})
        for question in slip.questions
    ]
    return entry | ({"câu hỏi": questions} if questions else {})


def _opinion(said: Said, known: list[Opinion]) -> Data:
    """An opinion of the new slip, with what was decided about the same words on an earlier slip."""
    content = {"vị trí": said.at, "nội dung": said.text, "lý do": said.reason}
    data: Data = {key: value for key, value in content.items() if value}
    same = [opinion for opinion in known if plain_name(opinion.text) == plain_name(said.text)]
    best = next((opinion for opinion in same if (opinion.at or "") == said.at), next(iter(same), None))
    if best is not None:
        known.remove(best)
        decided = {"xử lý": best.disposition, "nội dung xử lý": best.answer}
        data |= {key: value for key, value in decided.items() if value is not None}
    return data


def _replaced(left: Iterable[Opinion], *, by_hand: bool) -> list[Data]:
    """Earlier opinions that the new slip does not have.

    Opinions that were typed in by hand stay; opinions with a decision stay and are marked as replaced; others are
    dropped.
    """
    if by_hand:
        return [plain(opinion) for opinion in left]
    decided = (opinion for opinion in left if opinion.disposition is not None or opinion.answer is not None)
    return [plain(opinion) | {"đã thay": "có"} for opinion in decided]


def plain(record: BaseModel) -> Data:
    """A record as plain data with Vietnamese keys; only what was written in the record."""
    return {key: _plain(value) for key, value in record.model_dump(by_alias=True, exclude_unset=True).items()}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


def _day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
