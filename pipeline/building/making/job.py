"""A job (lượt dựng) is a value and so is its result: papers in, Word files and signature-ready PDFs out.

From bytes to bytes: a job depends on no clock, no environment variable and no place on the disk. Several papers share a
job so that one LibreOffice serves them all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import TypedDict

from pipeline.building.making.judge import failed, form_findings
from pipeline.building.making.output import OWN, Artefact
from pipeline.building.making.waiting_fields import waiting_fields
from pipeline.decree.profile import Profile
from pipeline.errors import ConversionFailed, TemplateFailed
from pipeline.finding import Finding, Severity
from pipeline.lengths import POINTS_PER_MM
from pipeline.papers.official_document import OfficialDocument, SignatureBlock, TableContent
from pipeline.typeset.docx.docx_paper import make_docx, part_titles
from pipeline.typeset.docx.end_marks import lone_end_marks
from pipeline.typeset.docx.fit import text_area
from pipeline.typeset.docx.head_columns import crowded_head
from pipeline.typeset.docx.keep_with_next import begin_pages, left_behind
from pipeline.typeset.docx.table_widths import widest_words
from pipeline.typeset.docx.templates import TemplateSet
from pipeline.typeset.docx.text_end import ready_for_libreoffice
from pipeline.typeset.docx.waiting_places import waiting_blanks
from pipeline.typeset.libreoffice.convert import to_pdf
from pipeline.typeset.libreoffice.soffice import Engine
from pipeline.typeset.libreoffice.soffice_home import Home
from pipeline.typeset.pdf.assemble import assemble
from pipeline.typeset.pdf.page_places import LaidOut, Place, is_empty_page, laid_out
from pipeline.typeset.pdf.signature_fields import SignatureField, signature_boxes

# So often a paper is made once more because of what its pages show; each time one heading of each part finds its page.
_ROUNDS = 6


@dataclass(frozen=True, kw_only=True)
class Job:
    """Papers to make and all that their bytes depend on."""

    documents: tuple[OfficialDocument, ...]
    templates: TemplateSet
    profile: Profile
    engine: Engine


@dataclass(frozen=True, kw_only=True)
class PaperResult:
    """The result for one paper: all its files by artefact, or only some and a finding with the reason."""

    document: OfficialDocument
    files: Mapping[Artefact, bytes] = field(default_factory=dict)
    pages: int = 0
    findings: tuple[Finding, ...] = ()
    # How long each stage took, for the log alone: two results are the same whatever time they took.
    timings: tuple[tuple[str, float], ...] = field(default=(), compare=False)

    @property
    def made(self) -> bool:
        """Whether all files of the paper were made."""
        return self.files.keys() >= set(OWN)

    @property
    def docx(self) -> bytes | None:
        """The Word file as bytes; None where it could not be made."""
        return self.files.get(Artefact.DOCX)

    @property
    def pdf(self) -> bytes | None:
        """The PDF as bytes; None where it could not be made."""
        return self.files.get(Artefact.PDF)


def run_job(job: Job, *, standing_by: Home | None = None) -> tuple[PaperResult, ...]:
    """Make every paper of the job; one that fails is set aside with a finding and the rest goes on.

    `standing_by`, a LibreOffice started ahead, is used up; it shortens the wait and changes no byte.
    """
    fits = {document.id: _Fit() for document in job.documents}
    made = _convert(job, job.documents, fits, standing_by=standing_by)
    again = job.documents
    for _ in range(_ROUNDS):
        better = {
            document.id: _better(document, made[document.id], fits[document.id], job.profile) for document in again
        }
        again = tuple(document for document in again if better[document.id] != fits[document.id])
        if not again:
            break
        fits |= better
        made |= _convert(job, again, fits)
    return tuple(_result(document, made[document.id], job.profile) for document in job.documents)


@dataclass(frozen=True, kw_only=True)
class _Fit:
    """The adjustments that a paper's finished pages call for.

    `tight`: a little less room, so that the signature does not leave an empty page; `begins`: numbers of the paragraphs
    that begin a page; `heights`: of the last rows, in points by their tables' numbers, that go to the next page with a
    closing mark.
    """

    tight: bool = False
    begins: frozenset[int] = frozenset()
    heights: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class _Converted:
    """One paper's Word file and LibreOffice's PDF, or why there is none."""

    docx: bytes | None
    pdf: bytes | Finding
    laid_out: LaidOut | None = None
    timings: tuple[tuple[str, float], ...] = ()


def _convert(
    job: Job, documents: Sequence[OfficialDocument], fits: Mapping[str, _Fit], *, standing_by: Home | None = None
) -> dict[str, _Converted]:
    words: dict[str, float] = {}
    made = {}
    for document in documents:
        started = perf_counter()
        made[document.id] = _make(document, job, fits[document.id])
        words[document.id] = perf_counter() - started
    started = perf_counter()
    sources = {
        document.id: ready_for_libreoffice(
            docx, profile=job.profile, blanks=waiting_blanks(document), heights=fits[document.id].heights
        )
        for document in documents
        if isinstance(docx := made[document.id], bytes)
    }
    pdfs = to_pdf(sources, engine=job.engine, standing_by=standing_by) if sources else {}
    # One LibreOffice takes them all: each paper's share.
    share = (perf_counter() - started) / max(1, len(sources))
    converted = {}
    for document in documents:
        docx = made[document.id]
        if isinstance(docx, Finding):
            converted[document.id] = _Converted(docx=None, pdf=docx, timings=(("Word", words[document.id]),))
            continue
        pdf = pdfs[document.id]
        timings = (("Word", words[document.id]), ("PDF", share))
        converted[document.id] = (
            _Converted(docx=docx, pdf=failed("DUNG-01", document, pdf), timings=timings)
            if isinstance(pdf, ConversionFailed)
            else _Converted(docx=docx, pdf=pdf, laid_out=laid_out(pdf), timings=timings)
        )
    return converted


def _make(document: OfficialDocument, job: Job, fit: _Fit) -> bytes | Finding:
    try:
        docx = make_docx(document, templates=job.templates, profile=job.profile, tight=fit.tight)
    except TemplateFailed as failure:
        return failed("DUNG-03", document, failure)
    return begin_pages(docx, fit.begins) if fit.begins else docx


def _better(document: OfficialDocument, converted: _Converted, fit: _Fit, profile: Profile) -> _Fit:
    """The paper's fit with the further adjustments that its pages now call for; the same fit where there are none."""
    if converted.laid_out is None or converted.laid_out.pages == 1:
        return fit
    if not fit.tight and _spills(document, converted):
        return replace(fit, tight=True)
    places = converted.laid_out.places
    lone = lone_end_marks(places, margin=profile.number("page.margin_bottom") * POINTS_PER_MM)
    return replace(fit, begins=fit.begins | left_behind(places), heights={**fit.heights, **lone})


def _spills(document: OfficialDocument, converted: _Converted) -> bool:
    """Whether the signature fills its page to the last point, so that an empty page follows."""
    pdf, found = converted.pdf, converted.laid_out
    if isinstance(pdf, Finding) or found is None or document.minutes is not None:
        return False
    mark, ends = found.places.get("ky1tren"), found.part_ends
    if mark is None or not ends or mark.page >= ends[0] - 1:
        return False
    return is_empty_page(pdf, ends[0] - 1)


def _result(document: OfficialDocument, made: _Converted, profile: Profile) -> PaperResult:
    if isinstance(made.pdf, Finding):
        return PaperResult(document=document, files=_word(made), findings=(made.pdf,), timings=made.timings)
    started = perf_counter()
    marks = made.laid_out.places if made.laid_out else {}
    waiting = waiting_fields(document, marks, made.pdf)
    fields, problems = signature_fields(document, marks, profile, locks=waiting.names)
    problems += waiting.problems + overfull_tables(document, profile)
    final = assemble(
        made.pdf,
        title=document.headline,
        part_titles=part_titles(document),
        fields=(*fields, *waiting.fields),
    )
    assembled = perf_counter()
    if made.docx is not None:
        width = text_area(profile, landscape=False).width
        problems += crowded_head(document, made.docx, profile=profile, width=width)
        problems += form_findings(document, made.docx, final.pdf, levels=profile.levels, phrases=profile.phrases)
    timings = (*made.timings, ("ký, ghép", assembled - started), ("kiểm tra", perf_counter() - assembled))
    files = {**_word(made), Artefact.PDF: final.pdf}
    return PaperResult(document=document, files=files, pages=final.pages, findings=problems, timings=timings)


def _word(made: _Converted) -> dict[Artefact, bytes]:
    return {} if made.docx is None else {Artefact.DOCX: made.docx}


def signature_fields(
    document: OfficialDocument, marks: Mapping[str, Place], profile: Profile, *, locks: tuple[str, ...] = ()
) -> tuple[tuple[SignatureField, ...], tuple[Finding, ...]]:
    """Fields for each signer and seal, placed by the template's bookmarks `ky1tren`, `ky1duoi` … (boxes 7c, 8).

    `locks`: the fields that the agency's signature closes; a person signs before they are filled, and closes none.
    """
    fields: list[SignatureField] = []
    problems: list[Finding] = []
    for number, signature in enumerate(document.signatures, start=1):
        top, bottom = marks.get(f"ky{number}tren"), marks.get(f"ky{number}duoi")
        if top is None or bottom is None:
            problems.append(_no_place(document, signature))
            continue
        boxes = signature_boxes(top, bottom, top.x, **_sizes(profile))
        if isinstance(boxes, Finding):
            problems.append(replace(boxes, file=document.source or None, document=document.id))
            continue
        person, seal = boxes
        tooltip = f"Chữ ký của {signature.role} {signature.name}"
        fields.append(SignatureField(name=f"chu-ky-{number}", tooltip=tooltip, page=top.page, box=person))
        if signature.seal is not None:
            owner = f"Dấu, chữ ký số của {signature.seal.owner}"
            name = f"con-dau-{number}"
            fields.append(SignatureField(name=name, tooltip=owner, page=top.page, box=seal, locks=locks))
    return tuple(fields), tuple(problems)


def overfull_tables(document: OfficialDocument, profile: Profile) -> tuple[Finding, ...]:
    """A finding for each table whose words do not fit its page: it would be printed with broken words and numbers."""
    parts = [(document.body, False), *((part.body, False) for part in document.attached)]
    parts += [(annex.body, annex.landscape) for annex in document.annexes]
    return tuple(
        _overfull(document, block.table, words)
        for body, landscape in parts
        for block in body
        if block.table is not None
        and (
            words := widest_words(
                block.table,
                size=profile.number("table_text.size"),
                width=text_area(profile, landscape=landscape).width,
            )
        )
    )


def _overfull(document: OfficialDocument, table: TableContent, words: str) -> Finding:
    return Finding(
        code="DUNG-04",
        severity=Severity.ERROR,
        message=(
            f"Bảng {len(table.columns)} cột trong “{document.headline}” quá rộng so với trang; "
            f"từ dài nhất của các cột: {words}"
        ),
        file=document.source or None,
        hint="Bớt cột, viết gọn từ dài, giảm cỡ chữ trong bảng, hoặc chuyển bảng sang phụ lục “khổ: ngang”.",
        document=document.id,
    )


class _Sizes(TypedDict):
    person: tuple[int, int]
    seal: tuple[int, int]
    seal_left: int


def _sizes(profile: Profile) -> _Sizes:
    """Sizes of the signature's and the seal's image, and how far the seal reaches left of the signature (points)."""

    def whole(measure: str) -> int:
        return round(profile.number(measure))

    return {
        "person": (whole("signature_image.width"), whole("signature_image.height")),
        "seal": (whole("seal_image.width"), whole("seal_image.height")),
        "seal_left": whole("seal_image.offset_left"),
    }


def _no_place(document: OfficialDocument, signature: SignatureBlock) -> Finding:
    return Finding(
        code="DUNG-02",
        severity=Severity.ERROR,
        message=f"Mẫu không có chỗ ký cho {signature.name} trong “{document.headline}”",
        file=document.source or None,
        hint="Mẫu phải có dấu trang ky1tren (dưới chức vụ) và ky1duoi (trên họ tên) trong cùng một ô bảng.",
        citation="PLI.P1.II.7đ",
        document=document.id,
    )
