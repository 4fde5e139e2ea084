"""The ids that a new record may use (mã dùng được): those of an existing office, else ids that all skeletons share.

The skeletons of an empty folder fit each other: each defines the ids that the others use.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from pipeline.decree.paper_types import PaperTypes
from pipeline.decree.type_table import paper_types
from pipeline.records.agency import Agency
from pipeline.records.base import Target
from pipeline.records.committee import Committee
from pipeline.records.office import Office


@dataclass(frozen=True, kw_only=True)
class Ids:
    """The ids for each place of a new record.

    `taken`: ids that must not be given again; `made_by`: for ids that do not exist yet, the kind of record that gives
    them; `types`: the table of types with the office's own.
    """

    agency: str = "so-tttt"
    place: str = ""
    party: str = "Các cơ quan, đơn vị có liên quan"
    signer: str = "giam-doc-tttt"
    collective: bool = False
    committee: str = "ban-chi-dao-1"
    chair: str = "giam-doc-tttt"
    secretary: str = "thu-ky"
    outline: str = "de-cuong-1"
    indicator: str = "van-ban-dien-tu"
    period: str = "ky-bao-cao-1"
    paper: str = "cong-van-1"
    month: str = "3/2024"
    day: str = "15/3/2024"
    year: str = "2024"
    taken: frozenset[str] = frozenset()
    made_by: Mapping[str, str] = field(default_factory=dict)
    types: PaperTypes = field(default_factory=paper_types)

    def id_for(self, target: Target) -> str:
        """The id for a field that refers to this kind of target."""
        return {
            Target.PERSON: self.signer,
            Target.COMMITTEE: self.committee,
            Target.PARTY: self.agency,
            Target.INDICATOR: self.indicator,
            Target.OUTLINE: self.outline,
            Target.PERIOD: self.period,
            Target.PAPER: self.paper,
        }.get(target, self.agency)

    def free(self, wanted: str) -> str:
        """The wanted id if it is free, else the next one: `cong-van-1`, `cong-van-2`."""
        if wanted not in self.taken:
            return wanted
        stem, _, last = wanted.rpartition("-")
        stem = stem if last.isdigit() and stem else wanted
        number = 2
        while f"{stem}-{number}" in self.taken:
            number += 1
        return f"{stem}-{number}"


def ids_of(office: Office, today: date) -> Ids:
    """The ids of an office; for what it does not have yet, the ids that the skeletons give."""
    issuer, signer = _issuer(office)
    committee = next((item for item in office.committees if item.head is not None), None)
    defaults = Ids()
    year = office.settings.year if office.settings else today.year
    month = today.month if year == today.year else 1
    return Ids(
        agency=issuer.id if issuer else defaults.agency,
        place=_place(office, issuer),
        party=_first((item.id for item in office.agencies if issuer and item.id != issuer.id), defaults.party),
        signer=signer or defaults.signer,
        collective=bool(issuer and issuer.collective),
        committee=committee.id if committee else defaults.committee,
        chair=(committee.head.person if committee and committee.head else signer) or defaults.chair,
        secretary=_secretary(office, committee, signer) or defaults.secretary,
        outline=_first((item.id for item in office.outlines), defaults.outline),
        indicator=_first((item.id for outline in office.outlines for item in outline.indicators), defaults.indicator),
        period=_first((item.id for item in office.periods), defaults.period),
        paper=_first((item.id for item in office.papers), defaults.paper),
        month=f"{month}/{year}",
        day=f"15/{month}/{year}",
        year=str(year),
        taken=frozenset((*office.by_id, *office.files)),
        made_by=_missing(office, defaults, signer),
        types=office.types,
    )


def _first(found: Iterable[str], otherwise: str) -> str:
    return next(iter(found), otherwise)


def _issuer(office: Office) -> tuple[Agency | None, str]:
    """The first agency whose head is known, and the head; without a head the first agency and its first person."""
    for agency in office.agencies:
        for person in office.people:
            if person.agency == agency.id and person.title.casefold() == agency.head_title.casefold():
                return agency, person.id
    first = next(iter(office.agencies), None)
    own = (person.id for person in office.people if first and person.agency == first.id)
    return first, _first(own, _first((person.id for person in office.people), ""))


def _place(office: Office, issuer: Agency | None) -> str:
    """The place of the office, proposed for a new agency of the same level."""
    named = (agency.place for agency in (issuer, *office.agencies) if agency and agency.place)
    return _first(named, "")


def _secretary(office: Office, committee: Committee | None, signer: str) -> str:
    """The id of the committee's secretary, else of a member who is not its head; without a committee of the clerk or anybody."""
    if committee is not None:
        others = [member for member in committee.members if member != committee.head]
        return _first((member.person for member in sorted(others, key=lambda member: member.secretary != "có")), "")
    clerk = office.settings.clerk if office.settings else None
    people = (clerk, *(person.id for person in office.people))
    return _first((person for person in people if person and person != signer), "")


def _missing(office: Office, defaults: Ids, signer: str) -> Mapping[str, str]:
    """The ids that do not exist yet, each with the kind of record that would give it."""
    needs = (
        (bool(office.agencies), defaults.agency, "cơ quan"),
        (bool(signer), defaults.signer, "cán bộ"),
        (bool(office.people), defaults.secretary, "cán bộ"),
        (bool(office.committees), defaults.committee, "ban chỉ đạo"),
        (bool(office.outlines), defaults.outline, "đề cương"),
        (bool(office.periods), defaults.period, "kỳ báo cáo"),
    )
    return {key: kind for there, key, kind in needs if not there}
