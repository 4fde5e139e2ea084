"""The papers of a folder at a glance (danh sách văn bản): number, day, signer, state; found by words, with or without marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipeline.building.prepare import Prepared, prepare_loaded
from pipeline.papers.official_document import OfficialDocument
from pipeline.records.issuable import ISSUED, Issuable, issuable
from pipeline.register.relations import Relation, relations
from pipeline.text import without_marks
from pipeline.workspace.load import load

NOT_ISSUED = "chưa ban hành"
UNFINISHED = "ban hành dở"


@dataclass(frozen=True, kw_only=True)
class ListedPaper:
    """One paper of the list.

    `id`, `type` with its `slug`, `subject`, the record `file` it comes from, `number` and `symbol`, `day`, `signer`,
    `state`; `year`: that of the day, or the expected one while the paper has no day.
    """

    id: str
    type: str
    slug: str
    subject: str
    file: str
    number: int | None
    symbol: str
    day: date | None
    signer: str
    state: str
    year: int | None

    @property
    def words(self) -> str:
        """The text that is searched for words."""
        day = f"{self.day:%d/%m/%Y}" if self.day else ""
        return f"{self.id} {self.type} {self.symbol} {day} {self.signer} {self.state} {self.subject} {self.file}"


@dataclass(frozen=True, kw_only=True)
class ListOptions:
    """Which papers are asked for; `words` and `signer` match word by word, without regard to diacritics and capitals.

    `on`: the day whose facts a paper without a day of its own takes; by default the last that are known.
    """

    year: int | None = None
    number: int | None = None
    state: str = ""
    signer: str = ""
    words: str = ""
    on: date | None = None


@dataclass(frozen=True, kw_only=True)
class PaperList:
    """The papers that were asked for, and the folder as it was read."""

    papers: tuple[ListedPaper, ...]
    prepared: Prepared


def list_papers(folder: Path, options: ListOptions | None = None) -> PaperList:
    """The papers of a folder of records, those that can be made. UsageError: no such folder."""
    asked = options or ListOptions()
    loaded = load(folder, on=asked.on)
    prepared = prepare_loaded(loaded, folder)
    items, acts = issuable(loaded.office), relations(loaded.office)
    papers = [_listed(document, items.get(document.id), prepared, acts) for document in prepared.documents]
    return PaperList(papers=tuple(paper for paper in papers if _is_asked(paper, asked)), prepared=prepared)


def _listed(
    document: OfficialDocument, item: Issuable | None, prepared: Prepared, acts: tuple[Relation, ...]
) -> ListedPaper:
    day = item.day if item else None
    around = day or (item.month if item else None)
    return ListedPaper(
        id=document.id,
        type=document.type.name,
        slug=document.type.slug,
        subject=document.subject,
        file=document.source,
        number=document.number.number,
        symbol=document.number.text if document.number.number is not None else "",
        day=day,
        signer=document.signer,
        state=", ".join(_states(document, item, prepared, acts)),
        year=around.year if around else None,
    )


def _states(
    document: OfficialDocument, item: Issuable | None, prepared: Prepared, acts: tuple[Relation, ...]
) -> Iterator[str]:
    """The state of a paper in words, and which later papers amended, replaced or revoked it."""
    if document.issued is not None:
        yield ISSUED
    elif document.id in prepared.frozen:
        yield UNFINISHED
    else:
        yield (item.part.state if item else None) or NOT_ISSUED
    yield from dict.fromkeys(act.suffered.removesuffix(" bởi").lower() for act in acts if act.older == document.id)


def _is_asked(paper: ListedPaper, options: ListOptions) -> bool:
    return (
        (options.year is None or paper.year == options.year)
        and (options.number is None or paper.number == options.number)
        and _has(paper.state, options.state)
        and _has(paper.signer, options.signer)
        and _has(paper.words, options.words)
    )


def _has(text: str, wanted: str) -> bool:
    """Whether every wanted word is in a text; a word typed with diacritics matches only with them, one without matches any."""
    exact, plain = text.casefold(), without_marks(text).casefold()
    return all(word in (plain if word == without_marks(word) else exact) for word in wanted.casefold().split())
