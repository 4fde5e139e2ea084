"""Successions (kế nhiệm, kế thừa): of people in a post, of agencies in their tasks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pipeline.records.agency import Agency, Person
from pipeline.records.span import Span, day_before

RENAMED = "đổi tên"
# An agency that was split may go on; only what took its place whole is followed.
_ENDING = frozenset({RENAMED, "sáp nhập"})


@dataclass(frozen=True)
class Succession:
    """One succession: `successor` takes the place of `predecessor` from a day on.

    `promoted`: the successor held another post before.
    """

    successor: str
    predecessor: str
    since: date
    promoted: bool


class Lineage:
    """The successions of an office in both directions. Of two for one place the first in the records counts.

    The check of the records reports the other.
    """

    def __init__(self, agencies: Iterable[Agency], people: Iterable[Person]) -> None:
        self.agencies: Mapping[str, Agency] = {unit.id: unit for unit in agencies}
        self.people: Mapping[str, Person] = {person.id: person for person in people}
        self.after: dict[str, Succession] = {}
        for person in self.people.values():
            for act in successions(person):
                self.after.setdefault(act.predecessor, act)
        self._agency_after: dict[str, Agency] = {}
        for agency in self.agencies.values():
            if agency.founding in _ENDING and agency.since is not None:
                for key in agency.inherits:
                    self._agency_after.setdefault(key, agency)

    def span(self, key: str) -> Span:
        """The days on which an agency exists: until its last day, or until another takes its place."""
        agency = self.agencies[key]
        after = self._agency_after.get(key)
        ending = agency.until or (day_before(after.since) if after is not None and after.since is not None else None)
        return Span(agency.since, ending)

    def renamed(self, key: str) -> str:
        """The id of the agency that an agency became by a new name; "" where there is none."""
        after = self._agency_after.get(key)
        return after.id if after is not None and after.founding == RENAMED else ""

    def followed(self, key: str, day: date, *, renamed_only: bool = False) -> str:
        """The id of the agency in an agency's place on a day; its own where there is none.

        `renamed_only`: follow changes of name alone.
        """
        seen = {key}
        while (after := self._agency_after.get(key)) is not None and after.since is not None and after.since <= day:
            if after.id in seen or (renamed_only and after.founding != RENAMED):
                break
            seen.add(after.id)
            key = after.id
        return key


def successions(person: Person) -> tuple[Succession, ...]:
    """The successions in which a person takes another's place."""
    found = []
    if person.succeeds is not None and person.since is not None:
        found.append(Succession(person.id, person.succeeds, person.since, promoted=False))
    found += [
        Succession(person.id, change.succeeds, change.since, promoted=True)
        for change in person.changes
        if change.succeeds is not None
    ]
    return tuple(found)
