"""Checks that compare records with each other (kiểm tra chéo): one small function each, listed here.

Each takes the `View` of the folder and yields findings. They run on whatever could be read, so each must do without
things that are missing: another finding has already said so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.finding import Finding
from pipeline.workspace.checks import bodies, content, meetings, numbers, opinions, papers, people, reporting, signing
from pipeline.workspace.view import View

Check = Callable[[View], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    people.names_without_titles,
    people.names_spelt,
    bodies.superiors,
    bodies.places,
    bodies.groups,
    bodies.heads,
    bodies.members,
    bodies.seals,
    bodies.committees_under,
    meetings.chairs,
    meetings.secretaries,
    meetings.attendance,
    meetings.times,
    meetings.conclusions,
    meetings.tasks,
    meetings.votes,
    meetings.statements,
    papers.dates,
    papers.states,
    papers.enclosures,
    papers.secrecy,
    papers.subjects,
    papers.bases,
    papers.addressees,
    papers.decisions,
    signing.signers,
    numbers.ranges,
    numbers.series,
    content.texts,
    content.bodies,
    content.tables,
    content.attached_articles,
    reporting.outlines,
    reporting.periods,
    reporting.corrections,
    reporting.annexes,
    opinions.calls,
    opinions.records,
)
