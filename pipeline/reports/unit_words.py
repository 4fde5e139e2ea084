"""What units wrote, put together (gộp nội dung): equal answers once with all their units, empty answers counted.

An answer that only resembles another stands right beside it, and the clerk decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from pipeline.reports.passage_content import Block, blocks_of
from pipeline.reports.same_answer import alike, answer_key, merged
from pipeline.reports.submission import FRAME, Passage
from pipeline.reports.whole_period import Whole
from pipeline.text import ensure_final, upper_first

Data = Mapping[str, Any]
_ENDS: Final = (".", ":", ";", "!", "?")
# Up to so many words a unit's share of a section is one paragraph.
_ONE_PARAGRAPH: Final = 150
_OWN_MARK: Final = re.compile(r"^(?:(?:[IVX]+|\d+(?:\.\d+)*|[a-zđ])[.)/]\s+|[-–+*•]\s+)+")
_OWN_END: Final = re.compile(r"\s*\.\s*/\s*\.?\s*$")
# The words that an answer of nothing is made of: "Trong kỳ đơn vị không có khó khăn, vướng mắc gì."
_NOTHING: Final = frozenset(
    "không có chưa phát sinh nội dung gì khó khăn vướng mắc đề xuất kiến nghị ý tồn tại hạn chế trong kỳ này đơn vị cơ quan "
    "và hay hoặc nào khác cả nhiệm vụ".split()
)
_DENIED: Final = frozenset({"không", "chưa"})
# Said of something that is there, unless it is denied right before.
_AFFIRMED: Final = frozenset({"có", "phát"})
_SEVERAL: Final = 2
_HEADING: Final = 6


@dataclass
class _Said:
    """An answer and the units that gave it; `free`: it means the same wherever it stands."""

    block: Block
    units: list[str]
    free: bool


@dataclass
class _Heard:
    """The answers of a section by key, the keys of each unit in its order, and units with nothing to say."""

    texts: dict[str, _Said] = field(default_factory=dict)
    own: dict[str, list[str]] = field(default_factory=dict)
    nothing: list[str] = field(default_factory=list)

    def add(self, unit: str, block: Block, *, free: bool) -> None:
        """Add an answer of a unit; an answer that another unit gave already is kept in that unit's words."""
        keys = self.own.setdefault(unit, [])
        free = free and isinstance(block, str)
        key = answer_key(str(block)) if free else f"{unit}\n{len(keys)}"
        said = self.texts.setdefault(key, _Said(block, [], free))
        if isinstance(said.block, str) and said.block.isupper():
            said.block = block
        if unit not in said.units:
            said.units.append(unit)
            keys.append(key)

    def add_bound(self, unit: str, blocks: Sequence[Block]) -> None:
        """Add blocks that belong under a heading: as a single answer if they are short, else each with its unit."""
        if words := _one_paragraph(blocks):
            self.add(unit, words, free=True)
            return
        for block in blocks:
            self.add(unit, block, free=False)

    def merge(self) -> None:
        """Put answers together that say the same in other words."""
        for key, first in merged({key: str(said.block) for key, said in self.texts.items() if said.free}).items():
            if key == first:
                continue
            both = {*self.texts[first].units, *self.texts.pop(key).units}
            self.texts[first].units = [unit for unit in self.own if unit in both]
            for keys in self.own.values():
                keys[:] = dict.fromkeys(first if known == key else known for known in keys)


def section_said(whole: Whole, section: str) -> Iterator[Any]:
    """What units wrote in a section of the outline; if nobody did, a sentence that says so."""
    said = list(_written(whole, lambda passage: passage.section == section))
    yield from said or [_nothing_yet(whole)]


def others_said(whole: Whole) -> Iterator[Any]:
    """What units wrote under titles that are not in the outline."""
    yield from _written(whole, lambda passage: passage.section is None and passage.title != FRAME)


def is_nothing(text: str) -> bool:
    """Whether an answer says that there is nothing to report: `Không`, `Không có kiến nghị`, `-`, `0`."""
    words = re.findall(r"\w+", " ".join(text.lower().split()))
    if not words or words == ["0"]:
        return True
    denied = all(
        word not in _AFFIRMED or (at > 0 and words[at - 1] in {*_DENIED, *_AFFIRMED}) for at, word in enumerate(words)
    )
    return denied and bool(_DENIED.intersection(words)) and _NOTHING.issuperset(words)


def _written(whole: Whole, wanted: Callable[[Passage], bool]) -> Iterator[Any]:
    """Answers of several units with answers that resemble them, then what each unit alone wrote."""
    heard = _heard(whole, wanted)
    beside: set[str] = set()
    for group in _in_order(heard):
        for key in group:
            yield from _point(whole, heard.texts[key])
        beside.update(group)
    for unit, keys in heard.own.items():
        yield from _alone(whole, unit, [heard.texts[key].block for key in keys if key not in beside])
    if heard.nothing:
        yield whole.wording.say("báo cáo tổng hợp", "số đơn vị không có nội dung", so=len(heard.nothing))


def _in_order(heard: _Heard) -> list[list[str]]:
    """Keys of answers that are printed before those of single units: several units gave them or similar ones.

    Each group holds answers that look alike. Within a group and among groups, answers of most units come first.
    """
    free = [key for key, said in heard.texts.items() if said.free]
    groups = [[free[place] for place in group] for group in alike([str(heard.texts[key].block) for key in free])]

    def many(key: str) -> int:
        return len(heard.texts[key].units)

    told = [
        sorted(group, key=many, reverse=True)
        for group in groups
        if len({unit for key in group for unit in heard.texts[key].units}) >= _SEVERAL
    ]
    return sorted(told, key=lambda group: many(group[0]), reverse=True)


def _point(whole: Whole, said: _Said) -> Iterator[Any]:
    names = [whole.office.agency(unit).called for unit in said.units]
    if len(names) < _SEVERAL:
        yield {"khoản": f"{names[0]}: {said.block}"}
    else:
        words = whole.wording.say(
            "báo cáo tổng hợp", "nhiều đơn vị cùng nội dung", noi_dung=str(said.block), don_vi=names
        )
        yield {"khoản": words}


def _alone(whole: Whole, unit: str, blocks: list[Block]) -> Iterator[Data]:
    """What only this unit wrote."""
    called = whole.office.agency(unit).called
    if words := _one_paragraph(blocks):
        yield {"khoản": f"{called}: {words}"}
    elif blocks:
        lead = blocks[0] if isinstance(blocks[0], str) else ""
        yield {"khoản": f"{called}: {lead}".strip(), "nội dung": blocks[1 if lead else 0 :]}


def _one_paragraph(blocks: Sequence[Block]) -> str:
    """Blocks of text joined to a paragraph; empty if they are too long or not all text."""
    texts = [block for block in blocks if isinstance(block, str)]
    few = sum(len(text.split()) for text in texts) <= _ONE_PARAGRAPH
    return " ".join(texts) if len(texts) == len(blocks) and few else ""


def _heard(whole: Whole, wanted: Callable[[Passage], bool]) -> _Heard:
    heard = _Heard()
    for unit in whole.collected.units:
        sent = whole.collected.submissions.get(unit.id)
        passages = [passage for passage in sent.passages if wanted(passage)] if sent else []
        blocks = [block for passage in passages for block in blocks_of(passage, in_running_text)]
        said = [block for block in blocks if not (isinstance(block, str) and is_nothing(block))]
        if blocks and not said:
            heard.nothing.append(unit.id)
            continue
        # What stands below a heading of the unit is nothing without it: it goes along with its unit.
        raw = [text for passage in passages for text in passage.paragraphs]
        heads = {in_running_text(text) for text, following in pairwise(raw) if _leads(text, following)}
        led = next((at for at, block in enumerate(said[:-1]) if _binds(block, heads)), len(said))
        for block in said[:led]:
            heard.add(unit.id, block, free=True)
        heard.add_bound(unit.id, said[led:])
    heard.merge()
    return heard


def _binds(block: Block, heads: set[str]) -> bool:
    """Whether the blocks after this one belong to it: it is a heading, an introduction, or a table."""
    return not isinstance(block, str) or block.endswith(":") or block in heads


def _leads(text: str, following: str) -> bool:
    """Whether a paragraph is a heading or introduction of the paragraph after it.

    Two lines of a list are not: they begin with the same kind of bullet, or the second is as short.
    """
    words = text.strip()
    if words.endswith(":"):
        return True
    alike_begun = _mark_of(text) == _mark_of(following) != ""
    return _is_short(words) and not alike_begun and not _is_short(following.strip())


def _is_short(words: str) -> bool:
    return not words.endswith(_ENDS) and len(words.split()) <= _HEADING


def _mark_of(text: str) -> str:
    """The kind of bullet or number at the beginning of a line; empty if there is none."""
    mark = _OWN_MARK.match(text.strip())
    return re.sub(r"[0-9]+", "1", mark[0]).strip() if mark else ""


def in_running_text(text: str) -> str:
    """A paragraph without numbering, bullets and end marks of the unit's own paper; empty if nothing is left."""
    words = _OWN_END.sub("", _OWN_MARK.sub("", " ".join(text.split())))
    return upper_first(words if words.endswith(_ENDS) else ensure_final(words, ".")) if words else ""


def _nothing_yet(whole: Whole) -> str:
    """The sentence that no report has anything here, with how many reports came, are missing or unclear."""
    collected = whole.collected
    return whole.wording.say(
        "báo cáo tổng hợp",
        "mục không có nội dung",
        da_gui=len(collected.reported),
        chua_gui=len(collected.missing),
        chua_ro=len(collected.unclear),
    )
