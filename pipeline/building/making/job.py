"""A job (lượt dựng) is a value and so is its result: papers in, Word files and signature-ready PDFs out.

From bytes to bytes: a job depends on no clock, no environment variable and no place on the disk. Several papers share a
job so that one LibreOffice serves them all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from time import perf_counter
from typing import TypedDict

from pipeline.building.making.judge import form_findings
from pipeline.building.making.output import OWN, Artefact
from pipeline.building.making.page_fit import too_long
from pipeline.building.making.page_setting import profile_of
from pipeline.building.making.tries import Converted, Means, Try, best, typeset
from pipeline.building.making.waiting_fields import waiting_fields
from pipeline.decree.profile import Profile
from pipeline.finding import Finding, Severity
from pipeline.papers.official_document import OfficialDocument, SignatureBlock, TableContent
from pipeline.typeset.docx.docx_paper import figure_texts, part_titles
from pipeline.typeset.docx.fit import text_area
from pipeline.typeset.docx.head_columns import crowded_head
from pipeline.typeset.docx.table_widths import widest_words
from pipeline.typeset.docx.templates import TemplateSet
from pipeline.typeset.libreoffice.soffice import Engine
from pipeline.typeset.libreoffice.soffice_home import Home
from pipeline.typeset.pdf.assemble import assemble
from pipeline.typeset.pdf.page_places import Place
from pipeline.typeset.pdf.signature_fields import SignatureField, signature_boxes


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
    setting: str = ""
    """How it is set in place of the office's usual way, in words; "" where it is set as usual."""
    tries: int = 0
    """How many other settings were tried."""
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
    means = Means(templates=job.templates, profile=job.profile, engine=job.engine)
    tries = typeset(job.documents, means, standing_by=standing_by)
    return tuple(
        _result(document, tries[document.id], job.profile.under(document.regulation)) for document in job.documents
    )


def _result(document: OfficialDocument, tries: Sequence[Try], profile: Profile) -> PaperResult:
    """The result of the best of the tries, which is the first where none is clearly better."""
    chosen = best(tries, profile)
    made, others = chosen.made, [other.made for other in tries if other is not chosen]
    seconds = sum(spent for other in others for _, spent in other.timings)
    timings = (*made.timings, ("dàn lại", seconds)) if others else made.timings
    if isinstance(made.pdf, Finding):
        return PaperResult(document=document, files=_word(made), findings=(made.pdf,), timings=timings)
    finished = _finished(document, made, made.pdf, profile_of(profile, chosen.fit.setting))
    return replace(finished, setting=chosen.fit.setting.name, tries=len(others), timings=(*timings, *finished.timings))


def _finished(document: OfficialDocument, made: Converted, pdf: bytes, profile: Profile) -> PaperResult:
    """Put fields and names into a paper's PDF and judge both files."""
    started = perf_counter()
    marks = made.laid_out.places if made.laid_out else {}
    waiting = waiting_fields(document, marks, pdf)
    fields, problems = signature_fields(document, marks, profile, locks=waiting.names)
    problems += waiting.problems + overfull_tables(document, profile)
    if made.laid_out is not None:
        problems += too_long(document, made.laid_out, profile)
    final = assemble(
        pdf,
        title=document.headline,
        part_titles=part_titles(document),
        fields=(*fields, *waiting.fields),
        figures=figure_texts(document),
    )
    assembled = perf_counter()
    if made.docx is not None:
        width = text_area(profile, landscape=False).width
        problems += crowded_head(document, made.docx, profile=profile, width=width)
        problems += form_findings(document, made.docx, final.pdf, levels=profile.levels, phrases=profile.phrases)
    timings = (("ký, ghép", assembled - started), ("kiểm tra", perf_counter() - assembled))
    files = {**_word(made), Artefact.PDF: final.pdf}
    return PaperResult(document=document, files=files, pages=final.pages, findings=problems, timings=timings)


def _word(made: Converted) -> dict[Artefact, bytes]:
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
