"""What units wrote, put together (gộp nội dung): the same answer once with all who gave it, answers that say nothing counted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from pipeline.reports.passage_content import Block, blocks_of
from pipeline.reports.submission import FRAME, Passage
from pipeline.reports.typed_names import plain_name
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
_FIGURE: Final = re.compile(r"[-−+]?\d[\d.,/:%]*")
# What two writers of the same sentence put in or leave out without saying anything else.
_FILLING: Final = frozenset(plain_name("các những thì là mà rằng").split())
_SEVERAL: Final = 2
_HEADING: Final = 6


@dataclass
class _Heard:
    """The answers of one section: each text with the units that gave it, and who has nothing."""

    texts: dict[str, tuple[Block, list[str]]] = field(default_factory=dict)
    own: dict[str, list[str]] = field(default_factory=dict)
    nothing: list[str] = field(default_factory=list)


def section_said(whole: Whole, section: str) -> Iterator[Any]:
    """What the units wrote in one section of the outline; where nobody did, that, and what is not known."""
    said = list(_written(whole, lambda passage: passage.section == section))
    yield from said or [_nothing_yet(whole)]


def others_said(whole: Whole) -> Iterator[Any]:
    """What units wrote under titles that the outline does not have."""
    yield from _written(whole, lambda passage: passage.section is None and passage.title != FRAME)


def is_nothing(text: str) -> bool:
    """Whether an answer says that there is nothing: `Không`, `Không có kiến nghị`, `-`, `0`."""
    words = re.findall(r"\w+", " ".join(text.lower().split()))
    if not words or words == ["0"]:
        return True
    denied = all(
        word not in _AFFIRMED or (at > 0 and words[at - 1] in {*_DENIED, *_AFFIRMED}) for at, word in enumerate(words)
    )
    return denied and bool(_DENIED.intersection(words)) and _NOTHING.issuperset(words)


def _written(whole: Whole, wanted: Callable[[Passage], bool]) -> Iterator[Any]:
    heard = _heard(whole, wanted)
    together = {
        key: (block, units)
        for key, (block, units) in heard.texts.items()
        if isinstance(block, str) and len(units) >= _SEVERAL
    }
    for text, units in sorted(together.values(), key=lambda pair: -len(pair[1])):
        names = [whole.office.agency(unit).called for unit in units]
        yield {
            "khoản": whole.wording.say("báo cáo tổng hợp", "nhiều đơn vị cùng nội dung", noi_dung=text, don_vi=names)
        }
    for unit, keys in heard.own.items():
        yield from _alone(whole, unit, [heard.texts[key][0] for key in keys if key not in together])
    if heard.nothing:
        yield whole.wording.say("báo cáo tổng hợp", "số đơn vị không có nội dung", so=len(heard.nothing))


def _alone(whole: Whole, unit: str, blocks: list[Block]) -> Iterator[Data]:
    """What one unit alone wrote."""
    called = whole.office.agency(unit).called
    texts = [block for block in blocks if isinstance(block, str)]
    if len(texts) == len(blocks) > 0 and sum(len(text.split()) for text in texts) <= _ONE_PARAGRAPH:
        yield {"khoản": f"{called}: {' '.join(texts)}"}
    elif blocks:
        lead = texts[0] if blocks[0] in texts else ""
        yield {"khoản": f"{called}: {lead}".strip(), "nội dung": blocks[1 if lead else 0 :]}


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
        raw = [text for passage in passages for text in passage.paragraphs]
        led = any(_leads(text) for text in raw[:-1])
        keys: list[str] = []
        for block in said:
            key = _key(block) if isinstance(block, str) and not led else f"{unit.id}\n{len(keys)}"
            known, units = heard.texts.setdefault(key, (block, []))
            if isinstance(known, str) and known.isupper():
                heard.texts[key] = block, units
            if unit.id not in units:
                units.append(unit.id)
                keys.append(key)
        heard.own[unit.id] = keys
    return heard


def _leads(text: str) -> bool:
    """Whether a paragraph is a heading or an introduction: what follows is nothing without it."""
    words = text.strip()
    return words.endswith(":") or (not words.endswith(_ENDS) and len(words.split()) <= _HEADING)


def _key(text: str) -> str:
    """The same for texts that differ in letters' case, marks, the place of an accent, a word of no weight; never in a figure."""
    words = [word for word in plain_name(text).split() if word not in _FILLING]
    return "\n".join((" ".join(words), *(figure.rstrip(".,:") for figure in _FIGURE.findall(text))))


def in_running_text(text: str) -> str:
    """A paragraph as it stands among others: numbering, bullets and end marks of the unit's own paper left out."""
    words = _OWN_END.sub("", _OWN_MARK.sub("", " ".join(text.split())))
    return upper_first(words if words.endswith(_ENDS) else ensure_final(words, ".")) if words else ""


def _nothing_yet(whole: Whole) -> str:
    """That no report has anything here: never more than is known of those that came, and of those that did not."""
    collected = whole.collected
    return whole.wording.say(
        "báo cáo tổng hợp",
        "mục không có nội dung",
        da_gui=len(collected.reported),
        chua_gui=len(collected.missing),
        chua_ro=len(collected.unclear),
    )
