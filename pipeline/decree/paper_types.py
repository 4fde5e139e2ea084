"""The types of official papers (loại văn bản) as values: the rows of the table of types."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

COMMON_LAYOUT: Final = "co_ten_loai"
NAMED_RECORD: Final = "có tên loại"
# Đ.13: the head (also for a collective, or acting), a deputy, by order, by authorisation.
WAYS_OF_SIGNING: Final = ("người đứng đầu", "cấp phó", "thừa lệnh", "thừa ủy quyền")


@dataclass(frozen=True, kw_only=True)
class PaperType:
    """One type (loại): one row of the table, whose columns are told at the head of `templates_docx/loai_van_ban.toml`.

    `name` in lower case, NFC; `code` the abbreviation in the symbol, "" where there is none; `sample` the locator of the
    official sample, "" where the decree has none; `layout` the Word file without its ending; `record` the kind of record it
    is made from, "" where the program does not make it yet. Choices (`addressee`, `articles`, `ending`, `subject`,
    `date_line`, `end_mark`, `recipients`) are the table's words. `signers`: who signs it by the office's own regulation, in
    `WAYS_OF_SIGNING`; none: whoever may by the decree. `own`: the office's, not the decree's.
    """

    name: str
    slug: str
    code: str
    sample: str = ""
    layout: str = COMMON_LAYOUT
    record: str = ""
    attachable: bool = False
    addressee: str = "tùy"
    articles: str = "tùy"
    ending: str = "chung"
    signers: tuple[str, ...] = ()
    subject: str = "có"
    date_line: str = "có"
    end_mark: str = "có"
    recipients: str = "có"
    assigns_tasks: bool = False
    cited_by_number: bool = False
    filled_by_hand: bool = False
    code_before_2020: str = ""
    a5_before_2020: bool = False
    own: bool = False

    @property
    def title(self) -> str:
        """The name as it begins a sentence: `Quyết định`."""
        return self.name[:1].upper() + self.name[1:]


@dataclass(frozen=True, kw_only=True)
class PaperTypes:
    """The table of types: of the decree and the office, in order; forms of copies; types that ended in 2020.

    `copies`: name and abbreviation of each form; `attached_only`: what may be issued with a decision without being a type.
    """

    types: tuple[PaperType, ...]
    copies: tuple[tuple[str, str], ...] = ()
    older: tuple[PaperType, ...] = ()
    attached_only: tuple[str, ...] = ()

    @cached_property
    def by_name(self) -> Mapping[str, PaperType]:
        """Today's types by name."""
        return {paper_type.name: paper_type for paper_type in self.types}

    @property
    def made(self) -> tuple[PaperType, ...]:
        """The types that the program makes."""
        return tuple(paper_type for paper_type in self.types if paper_type.record)

    @property
    def written_by_name(self) -> tuple[str, ...]:
        """The names of the types whose record bears the name of the type (mẫu 1.4, and the office's own)."""
        return tuple(paper_type.name for paper_type in self.types if paper_type.record == NAMED_RECORD)

    @property
    def attached(self) -> tuple[str, ...]:
        """The names of what may be issued with a decision (văn bản kèm theo)."""
        return (*(paper_type.name for paper_type in self.types if paper_type.attachable), *self.attached_only)

    def names(self, wanted: Callable[[PaperType], bool]) -> frozenset[str]:
        """The names of the types for which `wanted` is true, types of before 2020 included."""
        return frozenset(paper_type.name for paper_type in (*self.types, *self.older) if wanted(paper_type))
