"""The members of a committee on a day (thành viên vào một ngày): its list of members, read with the days of their posts.

A line of the list without days follows the post: a successor takes it over with role, title and duty, and the seat is
empty while nobody holds the post. A line with days holds for these days.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from pipeline.records.committee import Committee, Member
from pipeline.records.lineage import Lineage
from pipeline.records.span import Span


@dataclass(frozen=True)
class Seat:
    """One occupied seat: its position in the list of members, and the member, without days.

    `taken_over`: whether the member is a successor of the one listed.
    """

    position: int
    member: Member
    taken_over: bool = False


def seats_on(
    lineage: Lineage, committee: Committee, day: date, serves: Callable[[str, date], bool]
) -> tuple[Seat, ...]:
    """The occupied seats of a committee on a day, in the order of its list. `serves`: whether a person holds a post on a day."""
    listed = frozenset(member.person for member in committee.members)
    found: list[Seat] = []
    for position, member in enumerate(committee.members):
        if not Span(member.since, member.until).holds(day):
            continue
        holder = _holder(lineage, member, day, listed)
        said = member.since is not None and member.until is not None
        if holder is None or not (said or holder not in lineage.people or serves(holder, day)):
            continue
        bare = member.model_copy(update={"person": holder, "since": None, "until": None})
        found.append(Seat(position, bare, taken_over=holder != member.person))
    # Somebody of the committee who moved up leaves the seat that he had.
    moved = {seat.member.person for seat in found if seat.taken_over}
    return tuple(seat for seat in found if seat.taken_over or seat.member.person not in moved)


def _holder(lineage: Lineage, member: Member, day: date, listed: frozenset[str]) -> str | None:
    """The id of who has the seat of a line on a day; None where the successor has a line of his own."""
    holder = member.person
    seen = {holder}
    person = lineage.people.get(holder)
    while (
        member.since is None
        and person is not None
        and person.succeeds is not None
        and person.since is not None
        and day < person.since
        and person.succeeds not in listed | seen
    ):
        holder = person.succeeds
        seen.add(holder)
        person = lineage.people.get(holder)
    while member.until is None and (act := lineage.after.get(holder)) is not None and act.since <= day:
        if act.successor in seen:
            break
        if act.successor in listed and not act.promoted:
            return None
        holder = act.successor
        seen.add(holder)
    return holder
