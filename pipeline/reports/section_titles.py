"""Titles of sections as units write them (tiêu đề mục): which section of the outline a title means.

Reports of Vietnamese agencies have the same few parts under many names: leadership, results, shortcomings and their
causes, tasks, proposals. A title that names one part and nothing else is taken as that section. A title that names
two parts, or only resembles a title of the outline, is asked about by the caller.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Final

from pipeline.records.reporting import Outline, ReportSection
from pipeline.reports.typed_names import nearest, plain_name

_FEWEST_WORDS: Final = 2
_SPLIT: Final = re.compile(r"\s*(?:[,;/&+]|\s[-–]\s|\bvà\b|\bcùng\b|\bvới\b)\s*")


class Part(Enum):
    """A usual part of a report."""

    LEADERSHIP = "chỉ đạo"
    RESULTS = "kết quả"
    SHORTCOMINGS = "tồn tại"
    CAUSES = "nguyên nhân"
    TASKS = "nhiệm vụ"
    PROPOSALS = "kiến nghị"


_HEADS: Final = {
    Part.LEADERSHIP: ("chỉ đạo", "điều hành", "lãnh đạo", "quán triệt"),
    Part.RESULTS: (
        "kết quả", "tình hình thực hiện", "tình hình triển khai", "ưu điểm", "thuận lợi", "mặt được", "mặt đạt được",
        "mặt làm được",
    ),
    Part.SHORTCOMINGS: (
        "tồn tại", "hạn chế", "khó khăn", "vướng mắc", "bất cập", "khuyết điểm", "yếu kém", "tồn đọng", "mặt chưa được"
    ),
    Part.CAUSES: ("nguyên nhân",),
    Part.TASKS: ("phương hướng", "định hướng", "nhiệm vụ", "giải pháp", "kế hoạch", "chương trình công tác", "mục tiêu"),
    Part.PROPOSALS: ("kiến nghị", "đề xuất", "đề nghị"),
}  # fmt: skip
# A share of its part only: such a title is printed with its text.
_SHARES: Final = ("ưu điểm", "thuận lợi", "mặt được", "mặt đạt được", "mặt làm được", "nguyên nhân")
_CARRIED_OUT: Final = ("nhiệm vụ", "kế hoạch", "giải pháp", "mục tiêu", "chỉ tiêu")
_PLAIN: Final = frozenset(
    """những các một số về công tác của trong việc năm tháng đầu cuối quý i ii iii iv kỳ thời gian tới tiếp theo qua nay
    tổ chức triển khai thực hiện trọng tâm chủ yếu cụ thể nổi bật chính cơ bản chung đạt được còn chưa khi quá trình cần
    tại địa phương đơn vị xã phường tỉnh huyện ngành báo cáo sự sau trước này từ đến ngày nhiệm vụ chỉ tiêu kế hoạch mục
    tiêu giải pháp chủ quan khách quan giai đoạn hiện nay và bàn ở đã được là mới nhằm để phần đề ra lớn thực tế
    tình hình""".split()
)
# Words that turn a part into another one: tasks that were carried out are results, and so are earlier proposals.
_TURNED: Final = {
    Part.TASKS: frozenset({"đã", "được", "trước", "hoàn"}),
    Part.PROPOSALS: frozenset({"đã", "được", "trước"}),
    Part.RESULTS: frozenset({"cần"}),
}
_CARRYING_OUT: Final = frozenset({"thực", "triển"})
# Below which part which other ones may stand: what is planned or asked for goes over the same fields once more.
_MAY_HOLD: Final = {
    Part.RESULTS: frozenset({Part.LEADERSHIP, Part.SHORTCOMINGS, Part.CAUSES, Part.PROPOSALS}),
    Part.SHORTCOMINGS: frozenset({Part.CAUSES, Part.PROPOSALS}),
    Part.TASKS: frozenset({Part.PROPOSALS}),
    Part.LEADERSHIP: frozenset(),
    Part.PROPOSALS: frozenset(),
    Part.CAUSES: frozenset(),
}


@dataclass(frozen=True)
class Meant:
    """The section that a title means. `whole`: it names the whole section; `others`: further sections that it names."""

    section: ReportSection
    whole: bool = True
    others: tuple[ReportSection, ...] = ()


class Titles:
    """The titles of an outline's sections, and what other titles mean."""

    def __init__(self, outline: Outline) -> None:
        self._known = {
            plain_name(title): section
            for section in outline.sections
            for title in (section.title, *section.other_titles)
        }
        self._names = [title for section in outline.sections for title in (section.title, *section.other_titles)]
        self._plain = _PLAIN | frozenset(_lower(outline.name).split())
        self._sections: dict[Part, list[ReportSection]] = {}
        self._parts: dict[str, Part] = {}
        for section in outline.sections:
            if (part := next(iter(self._named(section.title)), None)) is not None:
                self._sections.setdefault(part, []).append(section)
                self._parts[section.id] = part

    def exact(self, title: str) -> ReportSection | None:
        """The section with this title, whatever its case, marks and numbering; None if there is none."""
        return self._known.get(plain_name(title))

    def usual(self, title: str) -> Meant | None:
        """The section that a title means, if the title names usual parts of a report and says nothing else; else None."""
        parts = self._parts_of(title)
        if not parts:
            return None
        found = list(dict.fromkeys(section for part in parts if (section := self._of(part)) is not None))
        if not found or any(self._of(part) is None for part in parts):
            return None
        whole = any(_lower(title).find(head) >= 0 for part in parts for head in _HEADS[part] if head not in _SHARES)
        return Meant(found[0], whole=whole, others=tuple(found[1:]))

    def near(self, title: str) -> ReportSection | None:
        """The section whose title this one resembles, to be asked about; None if there is none."""
        name = nearest(title, self._names)
        return self._known[plain_name(name)] if name is not None else self.begun(title)

    def begun(self, title: str) -> ReportSection | None:
        """The only section whose title begins as this one does, or the other way round, by two words at least; else None."""
        words = plain_name(title).split()
        begun = {
            section.id: section
            for known, section in self._known.items()
            if _share_beginning(words, known.split()) and min(len(words), len(known.split())) >= _FEWEST_WORDS
        }
        return next(iter(begun.values())) if len(begun) == 1 else None

    def may_stand_below(self, section: ReportSection, above: str) -> bool:
        """Whether a title below a section opens its own section, and is not just a heading within that section."""
        own, over = self._parts.get(section.id), self._parts.get(above)
        if over is None:
            return True
        return own in _MAY_HOLD[over] if own is not None else over is Part.RESULTS

    def _of(self, part: Part) -> ReportSection | None:
        """The only section of the outline for a part; causes may stand in the section of shortcomings."""
        found = self._sections.get(part, [])
        if part is Part.CAUSES and not found:
            found = self._sections.get(Part.SHORTCOMINGS, [])
        return found[0] if len(found) == 1 else None

    def _parts_of(self, title: str) -> tuple[Part, ...]:
        """The parts that a title names; empty if the title says anything else."""
        found: list[Part] = []
        for segment in filter(None, _SPLIT.split(_lower(title))):
            carried = Part.RESULTS in found and segment.startswith(_CARRIED_OUT)
            part, rest = (None, segment) if carried else _head(segment, self._plain)
            if part is not None and _turned(part, segment):
                return ()
            if any(word not in self._plain and not word.isdigit() for word in _words_without_heads(rest)):
                return ()
            found += [] if part is None else [part]
        return tuple(dict.fromkeys(found))

    def _named(self, title: str) -> Iterator[Part]:
        """The parts that a title of the outline names, whatever else it says."""
        for segment in filter(None, _SPLIT.split(_lower(title))):
            part, _ = _head(segment, self._plain)
            if part is not None:
                yield part


def _lower(text: str) -> str:
    words = unicodedata.normalize("NFC", text).lower().split()
    return " ".join(words).strip(" .:;")


def _head(segment: str, plain: frozenset[str]) -> tuple[Part | None, str]:
    """The part that a piece of a title begins with (None: no part), and the remaining words."""
    words = segment.split()
    for start in range(len(words)):
        rest = " ".join(words[start:])
        for part, heads in _HEADS.items():
            for head in heads:
                if rest == head or rest.startswith(f"{head} "):
                    return part, rest.removeprefix(head)
        if words[start] not in plain and not words[start].isdigit():
            return None, segment
    return None, segment


def _turned(part: Part, segment: str) -> bool:
    """Whether a piece names a part but means another: `Thực hiện kế hoạch`, `Nhiệm vụ đã hoàn thành`."""
    words = segment.split()
    head = next((at for at in range(len(words)) if " ".join(words[at:]).startswith(_HEADS[part])), 0)
    carried = part is Part.TASKS and not _CARRYING_OUT.isdisjoint(words[:head])
    return carried or not _TURNED.get(part, frozenset()).isdisjoint(words)


def _words_without_heads(rest: str) -> list[str]:
    """The words that remain after all names of parts are removed."""
    for heads in _HEADS.values():
        for head in heads:
            rest = re.sub(rf"(?<!\w){head}(?!\w)", " ", rest)
    return re.findall(r"\w+", rest)


def _share_beginning(left: list[str], right: list[str]) -> bool:
    few = min(len(left), len(right))
    return left[:few] == right[:few]
