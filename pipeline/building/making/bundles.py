"""Bundles (tệp trọn bộ): a paper and all that it encloses (kèm theo) as one PDF to sign, or as a set of files.

Bundles are made after the papers, from their finished PDFs, and anew when any of those differs. As every PDF of a
build, a bundle is never touched when signed and is kept beside when changed by hand. A set holds the PDFs as they are,
signed ones too, and of an issued paper the file that was issued; a set is never signed itself, so it follows its
papers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from pipeline.building.making.built import Built, Bundled, about
from pipeline.building.making.output import Artefact, Written, bundle_key, bundle_path, own_files, written_as
from pipeline.building.making.paper_set import SetPaper, paper_set
from pipeline.building.state.code import fingerprint
from pipeline.building.state.fingerprint import digest
from pipeline.building.state.manifest import BundleEntry, Manifest, append_entry, append_intent, load_manifest, mark
from pipeline.building.state.plan import AMEND
from pipeline.building.state.proofs import Proofs
from pipeline.errors import Unreadable
from pipeline.filing.look import Whose, look
from pipeline.filing.telling import findings_of
from pipeline.filing.writer import Outcome, put, take_away
from pipeline.finding import Finding, Severity
from pipeline.papers.official_document import OfficialDocument
from pipeline.register.frozen import Frozen
from pipeline.typeset.pdf.assemble import page_count
from pipeline.typeset.pdf.bundle import Enclosed, merge


def make_bundles(
    documents: Sequence[OfficialDocument],
    concerned: AbstractSet[str],
    *,
    folder: Path,
    frozen: Mapping[str, Frozen] = MappingProxyType({}),
) -> tuple[Bundled, ...]:
    """The bundle of each paper that encloses others, if the paper or one of those is `concerned` by the build.

    A paper that is not concerned itself and was never built has no bundle to keep up to date. `frozen`: what was issued.
    """
    by_id = {document.id: document for document in documents}
    leading = [
        document
        for document in documents
        if document.enclosed
        and (document.id in concerned or (_is_built(document, folder) and not concerned.isdisjoint(document.enclosed)))
    ]
    if not leading:
        return ()
    manifest, proofs = load_manifest(folder), Proofs(folder)
    return tuple(
        _bundle(
            _Bundle(folder, tuple(by_id[key] for key in (document.id, *document.enclosed)), manifest, proofs, frozen)
        )
        for document in leading
    )


def _is_built(paper: OfficialDocument, folder: Path) -> bool:
    return own_files(folder, paper.id)[Artefact.PDF].is_file()


def with_bundles(built: Sequence[Built], bundles: Sequence[Bundled]) -> tuple[Built, ...]:
    """The papers with their bundles, and with the findings on these."""
    by_id = {bundle.id: bundle for bundle in bundles}
    return tuple(
        replace(built_part, bundle=found, findings=(*built_part.findings, *found.findings))
        if (found := by_id.get(built_part.document.id))
        else built_part
        for built_part in built
    )


@dataclass(frozen=True)
class _Bundle:
    """One bundle to look at: the output folder, its papers in order, the record of the last builds, what proves ours."""

    folder: Path
    papers: tuple[OfficialDocument, ...]
    manifest: Manifest
    proofs: Proofs
    frozen: Mapping[str, Frozen]

    @property
    def artefact(self) -> Artefact:
        """The kind of bundle that the record asks for: one PDF, or a set."""
        return Artefact.SET if self.leading.apart else Artefact.BUNDLE

    @property
    def other(self) -> Artefact:
        """The other kind of bundle, which an earlier build may have made."""
        return Artefact.BUNDLE if self.leading.apart else Artefact.SET

    @property
    def leading(self) -> OfficialDocument:
        """The paper that encloses the others."""
        return self.papers[0]

    @property
    def key(self) -> str:
        """The name under which the manifest knows the bundle."""
        return bundle_key(self.leading.id, self.artefact)

    @property
    def path(self) -> Path:
        """The path of the bundle in the output folder."""
        return bundle_path(self.folder, self.leading.id, self.artefact)

    @property
    def entry(self) -> BundleEntry | None:
        """The manifest's entry of the bundle; None where it was never made."""
        return self.manifest.bundles.get(self.key)

    @property
    def untouched(self) -> bool:
        """Whether the file in place is the bundle as it was made last."""
        return self.entry is not None and self.entry.pdf.is_of(self.path)

    def pdf(self, paper: OfficialDocument) -> Path:
        """The path of a paper's finished PDF; in a set, of an issued paper the frozen file, with the seal if it came back."""
        if self.leading.apart and (kept := self.frozen.get(paper.id)) is not None and kept.pdf.is_file():
            return kept.sealed if kept.sealed.is_file() else kept.pdf
        return own_files(self.folder, paper.id)[Artefact.PDF]

    def made_from(self) -> str:
        """A hash (hexadecimal) over all that the bytes of the bundle depend on."""
        names = [part for paper in self.papers for part in (paper.id, paper.headline, self._content(paper))]
        if self.leading.apart:
            names += [f"{paper.number.text} {paper.place_date and paper.place_date.date_text}" for paper in self.papers]
        maker = "pipeline.building.making.paper_set" if self.leading.apart else "pipeline.typeset.pdf.bundle"
        return digest(fingerprint(maker), *names)

    def _content(self, paper: OfficialDocument) -> str:
        known = self.manifest.entries.get(paper.id)
        if known is not None and known.files[Artefact.PDF].is_of(self.pdf(paper)):
            return known.files[Artefact.PDF].sha256
        return sha256(self.pdf(paper).read_bytes()).hexdigest()

    def left(self, written: Written, *findings: Finding) -> Bundled:
        """The result for a bundle that stays as it is in place."""
        pages = self.entry.pages if self.entry else 0
        return self.result(pages, written, *findings)

    def result(self, pages: int, written: Written, *findings: Finding) -> Bundled:
        """The result of this build for the bundle."""
        return Bundled(
            id=self.leading.id,
            path=self.path,
            pages=pages,
            written=written,
            findings=findings,
            artefact=self.artefact,
        )

    def content(self) -> tuple[bytes, int]:
        """The bytes of the bundle and its number of pages. Unreadable: the PDFs cannot be merged."""
        pdfs = [self.pdf(paper).read_bytes() for paper in self.papers]
        both = list(zip(self.papers, pdfs, strict=True))
        if self.leading.apart:
            made = paper_set([SetPaper(document=paper, pdf=pdf) for paper, pdf in both])
            return made, sum(map(page_count, pdfs))
        enclosed = [Enclosed(key=paper.id, title=paper.headline, pdf=pdf) for paper, pdf in both]
        merged = merge(enclosed, title=self.leading.headline)
        return merged.pdf, merged.pages

    def finding(self, code: str, severity: Severity, message: str, hint: str) -> Finding:
        """A finding on the bundle."""
        return Finding(
            code=code,
            severity=severity,
            message=f"Tệp trọn bộ của “{self.leading.headline}”: {message}",
            file=self.leading.source or None,
            hint=hint,
            document=self.leading.id,
        )


def _bundle(bundle: _Bundle) -> Bundled:
    here = bundle.path.is_file()
    take_away(
        bundle_path(bundle.folder, bundle.leading.id, bundle.other),
        bundle.proofs.proof_of(bundle_key(bundle.leading.id, bundle.other)),
    )
    missing = [paper.id for paper in bundle.papers if not bundle.pdf(paper).is_file()]
    if missing:
        words = f"chưa có tệp PDF của {', '.join(missing)}"
        hint = "Sửa lỗi của các văn bản ấy rồi dựng lại."
        return bundle.left(
            Written.KEPT if here else Written.NONE, bundle.finding("DUNG-10", Severity.ERROR, words, hint)
        )
    made_from = bundle.made_from()
    same = bundle.entry is not None and bundle.entry.made_from == made_from
    if same and bundle.untouched:
        return bundle.left(Written.SAME)
    if here and look(bundle.path).whose is Whose.SIGNED:
        return bundle.left(Written.PROTECTED, *(() if same else (_outdated(bundle),)))
    if bundle.leading.issued is not None and not bundle.leading.apart:
        return bundle.left(Written.PROTECTED if here else Written.NONE)
    return _made(bundle, made_from)


def _made(bundle: _Bundle, made_from: str) -> Bundled:
    here = bundle.path.is_file()
    try:
        content, pages = bundle.content()
    except Unreadable as failure:
        # What was joined before is not what these papers say now: an offer to sign it would be a false one.
        gone = take_away(bundle.path, bundle.proofs.proof_of(bundle.key)).outcome is Outcome.REMOVED if here else False
        stays = "; tệp trọn bộ đang có là của lần trước, không khớp văn bản bây giờ" if here and not gone else ""
        taken = "; tệp trọn bộ của lần trước không còn đúng nên đã bỏ" if gone else ""
        found = bundle.finding("DUNG-11", Severity.WARNING, f"{failure.message}{stays}{taken}", failure.remedy)
        return bundle.left(Written.KEPT if stays else Written.NONE, found)
    append_intent(bundle.folder, bundle.key, content)
    filed = put(bundle.path, content, bundle.proofs.proof_of(bundle.key))
    findings = findings_of(filed, replace(about(bundle.leading), called=f"Tệp trọn bộ của {bundle.leading.headline}"))
    if not filed.in_place:
        return bundle.left(written_as(filed), *findings)
    entry = BundleEntry(bundle=bundle.key, made_from=made_from, pdf=mark(filed, content), pages=pages)
    append_entry(bundle.folder, entry)
    return bundle.result(pages, written_as(filed), *findings)


def _outdated(bundle: _Bundle) -> Finding:
    since = (
        "từ đó đến nay văn bản trong bộ đã đổi"
        if bundle.entry is not None
        else "bản kê của lần gộp không còn, nên không biết văn bản trong bộ từ đó có đổi gì không"
    )
    words = f"{bundle.path.name} đã có chữ ký số nên không gộp lại; {since}"
    return bundle.finding("DUNG-06", Severity.WARNING, words, AMEND)


def findings_apart(bundles: Sequence[Bundled], shown: Mapping[str, object]) -> tuple[Finding, ...]:
    """The findings on bundles whose leading paper is not among those in `shown` (by id)."""
    return tuple(finding for bundle in bundles if bundle.id not in shown for finding in bundle.findings)
