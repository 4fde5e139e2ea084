"""The files that are about to be issued (tệp sẽ ban hành): of the last build, still fitting the records, or a signed PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from pipeline.app.signed_paper import LARGEST_PDF, read_signed
from pipeline.building.making.output import Artefact, bundle_key, bundle_path, own_files
from pipeline.building.state.fingerprint import paper_inputs, printed
from pipeline.building.state.manifest import Entry, FileMark, Manifest, load_manifest
from pipeline.decree.profile import Profile
from pipeline.errors import Refused, UsageError
from pipeline.filing.look import Whose, is_signed, look
from pipeline.intake.file import read_file
from pipeline.papers.official_document import OfficialDocument
from pipeline.papers.waiting import waiting_forms
from pipeline.reading.pdf import read_pdf
from pipeline.register.frozen import Frozen
from pipeline.typeset.docx.templates import TemplateSet


@dataclass(frozen=True, kw_only=True)
class Finished:
    """What goes out: the Word file, the PDF, and where that is built; `signed`: the file that somebody has signed."""

    docx: bytes
    pdf: bytes
    signed: Path | None
    built_pdf: str
    """SHA-256 of the PDF that the build wrote: that one may be replaced in the output folder."""
    place: Path
    """Where the build wrote it: the paper's own PDF, or that of the paper with all it encloses."""


def finished(
    document: OfficialDocument,
    output: Path,
    *,
    templates: TemplateSet,
    profile: Profile,
    signed: Path | None,
    on: date | None,
) -> Finished:
    """The files to issue. Refused: the paper was not built, or its records changed since, or what is signed is not the paper.

    `on`: the day on which a paper is issued that has none of its own; it is to be built with the facts of that day.
    """
    key = document.id
    again = f"Dựng lại rồi trình ký: vanthu build THƯ_MỤC -o {output} --only {key}"
    if on is not None:
        again += f" --on {on.day}/{on.month}/{on.year}"
    manifest = load_manifest(output, only={key, bundle_key(key)}) if output.is_dir() else Manifest()
    entry, bundle = manifest.entries.get(key), manifest.bundles.get(bundle_key(key))
    if entry is None:
        raise Refused(
            f"“{key}” chưa được dựng vào {output}", f"Dựng trước rồi trình ký: vanthu build THƯ_MỤC -o {output}"
        )
    if (changed := _changed(document, entry, templates, profile)) is not None:
        raise Refused(f"“{key}” trong {output} không còn đúng với hồ sơ: đã đổi {changed} sau lần dựng", again)
    files = own_files(output, key)
    docx, pdf = (files[artefact] for artefact in (Artefact.DOCX, Artefact.PDF))
    if not entry.files[Artefact.DOCX].is_of(docx):
        words = "không còn" if not docx.is_file() else "đã bị sửa sau lần dựng"
        raise Refused(f"Tệp {docx} {words}", again)
    word = read_file(docx, most=LARGEST_PDF)
    whole = bundle_path(output, key)
    if signed is None and bundle is not None and look(whole).whose is Whose.SIGNED:
        signed = whole
    if signed is None and entry.files[Artefact.PDF].is_of(pdf):
        return _as_built(word, pdf)
    if signed is None and not pdf.is_file():
        raise Refused(f"Không có tệp {pdf}", f"{again}; văn bản đã ký thì chỉ tệp đã ký bằng --signed TỆP.pdf")
    data = read_signed(signed or pdf)
    _must_be_signed(data, signed or pdf, again)
    place, built = _place(manifest, output, key, data)
    if place == pdf:
        _must_be_the_paper(data, entry, pdf, signed or pdf)
    return Finished(docx=word, pdf=data, signed=signed or pdf, built_pdf=built, place=place)


def kept_as_finished(output: Path, paper: str, frozen: Frozen) -> Finished | None:
    """The frozen files of a signed and numbered paper, for the output folder; None where no signed file was handed in."""
    pdf = read_file(frozen.pdf, most=LARGEST_PDF)
    if not is_signed(pdf):
        return None
    manifest = load_manifest(output, only={paper, bundle_key(paper)}) if output.is_dir() else Manifest()
    place, built = _place(manifest, output, paper, pdf)
    return Finished(docx=b"", pdf=pdf, signed=frozen.pdf, built_pdf=built, place=place)


def _place(manifest: Manifest, output: Path, paper: str, data: bytes) -> tuple[Path, str]:
    """Where the build wrote the PDF that a signed file continues, and its digest; an empty digest where no build wrote it."""
    entry, bundle = manifest.entries.get(paper), manifest.bundles.get(bundle_key(paper))
    if bundle is not None and _continues(data, bundle.pdf):
        return bundle_path(output, paper), bundle.pdf.sha256
    return own_files(output, paper)[Artefact.PDF], entry.files[Artefact.PDF].sha256 if entry else ""


def _as_built(docx: bytes, place: Path) -> Finished:
    pdf = read_file(place, most=LARGEST_PDF)
    return Finished(docx=docx, pdf=pdf, signed=None, built_pdf=sha256(pdf).hexdigest(), place=place)


def _continues(data: bytes, built: FileMark) -> bool:
    """Whether a file consists of what was built with something appended, as signing does."""
    return sha256(data[: built.size]).hexdigest() == built.sha256


def _changed(document: OfficialDocument, entry: Entry, templates: TemplateSet, profile: Profile) -> str | None:
    """What differs from the paper as it was built, in words; its number and day may have been written since."""
    built = entry.paper_inputs
    now = paper_inputs(document, templates=templates, shared=built.environment)
    if now.templates != built.templates:
        return "mẫu"
    if now.wording != built.wording:
        return "lời văn"
    if profile.under(document.regulation).fingerprint != built.environment.profile:
        return "thể thức"
    if any(printed(form) == built.data for form in waiting_forms(document)):
        return None
    if now.data.get("draft") != built.data.get("draft"):
        return "dấu DỰ THẢO (bản dựng là bản dự thảo)"
    return "nội dung"


def _must_be_signed(data: bytes, path: Path, again: str) -> None:
    if not data.startswith(b"%PDF-"):
        raise UsageError(f"{path} không phải là tệp PDF", "Chỉ tệp PDF đã ký bằng --signed.")
    if not is_signed(data):
        raise Refused(
            f"{path} chưa có chữ ký số, và không phải là tệp do lần dựng ghi ra",
            f"Chỉ tệp đã ký bằng --signed TỆP.pdf; văn bản giấy thì bỏ --signed. {again}",
        )


def _must_be_the_paper(data: bytes, entry: Entry, built: Path, path: Path) -> None:
    """Refused where a signed file is not the paper that was built.

    Signing appends to a file, so the signed one begins with the built one; a tool that writes the file anew must have
    kept every word.
    """
    mark = entry.files[Artefact.PDF]
    if _continues(data, mark):
        return
    if mark.is_of(built) and _lines(read_file(built, most=LARGEST_PDF)) <= _lines(data):
        return
    raise Refused(
        f"{path} không phải là “{entry.id}” của lần dựng này: nội dung khác với tệp đã trình ký",
        "Chỉ đúng tệp đã ký của văn bản này. Ký trên bản dựng trước thì ký lại trên bản dựng bây giờ.",
    )


def _lines(pdf: bytes) -> frozenset[str]:
    return frozenset(" ".join(line.split()) for line in read_pdf(pdf, name="").text().splitlines() if line.strip())


def kept_files(paper: str, files: Finished, final: bytes, record: bytes) -> Mapping[str, bytes]:
    """The files to freeze for an issued paper, by name.

    `final`: the PDF that goes out; what was signed is kept too where that is another; `record`: the text of the record.
    """
    signed = {f"{paper}-da-ky.pdf": files.pdf} if final != files.pdf else {}
    return {f"{paper}.docx": files.docx, f"{paper}.pdf": final, **signed, "ho-so.txt": record}
