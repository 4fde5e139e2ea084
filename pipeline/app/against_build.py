"""An office's papers against an earlier build (đối chiếu với lần dựng trước): what the next build will change.

The old version is the Word file in the build folder, as it is, edited by hand or not; the new one is the paper composed now.
No LibreOffice takes part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from pathlib import Path

from pipeline.building.making.output import Artefact, file_name, own_files
from pipeline.building.making.page_setting import closer, parted, profile_of, wider
from pipeline.building.prepare import Prepared, chosen
from pipeline.building.state.plan import is_signed
from pipeline.decree.profile import Profile
from pipeline.errors import TemplateFailed, Unreadable, UsageError, VanthuError
from pipeline.finding import Finding, Severity
from pipeline.intake.file import read_file
from pipeline.papers.official_document import OfficialDocument
from pipeline.papers.waiting import waiting_forms
from pipeline.revision.blocks import open_version
from pipeline.revision.redline import redline_versions
from pipeline.revision.version_compare import Change, Comparison, compare_versions
from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.package import read_package
from pipeline.typeset.docx.row_padding import unpadded
from pipeline.typeset.docx.templates import TemplateSet

_AUTHOR = "Văn thư"
# When a file was saved and by whom is no difference.
_ABOUT_THE_FILE = "docProps/"
_LARGEST = 100 * 1024 * 1024


class Outcome(Enum):
    """What the comparison of one paper found (kết quả)."""

    CHANGED = "có đổi"
    LAYOUT = "chỉ đổi trình bày"
    SAME = "không đổi"
    NEW = "văn bản mới"
    GONE = "chỉ có ở bản cũ"
    FAILED = "không đối chiếu được"


@dataclass(frozen=True, kw_only=True)
class Compared:
    """One paper compared: its id and subject, the outcome in words, the differences, the file with tracked changes."""

    id: str
    subject: str
    outcome: Outcome
    summary: str
    comparison: Comparison | None = None
    redline: bytes = b""
    finding: Finding | None = None

    @property
    def differs(self) -> bool:
        """Whether words or layout of the paper differ, so that there is a result to show."""
        return self.outcome is not Outcome.SAME

    @property
    def counts(self) -> dict[str, int] | None:
        """Paragraphs and words that differ; None where nothing was compared."""
        found = self.comparison
        if found is None:
            return None
        return {
            "changed": found.count(Change.CHANGED),
            "added": found.count(Change.ADDED),
            "removed": found.count(Change.REMOVED),
            "moved": found.moved,
            "words_added": found.new_words,
            "words_removed": found.old_words,
        }


def compare_office(
    prepared: Prepared, *, templates: TemplateSet, against: Path, date: str, only: Iterable[str] = ()
) -> Iterator[Compared]:
    """Compare each paper of an office with its last build, then name each paper that only the build `against` has.

    `against`: the output folder of the build; `date` (ISO 8601): the date of the tracked changes; `only`: ids of
    papers, all by default. A paper that cannot be compared yields a `Compared` with its finding; the others follow.
    UsageError: there is no such folder, or neither side has a paper of an id in `only`.
    """
    if not against.is_dir():
        raise UsageError(
            f"Không có thư mục {against} để đối chiếu",
            "Dựng trước bằng lệnh vanthu build, hoặc chỉ thư mục của lần dựng trước bằng --against.",
        )
    wanted = tuple(dict.fromkeys(only))
    known = {*(document.id for document in prepared.documents), *(unmade_paper.id for unmade_paper in prepared.unmade)}
    gone = [key for key in _built_ids(against) if key not in known and (not wanted or key in wanted)]
    asked = [key for key in wanted if key not in gone]
    documents = chosen(prepared, asked) if asked or not wanted else ()
    pair = partial(_compare, prepared=prepared, templates=templates, against=against, date=date)
    return (comparison for part in (map(pair, documents), map(_gone, gone)) for comparison in part)


def _built_ids(folder: Path) -> list[str]:
    """The ids of the papers in a build folder."""
    return sorted(home.name for home in folder.iterdir() if (home / file_name(home.name, Artefact.DOCX)).is_file())


def _gone(key: str) -> Compared:
    return Compared(id=key, subject="", outcome=Outcome.GONE, summary="hồ sơ không còn văn bản này")


def _compare(
    document: OfficialDocument, *, prepared: Prepared, templates: TemplateSet, against: Path, date: str
) -> Compared:
    docx, pdf = (own_files(against, document.id)[kind] for kind in (Artefact.DOCX, Artefact.PDF))
    frozen = prepared.frozen.get(document.id)
    if frozen is not None and frozen.docx.is_file():
        docx = frozen.docx
    start = Compared(id=document.id, subject=document.headline, outcome=Outcome.NEW, summary="chưa có ở bản cũ")
    if not docx.exists():
        return start
    # That number and day were written since the paper was built is no change of what was issued.
    issued = document.issued is not None or frozen is not None
    forms = waiting_forms(document) if issued else (document,)
    try:
        old, profile = _read(docx), prepared.profile.under(document.regulation)
        pair = partial(_pair, old, start=start, date=date, templates=templates, profile=profile)
        found = _nearest(map(pair, forms))
    except (Unreadable, TemplateFailed) as failure:
        return _failed(start, failure, document.source, docx)
    if found.differs and (note := _kept(pdf, issued=issued)):
        found = replace(found, summary=f"{found.summary} ({note}, lần dựng sau không thay)")
    return found


def _pair(
    old: bytes, document: OfficialDocument, *, start: Compared, date: str, templates: TemplateSet, profile: Profile
) -> Compared:
    make = partial(make_docx, document, templates=templates, profile=profile)
    found = _versions(old, make(), start=start, date=date)
    # The build tightens a paper whose signature fills its page, and sets one in another way where its pages call for it;
    # that is no change of the records.
    if found.outcome is Outcome.LAYOUT and not all(
        _layout_differs(_plain(old), _plain(other)) for other in _settings(make, profile)
    ):
        return replace(start, outcome=Outcome.SAME, summary="không đổi")
    return found


def _plain(docx: bytes) -> bytes:
    """The Word file without the closer rows that a build may have given to single parts."""
    try:
        return unpadded(docx)
    except ValueError:  # a damaged part that holds no words
        return docx


def _settings(make: Callable[..., bytes], profile: Profile) -> Iterator[bytes]:
    """The paper in every other setting that a build may have chosen."""
    yield make()
    yield make(tight=True)
    for setting in (*closer(profile), *wider(profile), *parted(profile)):
        for tight in (False, True):
            yield make(profile=profile_of(profile, setting), tight=tight)


def _nearest(found: Iterator[Compared]) -> Compared:
    """Of several comparisons of one paper, the first without a difference, else the one with the fewest changed words."""
    seen: list[Compared] = []
    for comparison in found:
        if comparison.outcome is Outcome.SAME:
            return comparison
        seen.append(comparison)
    return min(seen, key=_distance)


def _distance(found: Compared) -> int:
    return 0 if found.comparison is None else found.comparison.new_words + found.comparison.old_words + 1


def _versions(old: bytes, new: bytes, *, start: Compared, date: str) -> Compared:
    if old == new:
        return replace(start, outcome=Outcome.SAME, summary="không đổi")
    before, after = open_version(old, "bản cũ"), open_version(new, "bản mới")
    comparison = compare_versions(before, after)
    if comparison.differs:
        marked = redline_versions(before, after, author=_AUTHOR, date=date)
        return replace(
            start, outcome=Outcome.CHANGED, summary=comparison.summary, comparison=comparison, redline=marked
        )
    if _layout_differs(old, new):
        return replace(
            start, outcome=Outcome.LAYOUT, summary="chữ giữ nguyên; khác kiểu, cỡ, khoảng cách hoặc đầu trang"
        )
    return replace(start, outcome=Outcome.SAME, summary="không đổi")


def _layout_differs(old: bytes, new: bytes) -> bool:
    """Whether two Word files differ in any part but their metadata (docProps)."""
    try:
        before, after = (
            {name: data for name, data in read_package(version).items() if not name.startswith(_ABOUT_THE_FILE)}
            for version in (old, new)
        )
    except ValueError:  # a damaged part that holds no words
        return True
    return before != after


def _read(docx: Path) -> bytes:
    return read_file(docx, most=_LARGEST)


def _failed(start: Compared, failure: VanthuError, source: str, docx: Path) -> Compared:
    finding = Finding(
        code="SS-01",
        severity=Severity.ERROR,
        message=f"Không đối chiếu được {docx}: {failure.message}",
        file=source or None,
        hint=failure.remedy,
        document=start.id,
    )
    return replace(start, outcome=Outcome.FAILED, summary=failure.message, finding=finding)


def _kept(pdf: Path, *, issued: bool) -> str:
    """Why the next build leaves a paper as it is; "" where it does not."""
    if issued:
        return "đã ban hành"
    return "đã có chữ ký số" if is_signed(pdf, None) else ""
