"""Which of the new files hold (quyết định), compared with each other and with what was kept. Nothing is written here.

Of two files of a unit the newer one holds, by the day of saving inside the files, else by the day of the files
themselves. If neither day tells, or if figures would vanish, a person is asked. The order of names never decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Final

from pipeline.errors import Unreadable
from pipeline.intake.text import shortened
from pipeline.reports.inner_date import inner_date
from pipeline.reports.opened_file import quoted
from pipeline.reports.proposal import Fate, Opened, Proposal, Sort
from pipeline.reports.question_marks import RETURNED, returned_name
from pipeline.reports.repeated_rows import rows_said
from pipeline.reports.reporting_round import Round
from pipeline.reports.returned_form import Returned
from pipeline.reports.submission import FRAME, Question, Submission

_APART: Final = timedelta(minutes=2)  # files copied together bear nearly one time, in the order of their names
_MOST_NAMED: Final = 3
_PDF: Final = "pdf"
_NEARLY: Final = 0.9  # of the words: lines break elsewhere, page numbers come in
_NEVER: Final = datetime.min.replace(tzinfo=UTC)
_READ: Final = frozenset({Sort.FORM, Sort.WORDS})
# What a file says, by a name that people know: an indicator with its column, a section.
Said = Mapping[str, str]


def settle(reporting_round: Round, opened: Sequence[Opened]) -> tuple[Proposal, ...]:
    """What becomes of each file, in the order of the files."""
    found: dict[int, Proposal] = {}
    groups: dict[tuple[str, Sort], list[int]] = {}
    for at, file in enumerate(opened):
        if (clear := _alone(reporting_round, file)) is not None:
            found[at] = clear
        elif file.unit is not None:
            groups.setdefault((file.unit.id, file.sort), []).append(at)
    new = Counter[str]()
    for (unit, sort), places in groups.items():
        group = _Group(reporting_round, unit, sort, tuple(opened[at] for at in places), new[unit])
        settled = group.settled()
        new[unit] += any(proposal.fate is Fate.TAKEN for proposal in settled)
        found |= zip(places, settled, strict=True)
    return tuple(found[at] for at in range(len(opened)))


def _alone(reporting_round: Round, file: Opened) -> Proposal | None:
    """What becomes of a file whatever other files came; None if that depends on the other files."""
    if file.trouble is not None:
        return Proposal(opened=file, fate=Fate.REFUSED, why=file.trouble)
    waits = Proposal(opened=file, fate=Fate.WAITS, why=next(iter(file.doubts), None))
    if file.unit is None:
        return waits
    store = reporting_round.store
    if not file.accepted or file.sort not in _READ:
        if (version := store.version_of(file.unit.id, file.sha256)) is not None:
            return Proposal(opened=file, fate=Fate.KNOWN, version=version)
        if store.is_beside(file.unit.id, file.sha256):
            return Proposal(opened=file, fate=Fate.KNOWN)
    if file.doubts and not file.accepted:
        return waits
    return None if file.sort in _READ else Proposal(opened=file, fate=Fate.BESIDE)


@dataclass(frozen=True)
class _Group:
    """The new files of one unit and one sort. `ahead`: how many new versions of the unit are kept before, in this run."""

    round: Round
    unit: str
    sort: Sort
    files: tuple[Opened, ...]
    ahead: int

    @cached_property
    def holding(self) -> Submission | None:
        """The kept version that holds now; None if there is none."""
        versions = self.round.store.versions(self.unit)
        alike = [version for version in versions if version.in_words == (self.sort is Sort.WORDS)]
        return alike[-1] if alike else None

    def settled(self) -> tuple[Proposal, ...]:
        """What becomes of each file: a single file holds and the others are older or the same, or all of them wait."""
        prints = {file.sha256: of_what for file in self.files if (of_what := self._printed_from(file))}
        files = tuple(file for file in self.files if file.sha256 not in prints)
        if prints:
            settled = iter(replace(self, files=files).settled() if files else ())
            return tuple(
                _print(file, prints[file.sha256]) if file.sha256 in prints else next(settled) for file in self.files
            )
        last = _newest(self._alike())
        if last is None:
            return self._undecided()
        chosen = self._chosen(last)
        return tuple(self._beside(file, chosen) for file in self.files)

    def _alike(self) -> list[list[Opened]]:
        """The files in groups that say the same."""
        found: list[list[Opened]] = []
        for file in self.files:
            said = self._said(file)
            same = next((alike for alike in found if self._said(alike[0]) == said), None)
            if same is None:
                found.append([file])
            else:
                same.append(file)
        return found

    def _printed_from(self, file: Opened) -> str:
        """The name of the Word file from which a PDF was printed, if it is known; such a PDF adds nothing."""
        if file.ending != _PDF or file.accepted or file.returned is None:
            return ""
        known = [(other.name, other.returned) for other in self.files if other.ending != _PDF and other.returned]
        held = self.holding
        if held is not None and not held.file.endswith(f".{_PDF}"):
            known.append((f"bản {held.version}", Returned((), held.passages, ())))
        return next((name for name, other in known if _alike(file.returned, other)), "")

    def _chosen(self, last: Opened) -> Proposal:
        """What becomes of the newest file, compared with the kept version and with the older new files."""
        said, before = self._said(last), self._kept()
        held = self.holding
        if before == said and held is not None and (not last.accepted or held.sha256 == last.sha256):
            return Proposal(opened=last, fate=Fate.KNOWN, version=held.version, changes="nội dung không đổi")
        if self._is_older_than_kept(last):
            number = self.holding.version if self.holding else 0
            return Proposal(opened=last, fate=Fate.BESIDE, older=True, changes=f"cũ hơn bản {number} đang dùng")
        if held is not None and not last.accepted and (number := self._replaced_by_now(said)):
            why = Unreadable(
                f"{last.name}: nội dung giống hệt bản {number}, bản ấy đã được bản {held.version} thay.",
                f"Hỏi lại đơn vị. Đúng là lấy lại nội dung bản {number} thì nhận với --accept {quoted(last.name)}.",
            )
            return Proposal(opened=last, fate=Fate.WAITS, why=why, changes=changes(before, said))
        earlier = [before, *(self._said(file) for file in self.files if file is not last)]
        gone = dict.fromkeys(key for file in earlier for key in file if key not in said)
        lost = tuple(key for key in gone if key not in self._asked_back())
        if lost and not last.accepted:
            why = Unreadable(
                f"{last.name}: thiếu {len(lost)} mục mà bản trước có ({_few(lost)}).",
                f"Hỏi lại đơn vị. Đúng là bản thay thế thì nhận với --accept {quoted(last.name)}.",
            )
            return Proposal(opened=last, fate=Fate.WAITS, why=why, changes=changes(before, said))
        number = len(self.round.store.version_places(self.unit)) + 1 + self.ahead
        return Proposal(opened=last, fate=Fate.TAKEN, version=number, changes=changes(before, said))

    def _asked_back(self) -> Collection[str]:
        """Places of no indicator that the unit was asked about in its returned form, and may therefore have emptied.

        Empty unless the kept version was sent back with marks; what the unit wrote there stays in that version.
        """
        held = self.holding
        if held is None or not (self.round.store.place / RETURNED / returned_name(held.unit, held.version)).is_file():
            return ()
        return {question.source.cell_of_sheet for question in held.questions if question.indicator is None}

    def _beside(self, file: Opened, chosen: Proposal) -> Proposal:
        """What becomes of a file, given what becomes of the chosen file."""
        last = chosen.opened
        if file is last or chosen.fate is Fate.WAITS:
            return replace(chosen, opened=file)
        if self._said(file) == self._said(last):
            known = chosen.fate is Fate.TAKEN or chosen.fate is Fate.KNOWN
            fate = Fate.KNOWN if known else chosen.fate
            return replace(chosen, opened=file, fate=fate, changes=f"nội dung như {last.name}")
        said = f"cũ hơn {last.name}" if not last.accepted else f"đã chọn {last.name}"
        return Proposal(opened=file, fate=Fate.BESIDE, older=True, changes=said)

    def _undecided(self) -> tuple[Proposal, ...]:
        """All files wait: neither the days inside nor the days of the files tell which is newer."""
        first, *others = (_foremost(alike) for alike in self._alike())
        said = "; ".join(
            f"{other.name} so với {first.name}: {changes(self._said(first), self._said(other))}" for other in others
        )
        names = ", ".join(file.name for file in self.files)
        why = Unreadable(
            f"{names}: cùng là {self.sort.value} của một đơn vị, không rõ tệp nào mới hơn ({said}).",
            f"Hỏi đơn vị rồi nhận tệp đúng với --accept, ví dụ --accept {quoted(self.files[-1].name)}.",
        )
        return tuple(Proposal(opened=file, fate=Fate.WAITS, why=why) for file in self.files)

    def _is_older_than_kept(self, file: Opened) -> bool:
        """Whether the file was saved before the version that holds, by the days inside both files."""
        if self.holding is None or file.saved is None or file.accepted:
            return False
        kept = inner_date(self.round.store.original(self.holding))
        return kept is not None and file.saved < kept

    def _replaced_by_now(self, said: Said) -> int:
        """The number of a kept version that says the same but was replaced by a later version; 0 if there is none."""
        versions = self.round.store.versions(self.unit)
        alike = (version for version in versions if version.in_words == (self.sort is Sort.WORDS))
        return max((version.version for version in alike if self._words(version) == said), default=0)

    def _kept(self) -> Said:
        return {} if self.holding is None else self._words(self.holding)

    @cached_property
    def _all_said(self) -> Mapping[str, Said]:
        return {file.sha256: self._words(file.returned) for file in self.files if file.returned is not None}

    def _said(self, file: Opened) -> Said:
        return self._all_said.get(file.sha256, {})

    def _words(self, said: Submission | Returned) -> Said:
        outline = self.round.office.outline(self.round.period.outline)
        names = {indicator.id: indicator.name for indicator in outline.indicators}
        titles = {section.id: section.title for section in outline.sections}
        many = len(self.round.period.columns) > 1

        def called(indicator: str | None, column: str, otherwise: str) -> str:
            name = names.get(indicator or "", otherwise)
            return f"{name} ({column})" if many and column and indicator else name

        in_rows = {cell.source.cell_of_sheet for row in said.rows for cell in row.cells}
        found = {
            called(
                question.indicator, question.column, question.source.cell_of_sheet or _shown(question)
            ): question.text
            for question in said.questions
            if question.source.cell_of_sheet not in in_rows  # a row says all of its cells itself
        }
        found |= {
            called(figure.indicator, figure.column, figure.indicator): figure.words or figure.text
            for figure in said.figures
        }
        found |= rows_said(outline, said.rows)
        texts: dict[str, list[str]] = {}
        for passage in said.passages:
            if passage.title != FRAME:
                texts.setdefault(titles.get(passage.section or "", passage.title), []).extend(passage.paragraphs)
        return found | {f"mục “{title}”": "\n".join(text) for title, text in texts.items()}


def _print(file: Opened, of_what: str) -> Proposal:
    return Proposal(opened=replace(file, sort=Sort.ENCLOSURE), fate=Fate.BESIDE, changes=f"bản in của {of_what}")


def _alike(left: Returned, right: Returned) -> bool:
    """Whether two reports in words have nearly the same words (at least nine of ten)."""
    first, second = (
        Counter(word for passage in said.passages for text in passage.paragraphs for word in text.lower().split())
        for said in (left, right)
    )
    return (first & second).total() >= _NEARLY * max(first.total(), second.total(), 1)


def _shown(question: Question) -> str:
    """What a question without a cell of its own is about: a heading that is not there, a sheet."""
    return question.text or question.source.sheet or "chỗ chưa rõ"


def changes(before: Said, after: Said) -> str:
    """How a version differs from another, in words: what is new, what changed, what vanished."""
    if not before:
        return f"{len(after)} mục"
    added = [key for key in after if key not in before]
    lost = [key for key in before if key not in after]
    other = [key for key in after if key in before and before[key] != after[key]]
    moved = [f"{key}: {shortened(before[key])} → {shortened(after[key])}" for key in other]
    parts = (("thêm", added, added), ("đổi", other, moved), ("mất", lost, lost))
    return "; ".join(f"{word} {len(keys)} ({_few(said)})" for word, keys, said in parts if keys) or "không đổi"


def _few(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMED])
    return f"{shown} …" if len(names) > _MOST_NAMED else shown


def _foremost(alike: Sequence[Opened]) -> Opened:
    """Of files that say the same, the file that the clerk accepted, else the file that was saved last."""
    return max(alike, key=lambda file: (file.accepted, file.saved or _NEVER, file.modified or _NEVER, file.sha256))


def _newest(groups: Sequence[Sequence[Opened]]) -> Opened | None:
    """The file that the clerk accepted, else the newest; None if that is uncertain. Files of a group say the same."""
    if len(groups) == 1:
        return _foremost(groups[0])
    chosen = [alike for alike in groups if any(file.accepted for file in alike)]
    if chosen:
        return _foremost(chosen[0]) if len(chosen) == 1 else None
    saved = [[file.saved for file in alike] for alike in groups]
    modified = [[file.modified for file in alike] for alike in groups]
    at = _latest(saved, timedelta(0))
    if at is None and (at := _latest(modified, _APART)) is not None and _is_gainsaid(saved, at):
        return None
    return None if at is None else _foremost(groups[at])


def _is_gainsaid(saved: Sequence[Sequence[datetime | None]], at: int) -> bool:
    """Whether the days of saving inside the files, as far as they are known, make another group newer than group `at`."""
    own = max((moment for moment in saved[at] if moment is not None), default=None)
    others = [moment for group in saved for moment in group if moment is not None]
    return own is not None and own < max(others, default=own)


def _latest(moments: Sequence[Sequence[datetime | None]], apart: timedelta) -> int | None:
    """The number of the group with the latest moment; None if a group has none, or the latest is too close to the next."""
    known = [max((moment for moment in group if moment is not None), default=None) for group in moments]
    told = [moment for moment in known if moment is not None]
    if len(told) < len(known):
        return None
    before, last = sorted(told)[-2:]
    return told.index(last) if last - before > apart else None
