"""What units wrote, put together (gộp nội dung): the same answer once with all who gave it, answers that say nothing counted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from pipeline.reports.narrative import FRAME, OPENING
from pipeline.reports.submission import Passage
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

    texts: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    own: dict[str, list[str]] = field(default_factory=dict)
    nothing: list[str] = field(default_factory=list)


def section_said(whole: Whole, section: str) -> Iterator[Any]:
    """What the units wrote in one section of the outline; where nobody did, that, and what is not known."""
    said = list(_written(whole, lambda passage: passage.section == section))
    yield from said or [_nothing_yet(whole)]


def others_said(whole: Whole) -> Iterator[Any]:
    """What units wrote under titles that the outline does not have."""
    yield from _written(whole, lambda passage: passage.section is None and passage.title not in {FRAME, OPENING})


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
    together = {key: (text, units) for key, (text, units) in heard.texts.items() if len(units) >= _SEVERAL}
    for text, units in sorted(together.values(), key=lambda pair: -len(pair[1])):
        names = [whole.office.agency(unit).called for unit in units]
        yield {
            "khoản": whole.wording.say("báo cáo tổng hợp", "nhiều đơn vị cùng nội dung", noi_dung=text, don_vi=names)
        }
    for unit, keys in heard.own.items():
        yield from _alone(whole, unit, [heard.texts[key][0] for key in keys if key not in together])
    if heard.nothing:
        yield whole.wording.say("báo cáo tổng hợp", "số đơn vị không có nội dung", so=len(heard.nothing))


def _alone(whole: Whole, unit: str, paragraphs: list[str]) -> Iterator[Data]:
    """What one unit alone wrote."""
    called = whole.office.agency(unit).called
    if paragraphs and sum(len(text.split()) for text in paragraphs) <= _ONE_PARAGRAPH:
        yield {"khoản": f"{called}: {' '.join(paragraphs)}"}
    elif paragraphs:
        yield {"khoản": f"{called}: {paragraphs[0]}", "nội dung": paragraphs[1:]}


def _heard(whole: Whole, wanted: Callable[[Passage], bool]) -> _Heard:
    heard = _Heard()
    for unit in whole.collected.units:
        sent = whole.collected.submissions.get(unit.id)
        passages = [passage for passage in sent.passages if wanted(passage)] if sent else []
        raw = [text for passage in passages for text in passage.paragraphs]
        if raw and all(is_nothing(text) for text in raw):
            heard.nothing.append(unit.id)
            continue
        paragraphs = [words for text in raw if (words := in_running_text(text)) and not is_nothing(text)]
        led = any(_leads(text) for text in raw[:-1])
        keys: list[str] = []
        for text in paragraphs:
            key = f"{unit.id}\n{len(keys)}" if led else _key(text)
            known, units = heard.texts.setdefault(key, (text, []))
            if known.isupper():
                heard.texts[key] = text, units
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
    unread = {unit for unit, question in collected.questions if question.indicator is None}
    return whole.wording.say(
        "báo cáo tổng hợp",
        "mục không có nội dung",
        da_gui=len(collected.reported),
        chua_gui=len(collected.missing),
        chua_ro=len(unread),
    )
