"""The list of recipients (nơi nhận): derived from tasks, attendance and addressees; completed by hand. PLI.P1.II.9."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from pipeline.papers.official_document import Recipients
from pipeline.papers.wording import Saying
from pipeline.records.agency import AgencyGroup, Person
from pipeline.records.base import is_slug
from pipeline.records.office import Office
from pipeline.records.paper import AutomaticLine, RecipientEntry, RecipientsRecord
from pipeline.text import upper_first


def party_name(office: Office, party: str) -> str:
    """The name of a party in running text: that of the record where `party` is an id, else the words as written."""
    entity = office.by_id.get(party) if is_slug(party) else None
    match entity:
        case None:
            return party
        case AgencyGroup():
            return entity.name
        case Person():
            return entity.addressed
    return entity.called


def merge_parties(office: Office, parties: Iterable[str]) -> tuple[str, ...]:
    """Each party once, in the order of the office's lists; a group that is complete replaces its members."""
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
    """The place of the first member of a group in `order`. Refused: the record of a member has an error."""
    for key in group.members:
        office.require(key)
    return min((order[key] for key in group.members), default=len(order))


@dataclass(frozen=True)
class Line:
    """An automatic line of the list (`Như trên`, `Các thành viên …`). `also`: other names of the same recipient."""

    kind: AutomaticLine
    text: str
    also: frozenset[str] = frozenset()


def recipients(  # noqa: PLR0913 - the parts of the list, each by its name
    office: Office,
    record: RecipientsRecord,
    saying: Saying,
    *,
    opening: Iterable[Line] = (),
    leading: Iterable[Line] = (),
    derived: Iterable[str] = (),
    signer: Iterable[str] = (),
    unit: str = "",
) -> Recipients:
    """The list as printed: opening lines (`Như trên`), entries put first, leading lines, derived, more, archive line.

    `derived`: parties (ids or words), without those in `không gửi`, those named by hand, and the `signer` by any of
    these names. Nobody is listed twice.
    """
    key_of, there = _keys(office), {line.kind for line in (*opening, *leading)}
    # An entry in the place of a line that this paper does not have is an entry like others.
    entries = tuple(entry for entry in (*record.first, *record.more) if isinstance(entry, RecipientEntry))
    instead = {entry.instead: entry for entry in entries if entry.instead in there}
    by_hand = {key_of(_party(entry)) for entry in (*record.first, *record.more)}
    members = {key for group in office.groups if group.id in by_hand for key in group.members}
    own = {key_of(name) for name in signer}
    # Left out before groups are formed: a group that lacks a member must not stand for it.
    left_out = by_hand | members | set(record.without) | own
    spelt = {key: party for party in reversed(tuple(derived)) if (key := key_of(party)) not in left_out}
    parties = merge_parties(office, reversed(spelt))
    groups = {group.id for group in office.groups} & {*by_hand, *parties}
    covered = {key for group in office.groups if group.id in groups for key in group.members}

    def typed(entries: Iterable[RecipientEntry | str]) -> Iterator[tuple[str, str]]:
        for entry in entries:
            key = key_of(_party(entry))
            plain = isinstance(entry, str) or not entry.purpose
            if entry not in instead.values() and key not in own and not (plain and key in covered):
                yield key, _entry(office, entry, saying)

    def made(lines: Iterable[Line]) -> Iterator[tuple[str, str]]:
        for line in lines:
            names = {key_of(name) for name in (line.text, *line.also)}
            if (entry := instead.get(line.kind)) is not None:
                yield key_of(_party(entry)), _entry(office, entry, saying)
            elif not names & (by_hand | own):
                yield key_of(line.text), line.text

    middle = ((party, upper_first(party_name(office, party if is_slug(party) else spelt[party]))) for party in parties)
    listed = (*made(opening), *typed(record.first), *made(leading), *middle, *typed(record.more))
    return Recipients(
        entries=_each_once(listed), archive=archive_line(record, saying, unit), drafter=drafter_mark(record)
    )


def _each_once(listed: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The texts of a list of (party, text), without those whose party or text was there before."""
    kept: dict[str, str] = {}
    for key, text in listed:
        kept.setdefault(key, text)
    return tuple({text.casefold(): text for text in reversed(kept.values())}.values())[::-1]


def _keys(office: Office) -> Callable[[str], str]:
    """A function that gives the key of a party: its id, also where its name is written out; else its words in lower case."""
    known = office.ids_by_name

    def key_of(party: str) -> str:
        words = " ".join(party.split()).casefold()
        # In quotation marks, so that words (VNPT) are never taken for an id.
        return party if is_slug(party) else known.get(words, f"“{words}”")

    return key_of


def archive_line(record: RecipientsRecord, saying: Saying, unit: str = "") -> str:
    """The archive line, such as `Lưu: VT, CNTT (2)`, without the closing full stop."""
    return saying.say("nơi nhận", "lưu", don_vi=record.unit or unit, so_ban=record.archive_copies)


def drafter_mark(record: RecipientsRecord) -> str:
    """The drafter's initials and the number of copies issued, such as `PL.(300)` (PLI.P1.III.3)."""
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
