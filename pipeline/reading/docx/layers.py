"""One layer of formatting (một lớp định dạng): the properties of a single `w:rPr` or `w:pPr`; unset ones are absent."""

from __future__ import annotations

from typing import NamedTuple, TypedDict

from pipeline.reading.docx.wordml_values import Element, W, colour, half_points, on, twips, val, whole

_JC = {
    "left": "left",
    "start": "left",
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "justify",
    "distribute": "justify",
    "thaiDistribute": "justify",
    "lowKashida": "justify",
    "mediumKashida": "justify",
    "highKashida": "justify",
}
_SOLID = frozenset("single thick double triple thinThickSmallGap thickThinSmallGap thinThickMediumGap".split())
_INVISIBLE = frozenset(("nil", "none"))
_MOST_TABS = 64  # of one paragraph in Word
BODY_TEXT = 9  # the outline level of text that is no heading
_SIDE_NAMES = {"start": "left", "end": "right"}


class Border(NamedTuple):
    """One border: whether it is visible, its thickness in points, whether its line is solid."""

    visible: bool
    width: float | None
    solid: bool | None
    colour: str


class Tab(NamedTuple):
    """A tab stop, in twips from the left edge of the column."""

    position: float
    kind: str


class Frame(NamedTuple):
    """A text frame (`w:framePr`), as older files have them."""

    align: str | None
    x: float | None
    anchor: str
    width: float | None


class RunLayer(TypedDict, total=False):
    """Run properties. `font`: of ASCII letters; `font_other`: of all others."""

    font: str
    font_other: str
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


class ParagraphLayer(TypedDict, total=False):
    """Paragraph properties; twips for places, points for spacing."""

    alignment: str
    left: float
    right: float
    first: float
    before: float
    after: float
    before_auto: bool
    after_auto: bool
    contextual: bool
    line: float
    line_rule: str
    outline: int
    page_break: bool
    borders: dict[str, Border]
    tabs: tuple[Tab, ...]
    number: int
    number_level: int
    frame: Frame


def border(element: Element) -> Border:
    """The border that an element describes."""
    style = val(element) or "none"
    eighths = whole(element.get(f"{W}sz"), 800)
    return Border(
        visible=style not in _INVISIBLE,
        width=None if eighths is None else eighths / 8,
        solid=style in _SOLID,
        colour=colour(element.get(f"{W}color")) or "000000",
    )


def borders(parent: Element | None) -> dict[str, Border]:
    """The borders under `w:pBdr`, `w:tblBorders` or `w:tcBorders` by side."""
    found: dict[str, Border] = {}
    for child in () if parent is None else parent:
        if isinstance(child.tag, str) and child.tag.startswith(W):
            side = child.tag[len(W) :]
            found[_SIDE_NAMES.get(side, side)] = border(child)
    return found


def run_layer(element: Element | None, theme: dict[str, str]) -> RunLayer:  # noqa: C901, PLR0912 - one branch a property
    """The properties in a `w:rPr`; `theme`: fonts of the theme by name."""
    layer: RunLayer = {}
    for child in () if element is None else element:
        name = child.tag[len(W) :] if isinstance(child.tag, str) and child.tag.startswith(W) else ""
        text = child.get(f"{W}val")
        if name == "rFonts":
            _fonts(child, theme, layer)
        elif name == "sz":
            size = half_points(text)
            if size is not None:
                layer["size"] = size
        elif name == "b":
            layer["bold"] = on(text)
        elif name == "i":
            layer["italic"] = on(text)
        elif name == "caps":
            layer["caps"] = on(text)
        elif name in {"vanish", "specVanish"}:
            layer["hidden"] = on(text)
        elif name == "u":
            layer["underline"] = text is not None and text != "none"
        elif name == "color":
            layer["colour"] = _colour(child, theme)
        elif name == "vertAlign":
            layer["raised"] = text in {"superscript", "subscript"}
        elif name == "spacing":
            layer["spread"] = (twips(text) or 0.0) / 20
        elif name == "w":
            layer["scale"] = (whole((text or "").rstrip("%"), 600) or 100) / 100
    return layer


def _fonts(element: Element, theme: dict[str, str], layer: RunLayer) -> None:
    ascii_font = theme.get(element.get(f"{W}asciiTheme") or "") or element.get(f"{W}ascii")
    other = theme.get(element.get(f"{W}hAnsiTheme") or "") or element.get(f"{W}hAnsi")
    if ascii_font:
        layer["font"] = ascii_font
    if other:
        layer["font_other"] = other


def _colour(element: Element, theme: dict[str, str]) -> str:
    said = colour(element.get(f"{W}val"))
    return said or theme.get(f"#{element.get(f'{W}themeColor')}") or "000000"


def paragraph_layer(element: Element | None) -> ParagraphLayer:  # noqa: C901, PLR0912 - one branch a property
    """The properties in a `w:pPr`, without its style and the look of its mark."""
    layer: ParagraphLayer = {}
    for child in () if element is None else element:
        name = child.tag[len(W) :] if isinstance(child.tag, str) and child.tag.startswith(W) else ""
        if name == "jc":
            alignment = _JC.get(val(child) or "")
            if alignment:
                layer["alignment"] = alignment
        elif name == "ind":
            _indents(child, layer)
        elif name == "spacing":
            _spacing(child, layer)
        elif name == "contextualSpacing":
            layer["contextual"] = on(val(child))
        elif name == "outlineLvl":
            level = whole(val(child))
            if level is not None and 0 <= level <= BODY_TEXT:
                layer["outline"] = level
        elif name == "pageBreakBefore":
            layer["page_break"] = on(val(child))
        elif name == "pBdr":
            layer["borders"] = borders(child)
        elif name == "tabs":
            layer["tabs"] = _tabs(child)
        elif name == "numPr":
            _numbering(child, layer)
        elif name == "framePr":
            layer["frame"] = _frame(child)
    return layer


def merge(below: ParagraphLayer, above: ParagraphLayer) -> ParagraphLayer:
    """One layer over another; borders and tab stops of both are kept, side by side."""
    merged: ParagraphLayer = {**below, **above}
    if "borders" in below and "borders" in above:
        merged["borders"] = {**below["borders"], **above["borders"]}
    if "tabs" in below and "tabs" in above:
        places = {tab.position: tab for tab in (*below["tabs"], *above["tabs"])}
        merged["tabs"] = tuple(places.values())[-_MOST_TABS:]
    return merged


def _indents(element: Element, layer: ParagraphLayer) -> None:
    left = twips(element.get(f"{W}start")) if element.get(f"{W}start") else twips(element.get(f"{W}left"))
    right = twips(element.get(f"{W}end")) if element.get(f"{W}end") else twips(element.get(f"{W}right"))
    hanging, first = twips(element.get(f"{W}hanging")), twips(element.get(f"{W}firstLine"))
    if left is not None:
        layer["left"] = left
    if right is not None:
        layer["right"] = right
    if hanging is not None:
        layer["first"] = -hanging
    elif first is not None:
        layer["first"] = first


def _spacing(element: Element, layer: ParagraphLayer) -> None:
    before, after = twips(element.get(f"{W}before")), twips(element.get(f"{W}after"))
    line, rule = twips(element.get(f"{W}line")), element.get(f"{W}lineRule")
    if before is not None:
        layer["before"] = before / 20
    if after is not None:
        layer["after"] = after / 20
    if element.get(f"{W}beforeAutospacing") is not None:
        layer["before_auto"] = on(element.get(f"{W}beforeAutospacing"))
    if element.get(f"{W}afterAutospacing") is not None:
        layer["after_auto"] = on(element.get(f"{W}afterAutospacing"))
    if line is not None and line > 0:
        layer["line"] = line
        layer["line_rule"] = "auto"
    if rule in {"auto", "exact", "atLeast"}:
        layer["line_rule"] = rule


def _tabs(element: Element) -> tuple[Tab, ...]:
    found = []
    for child in element.findall(f"{W}tab")[:_MOST_TABS]:
        position = twips(child.get(f"{W}pos"))
        if position is not None:
            found.append(Tab(position, {"start": "left", "end": "right"}.get(val(child) or "", val(child) or "left")))
    return tuple(found)


def _numbering(element: Element, layer: ParagraphLayer) -> None:
    number, level = whole(val(element.find(f"{W}numId"))), whole(val(element.find(f"{W}ilvl")))
    if number is not None:
        layer["number"] = number
    if level is not None:
        layer["number_level"] = level


def _frame(element: Element) -> Frame:
    return Frame(
        align=element.get(f"{W}xAlign"),
        x=twips(element.get(f"{W}x")),
        anchor=element.get(f"{W}hAnchor") or "text",
        width=twips(element.get(f"{W}w")),
    )
