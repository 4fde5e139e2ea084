"""Checks across records (kiểm tra chéo): one small function each, listed here.

Each takes the `View` of the folder and yields findings. They run on whatever could be read, so each ignores things that
are missing: another finding reports those.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from pipeline.finding import Finding
from pipeline.records.corrections import AnnexSet, Corrections
from pipeline.records.meeting import Meeting
from pipeline.records.paper import DecisionRecord, LetterRecord, NamedRecord
from pipeline.workspace.checks import (
    check_attendance,
    check_bodies,
    check_conclusions,
    check_content,
    check_history,
    check_indicators,
    check_meetings,
    check_numbers,
    check_opinions,
    check_outside,
    check_papers,
    check_paragraphs,
    check_people,
    check_recipients,
    check_relations,
    check_reporting,
    check_signing,
)
from pipeline.workspace.mended import Mended
from pipeline.workspace.view import UNSAID, View

Check = Callable[[View], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    check_people.names_without_titles,
    check_people.names_spelt,
    check_people.forms_of_address,
    check_history.spans,
    check_history.changes,
    check_history.posts,
    check_history.acts,
    check_history.circles,
    check_history.same_place,
    check_history.leaders,
    check_outside.outside_their_time,
    check_bodies.superiors,
    check_bodies.places,
    check_bodies.groups,
    check_bodies.heads,
    check_bodies.members,
    check_bodies.seals,
    check_bodies.committees_under,
    check_meetings.chairs,
    check_meetings.secretaries,
    check_meetings.heads_who_do_not_lead,
    check_meetings.concluding,
    check_meetings.signatures,
    check_attendance.attendance,
    check_attendance.members_of_agencies,
    check_attendance.hours_of_people,
    check_attendance.proxies,
    check_attendance.other_parties,
    check_attendance.votes,
    check_meetings.times,
    check_meetings.conclusions,
    check_conclusions.leads,
    check_conclusions.deadlines,
    check_conclusions.verbs,
    check_conclusions.progress,
    check_meetings.statements,
    check_papers.dates,
    check_papers.regulations,
    check_papers.states,
    check_papers.enclosures,
    check_papers.secrecy,
    check_papers.subjects,
    check_papers.bases,
    check_papers.addressees,
    check_papers.decisions,
    check_papers.own_fields,
    check_relations.relations,
    check_signing.signers,
    check_recipients.replaced_lines,
    check_recipients.signers,
    check_numbers.ranges,
    check_numbers.series,
    check_content.texts,
    check_content.bodies,
    check_content.tables,
    check_content.attached_articles,
    check_paragraphs.paragraphs,
    check_reporting.outlines,
    check_indicators.hierarchy,
    check_indicators.plans,
    check_reporting.periods,
    check_reporting.corrections,
    check_reporting.annexes,
    check_opinions.calls,
    check_opinions.records,
)

# What is told of a record that was refused for other faults: checks that need no more than its own texts and figures.
OF_REFUSED: tuple[Check, ...] = (
    check_content.bodies,
    check_content.tables,
    check_content.attached_articles,
    check_reporting.corrections,
)


def beside_faults(view: View, judged: Mapping[str, Mended]) -> Iterator[Finding]:
    """Further findings in records that were refused, by file, so that all errors of a file are reported at once."""
    own = [
        rest.matter
        for file, rest in judged.items()
        if (key := getattr(rest.matter, "id", "")) in view.known and view.known[key].file == file
    ]
    if not own:
        return
    office = replace(
        view.office,
        papers=tuple(record for record in own if isinstance(record, DecisionRecord | LetterRecord | NamedRecord)),
        meetings=tuple(record for record in own if isinstance(record, Meeting)),
        annex_sets=tuple(record for record in own if isinstance(record, AnnexSet)),
        corrections=tuple(record for record in own if isinstance(record, Corrections)),
    )
    seen = replace(view, office=office, judged=judged)
    for check in OF_REFUSED:
        yield from (found for found in check(seen) if found.file != UNSAID.file)
