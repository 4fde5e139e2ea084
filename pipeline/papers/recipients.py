"""The recipients (nơi nhận): derived from tasks, attendance and addressees; completed by hand. PLI.P1.II.9."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from pipeline.papers.official_document import Recipients
from pipeline.papers.wording import Saying
from pipeline.records.agency import Agency, AgencyGroup, Person
from pipeline.records.base import is_slug
from pipeline.records.office import Office
from pipeline.records.paper import RecipientEntry, RecipientsRecord
from pipeline.text import upper_first


def party_name(office: Office, party: str) -> str:
    """The name of a party in running text: of the record when it is an id, else the words as written."""
    entity = office.by_id.get(party) if is_slug(party) else None
    match entity:
        case None:
            return party
        case Agency():
            return entity.called
        case AgencyGroup():
            return entity.name
        case Person():
            return f"{entity.honorific} {entity.name}"
    return entity.short_name


def merge_parties(office: Office, parties: Iterable[str]) -> tuple[str, ...]:
    """Each party once, in the order of the office's lists; groups that are complete stand for their members."""
    wanted = list(dict.fromkeys(parties))
    if not wanted:
        return ()
    office.require_all("nhóm cơ quan")
    present = set(wanted)
    for group in office.groups:
        if set(group.members) <= present and len(group.members) > 1:
            present.add(group.id)
    covered = set(chain.from_iterable(group.members for group in office.groups if group.id in present))
    order = {key: position for position, key in enumerate(office.by_id)}
    # A group stands where the first of its members would.
    order |= {group.id: _first_place(office, group, order) for group in office.groups if group.id in present}
    kept = [party for party in (*wanted, *(present - set(wanted))) if party not in covered]
    return tuple(sorted(dict.fromkeys(kept), key=lambda party: order.get(party, len(order))))


def _first_place(office: Office, group: AgencyGroup, order: Mapping[str, int]) -> int:
    """The place of the first of a group's members. Refused: a member is in doubt."""
    for key in group.members:
        office.require(key)
    return min((order[key] for key in group.members), default=len(order))


def recipients(  # noqa: PLR0913 - the parts of the list, each by its name
    office: Office,
    record: RecipientsRecord,
    saying: Saying,
    *,
    opening: Iterable[str] = (),
    leading: Iterable[str] = (),
    derived: Iterable[str] = (),
    unit: str = "",
) -> Recipients:
    """The list as printed: opening lines (`Như trên`), entries put first, leading lines, derived, more, archive line.

    `derived` are parties (ids or words); those in `không gửi` and those already named by hand are left out.
    """
    first = [_entry(office, entry, saying) for entry in record.first]
    more = [_entry(office, entry, saying) for entry in record.more]
    by_hand = {_party(entry) for entry in (*record.first, *record.more)}
    members = {key for group in office.groups if group.id in by_hand for key in group.members}
    # Left out before groups are formed: a group that lacks a member must not stand for it.
    left_out = by_hand | members | set(record.without)
    parties = merge_parties(office, (party for party in derived if party not in left_out))
    middle = [upper_first(party_name(office, party)) for party in parties]
    return Recipients(
        entries=tuple(dict.fromkeys((*opening, *first, *leading, *middle, *more))),
        archive=archive_line(record, saying, unit),
        drafter=drafter_mark(record),
    )


def archive_line(record: RecipientsRecord, saying: Saying, unit: str = "") -> str:
    """`Lưu: VT, CNTT (2)`, without the closing full stop."""
    return saying.say("nơi nhận", "lưu", don_vi=record.unit or unit, so_ban=record.archive_copies)


def drafter_mark(record: RecipientsRecord) -> str:
    """`PL.(300)`: the drafter's initials and the number of copies issued (PLI.P1.III.3)."""
    if not record.drafter:
        return ""
    initials = record.drafter.upper().rstrip(".")
    return f"{initials}.({record.copies})" if record.copies else f"{initials}."


def _party(entry: RecipientEntry | str) -> str:
    return entry if isinstance(entry, str) else entry.party


def _entry(office: Office, entry: RecipientEntry | str, saying: Saying) -> str:
    name = party_name(office, _party(entry))
    if isinstance(entry, RecipientEntry) and entry.purpose:
        return saying.say("nơi nhận", "gửi để", noi_nhan=name, viec=entry.purpose.removeprefix("để "))
    return name
