"""Words, names and numbers of a cell that stay whole on a line (giữ liền): what may not be parted, and the blanks that hold it.

A renderer breaks a line at any blank. Only the blanks where it would part a word become no-break spaces: elsewhere the
text keeps the blanks that people search for and type.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree

from pipeline.decree.profile import Profile
from pipeline.lengths import POINTS_PER_MM
from pipeline.text.bond import Bond
from pipeline.text.metrics import text_width
from pipeline.text.word_bonds import bonds_of
from pipeline.typeset.docx.linebreak import filled_starts
from pipeline.typeset.docx.wordml import paragraphs_of, w

NO_BREAK: Final = "\u00a0"
# Points by which another renderer may measure a line wider or narrower.
_TOLERANCES: Final = (0.0, -2.5, 2.5)
# A web or mail address: every renderer breaks it after these, without a hyphen.
_ADDRESS: Final = re.compile(r"(?:https?://|www\.|\w+@)\S+|[\w.-]+\.[a-z]{2,}/\S*", re.IGNORECASE)
_BREAKS: Final = re.compile(r"(?<=[/?&=._%#+@-])(?=\w)")
_HEADINGS: Final = {
    "Phan": "part_title",
    "Chuong": "chapter_title",
    "Muc": "section_title",
    "TieuMuc": "subsection_title",
    "MucLaMa": "roman_section",
    "DieuTieuDe": "article",
    "KhoanTieuDe": "clause_title",
    "BieuDoTieuDe": "body",
    "BangTieuDe": "body",
}
_CENTRED: Final = frozenset({"BieuDoTieuDe", "BangTieuDe"})
# So many signs of an address stay together on a line in any case.
_SIGNS: Final = 12


def whole(text: str, least: Bond | None) -> list[str]:
    """A text cut where a line may end when all that holds at least as firmly as `least` stays whole (None: at each blank)."""
    words = text.split(" ")
    if least is None:
        return words
    parts = words[:1]
    for word, bond in zip(words[1:], bonds_of(tuple(words))[1:], strict=True):
        if bond >= least:
            parts[-1] += f" {word}"
        else:
            parts.append(word)
    return parts


def address_parts(word: str, *, anywhere: bool = False) -> list[str]:
    """A web or mail address cut where renderers break it: after a slash, a dot, a hyphen; another word in one part.

    `anywhere`: a part that is still long is cut further, as renderers do where nothing else is left.
    """
    if not _ADDRESS.fullmatch(word):
        return [word]
    parts = _BREAKS.split(word)
    return [part[at : at + _SIGNS] for part in parts for at in range(0, len(part), _SIGNS)] if anywhere else parts


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """How a text is set: width of a line and indent of the first in points, size, weight."""

    room: float
    size: float
    bold: bool = False
    indent: float = 0.0

    def width(self, text: str) -> float:
        """The width of a text on one line."""
        return text_width(text, self.size, bold=self.bold)


def held(text: str, setting: Setting, *, least: Bond = Bond.GROUP) -> str:
    """A text with no-break spaces where a renderer would part what holds at least as firmly as `least`.

    What is wider than a line is never held.
    """
    words = text.split(" ")
    if len(words) == 1 or setting.indent + setting.width(text) <= setting.room + min(_TOLERANCES):
        return text
    fitting = _fitting(words, bonds_of(tuple(words)), setting, least)
    if not any(fitting):
        return text
    kept = [False] * len(words)
    while (parted := _parted(words, kept, fitting, setting)) is not None:
        _hold(kept, fitting, parted)
    return words[0] + "".join(
        f"{NO_BREAK if tied else ' '}{word}" for word, tied in zip(words[1:], kept[1:], strict=True)
    )


def _fitting(words: Sequence[str], bonds: Sequence[Bond], setting: Setting, least: Bond) -> list[bool]:
    """For each word, whether it is to stay with the one before: what is too wide as a group may still hold as words."""
    fitting = [False] * len(words)
    for level in (bond for bond in Bond if bond >= least):
        first = 0
        for index in range(1, len(words) + 1):
            if index < len(words) and bonds[index] >= level:
                continue
            if setting.width(" ".join(words[first:index])) <= setting.room + min(_TOLERANCES):
                fitting[first + 1 : index] = [True] * (index - first - 1)
            first = index
    return fitting


def _parted(words: Sequence[str], kept: Sequence[bool], fitting: Sequence[bool], setting: Setting) -> int | None:
    """The first word that begins a line although it is to stay with the one before; None when there is none."""
    firsts = [index for index in range(len(words)) if not kept[index]]
    parts = [" ".join(words[first:end]) for first, end in zip(firsts, [*firsts[1:], len(words)], strict=True)]
    widths, space = [setting.width(part) for part in parts], setting.width(" ")
    return next(
        (
            firsts[start]
            for tolerance in _TOLERANCES
            for start in filled_starts(widths, setting.room + tolerance, space, indent=setting.indent)
            if fitting[firsts[start]]
        ),
        None,
    )


def _hold(kept: list[bool], fitting: Sequence[bool], index: int) -> None:
    """Tie together all that is to stay whole around a word."""
    first = index
    while fitting[first]:
        kept[first] = True
        first -= 1
    index += 1
    while index < len(fitting) and fitting[index]:
        kept[index] = True
        index += 1


def hold_words(paragraph: etree._Element, setting: Setting, *, least: Bond = Bond.GROUP) -> None:
    """Hold the words of a paragraph in place, whatever runs they are in; a line break begins a new line."""
    line: list[etree._Element] = []
    for node in (*paragraph.iter(w("t"), w("br")), None):
        if node is not None and node.tag == w("t"):
            line.append(node)
            continue
        text = held("".join(words.text or "" for words in line), setting, least=least)
        for words in line:
            length = len(words.text or "")
            words.text, text = text[:length], text[length:]
        line, setting = [], replace(setting, indent=0.0)


def hold_headings(body: etree._Element, profile: Profile, width: float) -> None:
    """Hold the words of all headings inside the text; `width` of the text area in points."""
    for style, element in _HEADINGS.items():
        for paragraph in paragraphs_of(body, style):
            indented = f"{element}.first_line_indent" in profile.measures and style not in _CENTRED
            setting = Setting(
                room=width,
                size=profile.number(f"{element}.size"),
                bold=True,
                indent=profile.number(f"{element}.first_line_indent") * POINTS_PER_MM if indented else 0.0,
            )
            hold_words(paragraph, setting)
