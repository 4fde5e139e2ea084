"""The verb by which a body hands on a task (giao, đề nghị): from who is subordinate to whom in the records.

A body gives orders to its own units and members; everybody else, a company, an association, an agency of another
branch, a higher body, it can only request. `yêu cầu` is used only where the record asks for it. Where the records do
not tell, the verb is the one that is right with everybody, and `known` is False: the check of the records asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from pipeline.records.agency import Agency, AgencyGroup, Person
from pipeline.records.base import is_slug
from pipeline.records.committee import Committee
from pipeline.records.conclusion import Verb
from pipeline.records.office import Entity, Office

# By their names: companies, associations and unions, bodies of the Party, courts and procuracies take no orders of an office.
_TAKES_NO_ORDERS: Final = re.compile(
    r"(?:Công ty|Tổng công ty|Tập đoàn|Doanh nghiệp|Hợp tác xã|Ngân hàng|VNPT|Viettel|Bưu điện|Điện lực|Viễn thông"
    r"|Hội|Hiệp hội|Liên hiệp|Liên đoàn|Liên minh|Đoàn|Tỉnh đoàn|Thành đoàn|Huyện đoàn|Mặt trận|Ủy ban Mặt trận|Ủy ban MTTQ"
    r"|Tỉnh ủy|Thành ủy|Huyện ủy|Quận ủy|Đảng ủy|Ban Thường vụ|Ban Tuyên giáo|Tòa án|Viện kiểm sát|Hội đồng nhân dân|HĐND"
    r"|Quốc hội|Chính phủ|Thủ tướng|Bộ(?! phận| Chỉ huy)|Ngân hàng Nhà nước|Kho bạc|Bảo hiểm xã hội|Cục)(?!\w)"
)
_MEMBERS: Final = re.compile(r"(?:Các )?(?:thành viên|ủy viên)", re.IGNORECASE)


@dataclass(frozen=True)
class Command:
    """The verb, and whether the records decide it (`known`)."""

    words: Verb
    known: bool


_ORDERED: Final = Command("giao", known=True)
_ASKED: Final = Command("đề nghị", known=True)
_NOT_KNOWN: Final = Command("đề nghị", known=False)


def verb_of(office: Office, giver: Agency | Committee, parties: Iterable[str]) -> Command:
    """The verb for all who lead a task: an order only when it is one for each of them."""
    found = [_for_party(office, giver, party) for party in parties]
    if all(command == _ORDERED for command in found):
        return _ORDERED
    return _ASKED if all(command.known for command in found) else _NOT_KNOWN


def _for_party(office: Office, giver: Agency | Committee, party: str) -> Command:
    entity = office.by_id.get(party) if is_slug(party) else _named(office, party)
    match entity:
        case None:
            return _by_words(giver, party)
        case Person():
            return _for_person(office, giver, entity)
        case Committee():
            return _ORDERED if _is_under(office, entity, giver) else _ASKED
        case AgencyGroup():
            return verb_of(office, giver, entity.members)
    return _for_agency(office, giver, entity)


def _named(office: Office, words: str) -> Entity | None:
    """The agency, group or committee whose full name these words are; None where there is none."""
    office.require_all("cơ quan")
    names: Iterable[tuple[Entity, set[str]]] = (
        *((agency, {agency.name, agency.called}) for agency in office.agencies),
        *((group, {group.name}) for group in office.groups),
        *((committee, {committee.name, committee.short_name}) for committee in office.committees),
    )
    return next((entity for entity, called in names if words in called), None)


def _by_words(giver: Agency | Committee, words: str) -> Command:
    if isinstance(giver, Committee) and _MEMBERS.match(words):
        return _ORDERED
    return _ASKED if _TAKES_NO_ORDERS.match(words) else _NOT_KNOWN


def _for_person(office: Office, giver: Agency | Committee, person: Person) -> Command:
    if person.id in _people(office, giver):
        return _ORDERED
    return _for_agency(office, giver, office.agency(person.agency))


def _for_agency(office: Office, giver: Agency | Committee, agency: Agency) -> Command:
    """An order to an agency subordinate to the giver or to its founder; to any other agency a request."""
    own = giver.founded_by if isinstance(giver, Committee) else giver.id
    above = tuple(_above(office, agency))
    if own in above:
        return _ORDERED
    if agency.id == own and isinstance(giver, Agency):
        return _ORDERED
    if agency.id == own or agency.id in _above(office, office.agency(own)) or _TAKES_NO_ORDERS.match(agency.name):
        return _ASKED
    if any(office.person(key).agency == agency.id for key in _people(office, giver)):
        return _ORDERED
    return _ASKED if above else _NOT_KNOWN


def _people(office: Office, giver: Agency | Committee) -> Iterator[str]:
    """The ids of the members of a committee, then of those of its subordinate committees."""
    if not isinstance(giver, Committee):
        return
    yield from (member.person for member in giver.members)
    for kind in ("ban chỉ đạo", "tổ giúp việc"):
        office.require_all(kind)
    below = (
        committee for committee in office.committees if committee.id != giver.id and _is_under(office, committee, giver)
    )
    yield from (member.person for committee in below for member in committee.members)


def _is_under(office: Office, committee: Committee, giver: Agency | Committee) -> bool:
    """Whether a committee is subordinate to the giver: by the committee it belongs to, or by its founder."""
    if isinstance(giver, Agency):
        return committee.founded_by == giver.id or giver.id in _above(office, office.agency(committee.founded_by))
    seen = {committee.id}
    here = committee
    while here.under is not None and here.under not in seen:
        if here.under == giver.id:
            return True
        seen.add(here.under)
        here = office.committee(here.under)
    return committee.id == giver.id


def _above(office: Office, agency: Agency) -> Iterator[str]:
    """The ids of all agencies above one, as its unit or subordinate; each once, even if the records form a circle."""
    seen: set[str] = set()
    waiting = [agency]
    while waiting:
        here = waiting.pop()
        for key in (here.unit_of, here.parent, here.superior):
            if key is not None and key not in seen:
                seen.add(key)
                yield key
                waiting.append(office.agency(key))
