"""Whose opinions are asked for (thành viên được lấy ý kiến): a value for each member, from the record of the period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.papers.signature import full_title
from pipeline.papers.wording import Wording
from pipeline.records.agency import Agency, AgencyGroup, Person
from pipeline.records.committee import Committee, Role
from pipeline.records.office import Office
from pipeline.records.reporting import Period


@dataclass(frozen=True)
class Asked:
    """A person or agency that is asked: name in running text, name as it signs, post, title inside the committee."""

    id: str
    name: str
    signs: str
    post: str = ""
    role: str = ""

    @property
    def called(self) -> str:
        """Name and post in running text: `Bà Lê Thị A, Giám đốc Sở Nội vụ`."""
        return f"{self.name}, {self.post}" if self.post else self.name

    @property
    def introduced(self) -> str:
        """Name, post and title inside the committee, as the slip prints them."""
        return f"{self.called}, {self.role}" if self.role else self.called


def members(office: Office, period: Period) -> tuple[Asked, ...]:
    """Everybody who is asked, in the order of the record; of a committee, all members but its head.

    Members, posts and names are those of the last day for opinions. The head is left out since the report goes to the
    head.
    """
    call = period.opinions
    if call is None:
        return ()
    without, then = set(call.without), office.on(call.due)
    found: dict[str, Asked] = {}
    for key in call.members:
        for member in _asked(then, key):
            if member.id not in without:
                found.setdefault(member.id, member)
    return tuple(found.values())


def _asked(office: Office, key: str) -> Iterator[Asked]:
    match office.by_id[key]:
        case Committee() as committee:
            for member in committee.members:
                if member.role is not Role.HEAD:
                    role = f"{member.title} {committee.short_name}" if member.role is Role.MEMBER else member.title
                    yield _person(office, office.person(member.person), role)
        case AgencyGroup() as group:
            yield from (_agency(office.agency(member)) for member in group.members)
        case Agency() as agency:
            yield _agency(agency)
        case Person() as person:
            yield _person(office, person)


def _person(office: Office, person: Person, role: str = "") -> Asked:
    return Asked(person.id, person.addressed, person.name, full_title(office, person), role)


def _agency(agency: Agency) -> Asked:
    return Asked(agency.id, agency.name, agency.name)


def whose(office: Office, period: Period, wording: Wording) -> str:
    """A phrase for those who are asked: `các Ủy viên Ban Chỉ đạo …` for a committee, else `các cơ quan, thành viên`."""
    keys = period.opinions.members if period.opinions else ()
    then = office.on(period.opinions.due) if period.opinions else office
    entities = [then.by_id[key] for key in keys]
    if len(entities) == 1 and isinstance(entities[0], Committee):
        return wording.say("công văn lấy ý kiến", "người được hỏi, một ban", ban=entities[0].name)
    return wording.say("công văn lấy ý kiến", "người được hỏi")
