"""Automatic numbering (đánh số tự động): numbers and bullets that Word prints and that are not in the text."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.reading.docx.layers import ParagraphLayer, RunLayer, paragraph_layer, run_layer
from pipeline.reading.docx.symbols import readable
from pipeline.reading.docx.wordml_values import Element, W, switch, val, whole
from pipeline.text import to_roman

_LEVELS = 9
_LAST_ROMAN = 3999
_LAST_LETTERS = 780  # thirty letters in a row, where Word begins anew
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_SEPARATORS = {"space": " ", "nothing": ""}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list."""

    start: int
    form: str
    text: str
    separator: str
    legal: bool
    restart: int | None
    indents: ParagraphLayer
    run: RunLayer
    style: str | None


@dataclass(slots=True)
class _List:
    levels: dict[int, Level]
    link: str | None = None
    style: str | None = None
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


@dataclass(frozen=True, slots=True)
class _Use:
    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbering:
    """The lists of a file with their counters; numbers must be asked for in reading order."""

    def __init__(self, root: Element | None, theme: dict[str, str]) -> None:
        self._lists: dict[str, _List] = {}
        self._uses: dict[int, _Use] = {}
        self._begun: set[tuple[int, int]] = set()
        for element in () if root is None else root.findall(f"{W}abstractNum"):
            levels = _levels(element, theme)
            link, style = val(element.find(f"{W}numStyleLink")), val(element.find(f"{W}styleLink"))
            self._lists[element.get(f"{W}abstractNumId") or ""] = _List(levels, link, style)
        for element in () if root is None else root.findall(f"{W}num"):
            number = whole(element.get(f"{W}numId"))
            if number is not None:
                self._uses[number] = _use(element, theme)

    def _list(self, number: int | None) -> _List | None:
        use = self._uses.get(number) if number else None
        found = self._lists.get(use.abstract) if use else None
        if found and found.link and not found.levels:
            linked = [other for other in self._lists.values() if other.style == found.link and other.levels]
            return linked[0] if linked else found
        return found

    def level(self, number: int | None, level: int) -> Level | None:
        """The definition of a level of a list, with overrides; None where there is none."""
        found = self._list(number)
        if found is None or number is None:
            return None
        return self._uses[number].levels.get(level) or found.levels.get(level)

    def level_of_style(self, number: int | None, style: str | None, said: int | None) -> int:
        """The level of a paragraph style: the one linked to it, else the one it gives (`said`)."""
        found = self._list(number)
        if found is not None and style:
            for index, level in found.levels.items():
                if level.style == style:
                    return index
        return min(max(said or 0, 0), _LEVELS - 1)

    def indents(self, number: int | None, level: int) -> ParagraphLayer:
        """The indents and tab stops that a level gives its paragraphs."""
        found = self.level(number, level)
        return found.indents if found else ParagraphLayer()

    def number(self, number: int, level: int) -> str:
        """Count one paragraph; gives its number as printed, with the separator after it."""
        found, here = self._list(number), self.level(number, level)
        if found is None or here is None:
            return ""
        counts = found.counts
        override = self._uses[number].starts.get(level)
        if override is not None and (number, level) not in self._begun:
            counts[level] = override
        else:
            current = counts[level]
            counts[level] = here.start if current is None else current + 1
        self._begun.add((number, level))
        for upper in range(level):
            if counts[upper] is None:
                above = self.level(number, upper)
                counts[upper] = above.start if above else 1
        for lower in range(level + 1, _LEVELS):
            below = self.level(number, lower)
            if below is None or below.restart is None or (below.restart and level < below.restart):
                counts[lower] = None
        text = self._text(number, here, counts)
        return text + here.separator if text else ""

    def _text(self, number: int, here: Level, counts: list[int | None]) -> str:
        if here.form == "bullet":
            return readable(here.text, here.run.get("font"))
        text = here.text
        for index in range(_LEVELS):
            mark = f"%{index + 1}"
            if mark in text:
                level = self.level(number, index)
                form = "decimal" if here.legal or level is None else level.form
                text = text.replace(mark, formatted(counts[index] or 0, form))
        return text


def formatted(number: int, form: str) -> str:
    """A number in one of Word's formats; formats that no Vietnamese paper uses give decimal figures."""
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{number:02d}"
    if form in {"upperRoman", "lowerRoman"} and 0 < number <= _LAST_ROMAN:
        roman = to_roman(number)
        return roman if form == "upperRoman" else roman.lower()
    if form in {"upperLetter", "lowerLetter"} and 0 < number <= _LAST_LETTERS:
        letters = _ALPHABET[(number - 1) % 26] * ((number - 1) // 26 + 1)
        return letters.upper() if form == "upperLetter" else letters
    return str(number)


def _levels(parent: Element, theme: dict[str, str]) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for element in parent.findall(f"{W}lvl"):
        index = whole(element.get(f"{W}ilvl"))
        if index is not None and 0 <= index < _LEVELS:
            found[index] = _level(element, theme)
    return found


def _level(element: Element, theme: dict[str, str]) -> Level:
    properties = paragraph_layer(element.find(f"{W}pPr"))
    indents = ParagraphLayer()
    for key in ("left", "right", "first", "tabs"):
        if key in properties:
            indents[key] = properties[key]
    start = whole(val(element.find(f"{W}start")), 100_000)
    return Level(
        start=1 if start is None else start,
        form=val(element.find(f"{W}numFmt")) or "decimal",
        text=(val(element.find(f"{W}lvlText")) or "")[:100],
        separator=_SEPARATORS.get(val(element.find(f"{W}suff")) or "tab", "\t"),
        legal=switch(element, "isLgl"),
        restart=whole(val(element.find(f"{W}lvlRestart")), _LEVELS),
        indents=indents,
        run=run_layer(element.find(f"{W}rPr"), theme),
        style=val(element.find(f"{W}pStyle")),
    )


def _use(element: Element, theme: dict[str, str]) -> _Use:
    levels: dict[int, Level] = {}
    starts: dict[int, int] = {}
    for override in element.findall(f"{W}lvlOverride"):
        index = whole(override.get(f"{W}ilvl"))
        if index is None or not 0 <= index < _LEVELS:
            continue
        own = override.find(f"{W}lvl")
        if own is not None:
            levels[index] = _level(own, theme)
        start = whole(val(override.find(f"{W}startOverride")), 100_000)
        if start is not None:
            starts[index] = start
    return _Use(val(element.find(f"{W}abstractNumId")) or "", levels, starts)
