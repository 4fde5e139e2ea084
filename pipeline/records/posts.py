"""The posts of a person over time (các chức vụ): the first, changes of it, further ones; each with its days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from pipeline.records.agency import Person, Post
from pipeline.records.lineage import Lineage
from pipeline.records.span import Span, day_before


@dataclass(frozen=True)
class Held:
    """One post with the days on which it is held."""

    title: str
    agency: str
    full_title: str | None
    span: Span

    def on(self, lineage: Lineage, day: date) -> Post:
        """The post on a day, without days.

        An agency that was renamed keeps its people; a full title with the old name is dropped.
        """
        agency = lineage.followed(self.agency, day, renamed_only=True)
        full_title = self.full_title if agency == self.agency else None
        return Post.model_construct(title=self.title, agency=agency, full_title=full_title)


def held_posts(lineage: Lineage, key: str, seen: frozenset[str] = frozenset()) -> tuple[Held, ...]:
    """Every post of a person: the first one and what it changed to, then the further ones.

    `seen`: ids already followed, so that a circle of successions ends.
    """
    person = lineage.people.get(key)
    if person is None or key in seen:
        return ()
    further = (Held(post.title, post.agency, post.full_title, Span(post.since, post.until)) for post in person.posts)
    return tuple(_there(lineage, post) for post in (*_main(lineage, person, seen | {key}), *further))


def _main(lineage: Lineage, person: Person, seen: frozenset[str]) -> Iterator[Held]:
    """The first post, then one for each change of it; a successor ends the predecessor's."""
    inherited = _inherited(lineage, person.succeeds, person.since, seen)
    own = bool(person.title or person.agency)
    post = Held(
        person.title or (inherited.title if inherited else ""),
        person.agency or (inherited.agency if inherited else ""),
        person.full_title if own or person.full_title or inherited is None else inherited.full_title,
        Span(person.since, person.until),
    )
    after = lineage.after.get(person.id)
    for change in sorted(person.changes, key=lambda change: change.since):
        given = {"title", "agency", "full_title", "succeeds"} & change.model_fields_set
        if not given:
            continue
        yield _cut(post, change.since, after.since if after else None)
        taken = _inherited(lineage, change.succeeds, change.since, seen)
        before = post if taken is None else taken
        kept = None if {"title", "agency"} & given or taken is None else taken.full_title
        post = Held(
            change.title or before.title,
            change.agency or before.agency,
            change.full_title or kept,
            Span(change.since, person.until),
        )
    yield _cut(post, None, after.since if after else None)


def _cut(post: Held, changed: date | None, taken: date | None) -> Held:
    """A post ended on the day before it changed or somebody took it over."""
    span = post.span.ending(day_before(changed)) if changed else post.span
    if taken is not None and (span.since is None or span.since < taken):
        span = span.ending(day_before(taken))
    return replace(post, span=span)


def _inherited(lineage: Lineage, key: str | None, since: date | None, seen: frozenset[str]) -> Held | None:
    """The post of the predecessor on the day before, else the first of his posts; None without predecessor or day."""
    if key is None or since is None:
        return None
    posts = held_posts(lineage, key, seen)
    held = [post for post in posts if post.span.holds(day_before(since))]
    return next(iter((*held, *posts)), None)


def _there(lineage: Lineage, post: Held) -> Held:
    """A post ended with its agency, unless that was only renamed."""
    key, last = post.agency, None
    seen: set[str] = set()
    while key in lineage.agencies and key not in seen:
        seen.add(key)
        last = lineage.span(key).until
        if last is None:
            break
        key = lineage.renamed(key)
    return post if last is None else replace(post, span=post.span.ending(last))
