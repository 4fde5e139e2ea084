"""Setting papers until their pages are right (dàn trang): each is made, looked at, fitted better, and tried in other settings.

What a paper comes to depends on its own pages alone, whatever stands beside it in a round.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import Final

from pipeline.building.making.judge import failed
from pipeline.building.making.page_fit import better, settings_worth_trying, shapes_of
from pipeline.building.making.page_setting import USUAL, PageSetting, profile_of
from pipeline.decree.profile import Profile
from pipeline.errors import ConversionFailed, TemplateFailed
from pipeline.finding import Finding
from pipeline.lengths import POINTS_PER_MM
from pipeline.papers.official_document import OfficialDocument
from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.end_marks import lone_end_marks
from pipeline.typeset.docx.keep_with_next import begin_pages, left_behind
from pipeline.typeset.docx.row_padding import pad_rows
from pipeline.typeset.docx.templates import TemplateSet
from pipeline.typeset.docx.text_end import ready_for_libreoffice
from pipeline.typeset.docx.waiting_places import waiting_blanks
from pipeline.typeset.libreoffice.convert import to_pdf
from pipeline.typeset.libreoffice.soffice import Engine
from pipeline.typeset.libreoffice.soffice_home import Home
from pipeline.typeset.pdf.page_places import LaidOut, is_empty_page, laid_out

# So often a paper is made once more because of what its pages show; each time one heading of each part finds its page.
_ROUNDS: Final = 6


@dataclass(frozen=True, kw_only=True)
class Means:
    """What papers are made with, besides themselves."""

    templates: TemplateSet
    profile: Profile
    engine: Engine


@dataclass(frozen=True, kw_only=True)
class Fit:
    """The adjustments that a paper's finished pages call for.

    `tight`: a little less room, so that the signature does not leave an empty page; `begins`: numbers of the paragraphs
    that begin a page; `heights`: of the last rows, in points by their tables' numbers, that go to the next page with a
    closing mark; `setting`: the values that it takes in place of the office's.
    """

    tight: bool = False
    begins: frozenset[int] = frozenset()
    heights: Mapping[int, float] = field(default_factory=dict)
    setting: PageSetting = USUAL


@dataclass(frozen=True, kw_only=True)
class Converted:
    """One paper's Word file and LibreOffice's PDF, or why there is none."""

    docx: bytes | None
    pdf: bytes | Finding
    laid_out: LaidOut | None = None
    timings: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Try:
    """A paper made with one fit; `number` is that of its setting, 0 for the office's own."""

    document: OfficialDocument
    number: int
    fit: Fit
    made: Converted


@dataclass(frozen=True, kw_only=True)
class _Plan:
    """A paper to be made with one fit."""

    document: OfficialDocument
    number: int = 0
    fit: Fit = field(default_factory=Fit)

    @property
    def key(self) -> str:
        """Its name among the files of one conversion."""
        return f"{self.document.id}+{self.number}" if self.number else self.document.id

    def profile(self, means: Means) -> Profile:
        """The office's profile under the regulation of the paper's day, in the setting to be tried."""
        return profile_of(means.profile.under(self.document.regulation), self.fit.setting)


def typeset(
    documents: Sequence[OfficialDocument], means: Means, *, standing_by: Home | None = None
) -> dict[str, list[Try]]:
    """Each paper as made in the end, by id: first in the office's own setting, then in others that were worth a try."""
    tries: dict[str, list[Try]] = {document.id: [] for document in documents}
    waiting = [_Plan(document=document) for document in documents]
    for left in reversed(range(_ROUNDS + 1)):
        made, waiting = _convert(means, waiting, standing_by=standing_by), []
        standing_by = None
        for attempt in made:
            profile = means.profile.under(attempt.document.regulation)
            if left and (fit := _better(attempt, profile)) != attempt.fit:
                waiting.append(_Plan(document=attempt.document, number=attempt.number, fit=fit))
                continue
            tries[attempt.document.id].append(attempt)
            waiting += _others(attempt, profile) if left else []
        if not waiting:
            break
    return tries


def _others(attempt: Try, profile: Profile) -> list[_Plan]:
    """The paper in the settings that are worth a try, once it is known how its pages are in the office's own."""
    if attempt.number or attempt.made.laid_out is None:
        return []
    shapes = shapes_of(attempt.document, attempt.made.laid_out, profile)
    settings = settings_worth_trying(shapes, profile, one_page=attempt.document.one_page)
    return [
        _Plan(document=attempt.document, number=number, fit=Fit(setting=setting))
        for number, setting in enumerate(settings, start=1)
    ]


def best(tries: Sequence[Try], profile: Profile) -> Try:
    """The try whose pages have the least faults; the office's own setting where no other is clearly better."""
    usual, *others = sorted(tries, key=lambda attempt: attempt.number)
    found = {attempt.number: attempt.made.laid_out for attempt in others if attempt.made.laid_out is not None}
    if usual.made.laid_out is None or not found:
        return usual
    document = usual.document
    number = better(
        shapes_of(document, usual.made.laid_out, profile),
        {number: shapes_of(document, place, profile) for number, place in found.items()},
        one_page=document.one_page,
    )
    return next((attempt for attempt in others if attempt.number == number), usual)


def _convert(means: Means, plans: Sequence[_Plan], *, standing_by: Home | None = None) -> list[Try]:
    words: dict[str, float] = {}
    made = {}
    for plan in plans:
        started = perf_counter()
        made[plan.key] = _make(plan, means)
        words[plan.key] = perf_counter() - started
    started = perf_counter()
    sources = {
        plan.key: ready_for_libreoffice(
            docx,
            profile=plan.profile(means),
            blanks=waiting_blanks(plan.document),
            heights=plan.fit.heights,
        )
        for plan in plans
        if isinstance(docx := made[plan.key], bytes)
    }
    pdfs = to_pdf(sources, engine=means.engine, standing_by=standing_by) if sources else {}
    # One LibreOffice takes them all: each paper's share.
    share = (perf_counter() - started) / max(1, len(sources))
    tries = []
    for plan in plans:
        docx, timings = made[plan.key], (("Word", words[plan.key]), ("PDF", share))
        converted = (
            Converted(docx=None, pdf=docx, timings=timings[:1])
            if isinstance(docx, Finding)
            else _converted(plan.document, docx, pdfs[plan.key], timings)
        )
        tries.append(Try(document=plan.document, number=plan.number, fit=plan.fit, made=converted))
    return tries


def _converted(
    document: OfficialDocument, docx: bytes, pdf: bytes | ConversionFailed, timings: tuple[tuple[str, float], ...]
) -> Converted:
    if isinstance(pdf, ConversionFailed):
        return Converted(docx=docx, pdf=failed("DUNG-01", document, pdf), timings=timings)
    return Converted(docx=docx, pdf=pdf, laid_out=laid_out(pdf), timings=timings)


def _make(plan: _Plan, means: Means) -> bytes | Finding:
    profile = plan.profile(means)
    try:
        docx = make_docx(plan.document, templates=means.templates, profile=profile, tight=plan.fit.tight)
    except TemplateFailed as failure:
        return failed("DUNG-03", plan.document, failure)
    docx = pad_rows(docx, plan.fit.setting.rows, profile.number("page_fit.row_padding"))
    docx = pad_rows(docx, plan.fit.setting.loose, profile.number("page_fit.wider_row_padding"))
    return begin_pages(docx, plan.fit.begins) if plan.fit.begins else docx


def _better(attempt: Try, profile: Profile) -> Fit:
    """The paper's fit with the further adjustments that its pages now call for; the same fit where there are none."""
    fit, found = attempt.fit, attempt.made.laid_out
    if found is None or found.pages == 1:
        return fit
    if not fit.tight and _spills(attempt.document, attempt.made):
        return replace(fit, tight=True)
    lone = lone_end_marks(found.places, margin=profile.number("page.margin_bottom") * POINTS_PER_MM)
    return replace(fit, begins=fit.begins | left_behind(found.places), heights={**fit.heights, **lone})


def _spills(document: OfficialDocument, converted: Converted) -> bool:
    """Whether the signature fills its page to the last point, so that an empty page follows."""
    pdf, found = converted.pdf, converted.laid_out
    if isinstance(pdf, Finding) or found is None or document.minutes is not None:
        return False
    mark, ends = found.places.get("ky1tren"), found.part_ends
    if mark is None or not ends or mark.page >= ends[0] - 1:
        return False
    return is_empty_page(pdf, ends[0] - 1)
