"""A change from a day on changes no paper dated before it, and those after it as if it had always been so.

For every fact of the sample office: the papers with the dated change are held against those without it and against those of
an office in which the fact always was the new one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import chain
from typing import Any

import pytest

from pipeline.papers.compose import compose
from pipeline.papers.official_document import OfficialDocument
from pipeline.records.agency import AgencyChange, Contact, Person, PersonChange
from pipeline.records.committee import Committee, CommitteeChange, SealByRole
from pipeline.records.office import Office
from pipeline.workspace.load import load
from tests.sample import OFFICE

DAYS = (date(2024, 3, 1), date(2024, 6, 1), date(2024, 8, 1))


@cache
def office() -> Office:
    """The sample office without days: each test puts its own in."""
    whole = load(OFFICE).office.on(date(2024, 1, 1))
    return replace(whole, files=whole.files)


def days_of_papers(whole: Office) -> Mapping[str, tuple[date, date]]:
    """The first and the last day of which each paper takes facts."""
    days = {paper.id: (paper.day(None), paper.day(None)) for paper in whole.papers}
    for meeting in whole.meetings:
        if meeting.invitation:
            day = meeting.invitation.day(None)
            days[meeting.invitation.id or f"{meeting.id}-giay-moi"] = (day, day)
        if meeting.minutes:
            days[meeting.minutes.id or f"{meeting.id}-bien-ban"] = (meeting.day, meeting.day)
        if meeting.notice:
            # What it says of the meeting is as it was there.
            day = meeting.notice.day(None)
            days[meeting.notice.id or f"{meeting.id}-thong-bao"] = (min(day, meeting.day), max(day, meeting.day))
    return days


def papers(whole: Office) -> Mapping[str, OfficialDocument]:
    return {one.id: one for one in compose(whole)}


@cache
def plain() -> Mapping[str, OfficialDocument]:
    return papers(office())


def with_person(whole: Office, key: str, **facts: Any) -> Office:
    return replace(whole, people=tuple(_changed(one, key, facts) for one in whole.people))


def with_agency(whole: Office, key: str, **facts: Any) -> Office:
    return replace(whole, agencies=tuple(_changed(one, key, facts) for one in whole.agencies))


def with_committee(whole: Office, key: str, **facts: Any) -> Office:
    return replace(whole, committees=tuple(_changed(one, key, facts) for one in whole.committees))


def _changed(record: Any, key: str, facts: Mapping[str, Any]) -> Any:
    return record.model_copy(update=facts) if record.id == key else record


@dataclass(frozen=True)
class Case:
    """One fact of one record: what is put in with a day, and what the record is when it always was so."""

    record: str
    put: Callable[..., Office]
    dated: Mapping[str, Any]
    always: Mapping[str, Any]


def people_cases(day: date) -> Mapping[str, list[Case]]:
    """Name, form of address, post, agency of each person."""
    found: dict[str, list[Case]] = {}
    for person in office().people:
        other = next(one.id for one in office().agencies if one.id != person.agency)
        for facts in (
            {"name": "Trương Gia Bảo"},
            {"honorific": "Bà" if person.honorific == "Ông" else "Ông"},
            {"title": "Chuyên gia cao cấp", "full_title": None},
            {"full_title": "Chuyên gia cao cấp của tỉnh"},
            {"title": "Giám đốc", "agency": other, "full_title": None},
        ):
            _add(found, with_person, person.id, PersonChange, day, facts)
    return found


def agency_cases(day: date) -> Mapping[str, list[Case]]:
    """Name, symbol, superior, title of the head, place, way to be reached, seal of each agency."""
    contact = Contact(address="Số 5 đường Hoa Phượng, thành phố Thanh Giang")
    found: dict[str, list[Case]] = {}
    for agency in office().agencies:
        for facts in (
            {"name": "Sở Số hóa", "short_name": None, "letterhead": (), "parent_form": None},
            {"short_name": "Cơ quan mới"},
            {"symbol": "CQM"},
            {"parent": "cong-an-tinh"},
            {"superior": "cong-an-tinh"},
            {"head_title": "Thủ trưởng"},
            {"place": "Phú Lâm"},
            {"collective": "Tập thể mới"},
            {"has_seal": "không"},
            {"contact": contact},
        ):
            above = agency.parent if "parent" in facts else "superior" in facts
            if not {"parent", "superior"} & set(facts) or (above and agency.id != "cong-an-tinh"):
                _add(found, with_agency, agency.id, AgencyChange, day, facts)
    return found


def committee_cases(day: date) -> Mapping[str, list[Case]]:
    """Name, symbol, founder, head's title, standing agency, seals, members of each committee."""
    seals = SealByRole(head="so-tttt", deputy="so-noi-vu", standing="ubnd-tinh", member="van-phong-ubnd")
    found: dict[str, list[Case]] = {}
    for committee in office().committees:
        for facts in (
            {"name": "Ban Chỉ đạo Chuyển đổi số tỉnh Thanh Giang", "letterhead": ()},
            {"short_name": "Ban"},
            {"symbol": "BCĐCĐS"},
            {"founded_by": "so-noi-vu"},
            {"head_title": "Chủ tịch Ban"},
            {"standing_agency": "so-noi-vu"},
            {"collective": "Tập thể Ban"},
            {"seals": seals},
        ):
            _add(found, with_committee, committee.id, CommitteeChange, day, facts)
        _add_members(found, committee, day)
    return found


def _add_members(found: dict[str, list[Case]], committee: Committee, day: date) -> None:
    """Another title from the day on, for all; every other member but the head gone from the day on."""
    eve = {"until": date.fromordinal(day.toordinal() - 1)}
    new = [one.model_copy(update={"title": "Ủy viên đặc biệt"}) for one in committee.members]
    pairs = zip(committee.members, new, strict=True)
    both = [
        line for old, later in pairs for line in (old.model_copy(update=eve), later.model_copy(update={"since": day}))
    ]
    case = Case(committee.id, with_committee, {"members": tuple(both)}, {"members": tuple(new)})
    found.setdefault("chức danh thành viên", []).append(case)
    leaving = committee.members[1::2]
    ended = tuple(one.model_copy(update=eve) if one in leaving else one for one in committee.members)
    case = Case(
        committee.id,
        with_committee,
        {"members": ended},
        {"members": tuple(one for one in committee.members if one not in leaving)},
    )
    found.setdefault("thành viên ra", []).append(case)


def _add(
    found: dict[str, list[Case]], put: Callable[..., Office], key: str, change: Any, day: date, facts: Mapping[str, Any]
) -> None:
    said = {field: value for field, value in facts.items() if value}
    case = Case(key, put, {"changes": (change(since=day, **said),)}, facts)
    found.setdefault(" ".join(facts), []).append(case)


def _batches(cases: Mapping[str, list[Case]]) -> Iterator[tuple[str, list[Case]]]:
    """The same fact of all records at once; by hand (VANTHU_FUZZ) each by itself, too."""
    for what, those in cases.items():
        yield what, those
        if "VANTHU_FUZZ" in os.environ and len(those) > 1:
            yield from ((f"{what} {one.record}", [one]) for one in those)


def _holds(what: str, day: date, dated: Office, always: Office) -> bool:
    """Before the day as without the change, from it on as if it had always been so; whether any paper shows it."""
    before, after, found = plain(), papers(always), papers(dated)
    for key, (first, last) in days_of_papers(office()).items():
        if last < day:
            assert found[key] == before[key], f"{what} từ {day}: {key}"
        elif first >= day:
            assert found[key] == after[key], f"{what} từ {day}: {key}"
    return found != before


@pytest.mark.slow
@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("kind", [people_cases, agency_cases, committee_cases])
def test_compose__a_change_from_a_day_on_alters_no_paper_before_it(
    kind: Callable[[date], Mapping[str, list[Case]]], day: date
) -> None:
    shown: set[str] = set()
    for what, cases in _batches(kind(day)):
        dated = always = office()
        for case in cases:
            dated, always = case.put(dated, case.record, **case.dated), case.put(always, case.record, **case.always)
        if _holds(what, day, dated, always):
            shown.add(what)
    assert len(shown) > 1


@pytest.mark.parametrize("day", DAYS)
def test_compose__a_successor_alters_no_paper_before_his_day(day: date) -> None:
    """Each person succeeded by another, written once; papers take the new one where they go by the post."""
    new = tuple(
        Person(id=f"{one.id}-moi", name="Trương Gia Bảo", honorific="Ông", succeeds=one.id, since=day)
        for one in office().people
    )
    dated = replace(office(), people=(*office().people, *new))
    always = tuple(
        one.model_copy(update={"id": f"{one.id}-moi", "name": "Trương Gia Bảo", "honorific": "Ông"})
        for one in office().people
    )
    lists = tuple(
        one.model_copy(
            update={"members": tuple(each.model_copy(update={"person": f"{each.person}-moi"}) for each in one.members)}
        )
        for one in office().committees
    )
    assert _holds("kế nhiệm", day, dated, replace(office(), people=(*office().people, *always), committees=lists))


def test_compose__without_days_nothing_is_otherwise() -> None:
    assert papers(office()) == plain()


def test_compose__a_notice_speaks_of_the_meeting_as_it_was() -> None:
    """Issued after the change, signed by who is in post then; who chaired is named as on the day of the meeting."""
    meeting = next(one for one in office().meetings if one.notice is not None and one.notice.date is not None)
    assert meeting.notice is not None
    assert meeting.notice.date is not None
    day = meeting.notice.date
    assert meeting.day < day
    title = {"changes": (PersonChange(since=day, full_title="Bí thư Tỉnh ủy"),)}
    key = meeting.notice.id or f"{meeting.id}-thong-bao"
    assert papers(with_person(office(), meeting.chair, **title))[key] == plain()[key]
    signer = {"changes": (PersonChange(since=day, name="Trương Gia Bảo"),)}
    found = papers(with_person(office(), meeting.notice.signing.person, **signer))[key]
    assert found.signatures[0].name == "Trương Gia Bảo"


def test_compose__a_paper_without_its_day_takes_the_day_asked_for_within_its_month() -> None:
    paper = next(one for one in office().papers if one.date is None and one.month == date(2024, 6, 1))
    changed = with_person(
        office(), paper.signing.person, changes=(PersonChange(since=date(2024, 6, 16), name="Lê Văn Mới"),)
    )

    def signer(on: date | None) -> str:
        return next(one for one in compose(changed, on=on) if one.id == paper.id).signatures[0].name

    old = office().person(paper.signing.person).name
    assert [signer(date(2024, 1, 1)), signer(date(2024, 6, 15)), signer(date(2024, 6, 16))] == [old, old, "Lê Văn Mới"]
    assert [signer(date(2026, 1, 1)), signer(None)] == ["Lê Văn Mới", "Lê Văn Mới"]


def test_history__every_dated_fact_has_a_case() -> None:
    """A fact that can change has its case above: a new one is not forgotten."""
    met: dict[Any, set[str]] = {PersonChange: set(), AgencyChange: set(), CommitteeChange: set()}
    for cases in (people_cases, agency_cases, committee_cases):
        for case in chain.from_iterable(cases(DAYS[0]).values()):
            for change in case.dated.get("changes", ()):
                met[type(change)] |= change.model_fields_set
    left_out = {
        PersonChange: {"succeeds", "academic"},  # its own case; on no paper
        AgencyChange: {"letterhead", "parent_form", "unit_of"},  # with the name; decides who may sign
        CommitteeChange: {"letterhead", "under", "series"},  # with the name; above a group; on no paper
    }
    for model, fields in met.items():
        assert set(model.model_fields) == fields | left_out[model]
