"""The facts of an office on a day (đúng vào ngày nào): agencies, people and committees as they were then.

The records say what changed and from when; here the facts of one day are worked out, as values without days. Rules: a
successor (kế nhiệm) takes over the post, and the seats in committees where these do not say otherwise; an agency that
was renamed or merged is replaced by its successor where a lasting relation names it (a superior, a standing agency, a
group), never where a paper names it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from pipeline.records.agency import Agency, AgencyChange, AgencyGroup, Person, PersonChange, Post
from pipeline.records.base import Record
from pipeline.records.committee import Committee, CommitteeChange, Member
from pipeline.records.lineage import Lineage
from pipeline.records.posts import Held, held_posts
from pipeline.records.seats import Seat, seats_on
from pipeline.records.span import Span, day_after, day_before

_Change = TypeVar("_Change", AgencyChange, PersonChange, CommitteeChange)


@dataclass(frozen=True)
class Facts:
    """The agencies, groups, people and committees of an office on one day.

    `away`: ids of people without a post and of bodies that did not exist on that day.
    """

    agencies: tuple[Agency, ...]
    groups: tuple[AgencyGroup, ...]
    people: tuple[Person, ...]
    committees: tuple[Committee, ...]
    away: frozenset[str] = frozenset()
    """Ids of people without a post, and of bodies that are not there."""


class History:
    """All records with their days; `on` gives the facts of one day."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self.lineage = Lineage(facts.agencies, facts.people)
        self._posts: dict[str, tuple[Held, ...]] = {}

    @cached_property
    def turns(self) -> tuple[date, ...]:
        """The days on which a fact changes, in order; empty where the records have no days."""
        return tuple(sorted(set(self._turns())))

    def _turns(self) -> Iterator[date]:
        facts = self._facts
        dated: tuple[Agency | Person | Committee | Member | Post, ...] = (
            *facts.agencies,
            *facts.people,
            *facts.committees,
            *(member for committee in facts.committees for member in committee.members),
            *(post for person in facts.people for post in person.posts),
        )
        for record in dated:
            if record.since is not None:
                yield record.since
            if record.until is not None:
                yield day_after(record.until)
            if isinstance(record, Agency | Person | Committee):
                yield from (change.since for change in record.changes)

    def interval(self, day: date) -> int:
        """The number of the interval between two turns in which a day lies: within one, facts are the same."""
        return bisect_right(self.turns, day)

    def days(self) -> Iterator[date]:
        """One day of every interval, in order."""
        if self.turns:
            yield day_before(self.turns[0])
        yield from self.turns

    def spans(self, holds: Callable[[date], bool]) -> tuple[Span, ...]:
        """The spans of days on which a condition holds, which is asked for one day of each interval."""
        found: list[Span] = []
        days = list(self.days())
        for position, day in enumerate(days):
            if not holds(day):
                continue
            since = day if position else None
            until = day_before(days[position + 1]) if position + 1 < len(days) else None
            if found and since is not None and found[-1].until == day_before(since):
                found[-1] = Span(found[-1].since, until)
            else:
                found.append(Span(since, until))
        return tuple(found)

    # ------------------------------------------------------------------------------------------------- who and what there is
    def exists(self, key: str, day: date) -> bool:
        """Whether an agency or a committee exists on a day."""
        if key in self.lineage.agencies:
            return self.lineage.span(key).holds(day)
        committee = next((committee for committee in self._facts.committees if committee.id == key), None)
        return committee is None or Span(committee.since, committee.until).holds(day)

    def posts(self, key: str) -> tuple[Held, ...]:
        """Every post that a person has held or will hold, the first post first."""
        if key not in self._posts:
            self._posts[key] = held_posts(self.lineage, key)
        return self._posts[key]

    def serves(self, key: str, day: date) -> bool:
        """Whether a person holds any post on a day."""
        return any(post.span.holds(day) for post in self.posts(key))

    def seats(self, committee: Committee, day: date) -> tuple[Seat, ...]:
        """The members of a committee on a day, with the position of each in the list of members."""
        return seats_on(self.lineage, committee, day, self.serves)

    # --------------------------------------------------------------------------------------------------- the facts of one day
    def on(self, day: date) -> Facts:
        """The facts that hold on a day, without days."""
        return Facts(
            agencies=tuple(self._agency(agency, day) for agency in self._facts.agencies),
            groups=tuple(self._group(group, day) for group in self._facts.groups),
            people=tuple(self._person(person, day) for person in self._facts.people),
            committees=tuple(self._committee(committee, day) for committee in self._facts.committees),
            away=frozenset(self._away(day)),
        )

    def _away(self, day: date) -> Iterator[str]:
        bodies: tuple[Agency | Committee, ...] = (*self._facts.agencies, *self._facts.committees)
        yield from (body.id for body in bodies if not self.exists(body.id, day))
        yield from (person.id for person in self._facts.people if not self.serves(person.id, day))

    def _agency(self, agency: Agency, day: date) -> Agency:
        facts: dict[str, object] = {}
        for change in _until(agency.changes, day):
            if change.name is not None:
                facts |= {"short_name": None, "letterhead": (), "parent_form": None}
            facts |= _said(change)
        whole = agency.model_copy(update=facts)
        bare = {"since": None, "until": None, "inherits": (), "founding": None, "changes": ()}
        ways = {field: self._followed(getattr(whole, field), day) for field in ("parent", "superior", "unit_of")}
        # Who took an agency over is above it no more than an agency is above itself.
        ways = {field: None if key == agency.id else key for field, key in ways.items()}
        return whole.model_copy(update={**bare, **ways})

    def _followed(self, key: str | None, day: date) -> str | None:
        return self.lineage.followed(key, day) if key else key

    def _group(self, group: AgencyGroup, day: date) -> AgencyGroup:
        members = dict.fromkeys(self.lineage.followed(key, day) for key in group.members)
        there = tuple(key for key in members if self.exists(key, day))
        return group.model_copy(update={"members": there})

    def _person(self, person: Person, day: date) -> Person:
        posts = self.posts(person.id)
        held = [post for post in posts if post.span.holds(day)]
        # Who holds nothing yet, or no more, is known by the nearest post.
        first = held[0] if held else _nearest(posts, day)
        facts: dict[str, object] = {"since": None, "until": None, "succeeds": None, "changes": (), "posts": ()}
        for change in _until(person.changes, day):
            facts |= {key: value for key, value in _said(change).items() if key in {"name", "honorific", "academic"}}
        if first is not None:
            post = first.on(self.lineage, day)
            facts |= {"title": post.title, "agency": post.agency, "full_title": post.full_title}
        facts["posts"] = tuple(holding.on(self.lineage, day) for holding in held[1:])
        return person.model_copy(update=facts)

    def _committee(self, committee: Committee, day: date) -> Committee:
        facts: dict[str, object] = {"since": None, "until": None, "changes": ()}
        for change in _until(committee.changes, day):
            if change.name is not None:
                facts |= {"letterhead": ()}
            facts |= _said(change)
        members = tuple(seat.member for seat in self.seats(committee, day))
        whole = committee.model_copy(update={**facts, "members": members})
        if whole.seals is not None:
            rules = {role: self.lineage.followed(str(rule), day) for role, rule in whole.seals}
            facts["seals"] = whole.seals.model_copy(update=rules)
        ways = {field: self._followed(getattr(whole, field), day) for field in ("founded_by", "standing_agency")}
        return whole.model_copy(update={**facts, **ways})


def _until(changes: tuple[_Change, ...], day: date) -> list[_Change]:
    """The changes up to and including a day, in order."""
    return sorted((change for change in changes if change.since <= day), key=lambda change: change.since)


def _said(change: Record) -> dict[str, object]:
    """The fields that a change sets, with their values."""
    return {key: getattr(change, key) for key in change.model_fields_set - {"since", "succeeds"}}


def _nearest(posts: tuple[Held, ...], day: date) -> Held | None:
    past = [post for post in posts if post.span.until is not None and post.span.until < day]
    if past:
        return max(past, key=lambda post: post.span.until or date.max)
    return min(posts, key=lambda post: post.span.since or date.min, default=None)
