"""Styles (kiểu định dạng): from the defaults of the file through its chains of styles to the look of one run.

Order: document defaults, table style, paragraph style, character style, direct formatting. Bold, italic and capitals
that are set by two kinds of styles cancel each other out (ECMA-376 part 1, 17.7.3).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from pipeline.reading.docx.layers import ParagraphLayer, RunLayer, merge, paragraph_layer, run_layer
from pipeline.reading.docx.numbering import Numbering
from pipeline.reading.docx.wordml_values import A, Element, W, colour, on, val

_TOGGLES = ("bold", "italic", "caps")
_LONGEST = 64  # styles based on one another; Word allows eleven
_WORD_FONT, _WORD_SIZE = "Times New Roman", 10.0  # where a file says nothing at all
_THEME_FONTS: dict[str, tuple[str, ...]] = {
    "majorFont": ("majorAscii", "majorHAnsi", "majorBidi", "majorEastAsia"),
    "minorFont": ("minorAscii", "minorHAnsi", "minorBidi", "minorEastAsia"),
}
_THEME_COLOURS: dict[str, tuple[str, ...]] = {
    "dk1": ("dark1", "text1"),
    "lt1": ("light1", "background1"),
    "dk2": ("dark2", "text2"),
    "lt2": ("light2", "background2"),
    "hlink": ("hyperlink",),
    "folHlink": ("followedHyperlink",),
} | {f"accent{n}": (f"accent{n}",) for n in range(1, 7)}


class Look(NamedTuple):
    """The resolved look of letters. `other`: the font of letters beyond ASCII; `spread`: points between letters."""

    font: str | None
    other: str | None
    size: float
    bold: bool
    italic: bool
    caps: bool
    underline: bool
    colour: str
    hidden: bool
    raised: bool
    spread: float
    scale: float


@dataclass(frozen=True, slots=True)
class Style:
    """One style as the file defines it."""

    kind: str
    name: str
    parent: str | None
    run: RunLayer
    paragraph: ParagraphLayer
    element: Element


def theme_values(root: Element | None) -> dict[str, str]:
    """The fonts of a theme by the names that `w:rFonts` uses; its colours by their names after a `#`."""
    found: dict[str, str] = {}
    if root is None:
        return found
    for kind, names in _THEME_FONTS.items():
        latin = root.find(f".//{A}fontScheme/{A}{kind}/{A}latin")
        face = None if latin is None else latin.get("typeface")
        if face:
            found.update(dict.fromkeys(names, face))
    for slot, names in _THEME_COLOURS.items():
        element = root.find(f".//{A}clrScheme/{A}{slot}")
        child = None if element is None or not len(element) else element[0]
        value = None if child is None else colour(child.get("lastClr")) or colour(child.get("val"))
        if value:
            found.update({f"#{name}": value for name in names})
    return found


@dataclass(slots=True)
class Sheet:
    """The content of a part of styles: styles by id, default style by kind, document defaults."""

    styles: dict[str, Style] = field(default_factory=dict)
    default: dict[str, str] = field(default_factory=dict)
    run: RunLayer = field(default_factory=lambda: RunLayer(font=_WORD_FONT, font_other=_WORD_FONT, size=_WORD_SIZE))
    paragraph: ParagraphLayer = field(default_factory=ParagraphLayer)


@lru_cache(maxsize=32)
def _read(root: Element, theme_items: tuple[tuple[str, str], ...]) -> Sheet:
    """Read a part of styles, once for all files that share it (`Package.shared_xml`)."""
    sheet, theme = Sheet(), dict(theme_items)
    defaults = root.find(f"{W}docDefaults")
    if defaults is not None:
        sheet.run = {**sheet.run, **run_layer(defaults.find(f"{W}rPrDefault/{W}rPr"), theme)}
        sheet.paragraph = paragraph_layer(defaults.find(f"{W}pPrDefault/{W}pPr"))
    for element in root.iter(f"{W}style"):
        key, kind = element.get(f"{W}styleId") or "", element.get(f"{W}type") or "paragraph"
        sheet.styles[key] = Style(
            kind=kind,
            name=val(element.find(f"{W}name")) or key,
            parent=val(element.find(f"{W}basedOn")),
            run=run_layer(element.find(f"{W}rPr"), theme),
            paragraph=paragraph_layer(element.find(f"{W}pPr")),
            element=element,
        )
        if element.get(f"{W}default") is not None and on(element.get(f"{W}default")):
            sheet.default.setdefault(kind, key)
    return sheet


class Styles:
    """All styles of a file, and the resolved looks that they give."""

    def __init__(self, root: Element | None, theme: dict[str, str], numbering: Numbering) -> None:
        self.theme = theme
        self.numbering = numbering
        sheet = Sheet() if root is None else _read(root, tuple(theme.items()))
        self._styles, self._default = sheet.styles, sheet.default
        self._run_defaults, self._paragraph_defaults = sheet.run, sheet.paragraph
        self._chains: dict[str, tuple[Style, ...]] = {}
        self._paragraphs: dict[str | None, ParagraphLayer] = {}
        self._runs: dict[tuple[str | None, str | None, int], RunLayer] = {}

    def paragraph_style(self, key: str | None) -> str | None:
        """The id of the style of a paragraph: the one it names if that exists, else the default."""
        style = self._styles.get(key) if key else None
        return key if style is not None and style.kind == "paragraph" else self._default.get("paragraph")

    def name(self, key: str | None) -> str | None:
        """The name of a style as Word shows it; None where there is none."""
        style = self._styles.get(key) if key else None
        return None if style is None else style.name

    def chain(self, key: str | None) -> tuple[Style, ...]:
        """A style and those it is based on, the base first; a circular chain is cut."""
        if not key:
            return ()
        if key not in self._chains:
            found: list[Style] = []
            seen: set[str] = set()
            at: str | None = key
            while at and at not in seen and at in self._styles and len(found) < _LONGEST:
                seen.add(at)
                found.append(self._styles[at])
                at = self._styles[at].parent
            self._chains[key] = tuple(reversed(found))
        return self._chains[key]

    def default_table_style(self) -> str | None:
        """The id of the style of tables that name none."""
        return self._default.get("table")

    def paragraph(self, key: str | None, table: ParagraphLayer | None = None) -> ParagraphLayer:
        """The paragraph properties from defaults, table style and the chain of paragraph styles, list indents included."""
        if key not in self._paragraphs:
            layer = ParagraphLayer()
            for style in self.chain(key):
                own = style.paragraph
                if "number" in own or "number_level" in own:
                    number = own.get("number", layer.get("number"))
                    level = self.numbering.level_of_style(number, key, own.get("number_level"))
                    layer = merge(layer, self.numbering.indents(number, level))
                    layer["number_level"] = level
                layer = merge(layer, {**own, "number_level": layer["number_level"]} if "number" in own else own)
            self._paragraphs[key] = layer
        base = self._paragraph_defaults if table is None else merge(self._paragraph_defaults, table)
        return merge(base, self._paragraphs[key])

    def run(self, paragraph: str | None, character: str | None, table: RunLayer | None = None) -> RunLayer:
        """The run properties from defaults, table style, paragraph style and character style."""
        key = (paragraph, character, id(table))
        if key not in self._runs:
            levels: list[RunLayer] = [] if table is None else [table]
            levels += [_merged(self.chain(paragraph)), _merged(self.chain(character))]
            layer: RunLayer = self._run_defaults
            for level in levels:
                layer = {**layer, **level}
            for toggle in _TOGGLES:
                said = [level[toggle] for level in levels if toggle in level]  # type: ignore[literal-required]
                if said:
                    layer = {**layer, toggle: sum(said) % 2 == 1}  # type: ignore[misc]
            self._runs[key] = layer
        return self._runs[key]


def _merged(chain: tuple[Style, ...]) -> RunLayer:
    layer: RunLayer = {}
    for style in chain:
        layer = {**layer, **style.run}
    return layer


def look(base: RunLayer, direct: RunLayer) -> Look:
    """The look of a run: direct formatting over the properties of its styles."""
    layer: RunLayer = {**base, **direct} if direct else base
    font = layer.get("font")
    return Look(
        font=font,
        other=layer.get("font_other", font),
        size=layer.get("size", _WORD_SIZE),
        bold=layer.get("bold", False),
        italic=layer.get("italic", False),
        caps=layer.get("caps", False),
        underline=layer.get("underline", False),
        colour=layer.get("colour", "000000"),
        hidden=layer.get("hidden", False),
        raised=layer.get("raised", False),
        spread=layer.get("spread", 0.0),
        scale=layer.get("scale", 1.0),
    )
