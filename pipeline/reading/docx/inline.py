"""The content of one paragraph (nội dung một đoạn): pieces of text with their looks, fields, anchored drawings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.reading.docx.docx_styles import Look, Styles, look
from pipeline.reading.docx.layers import RunLayer, run_layer
from pipeline.reading.docx.shapes import Shape, drawing_shapes
from pipeline.reading.docx.symbols import readable, symbol
from pipeline.reading.docx.vml import vml_shapes
from pipeline.reading.docx.wordml_values import MC, Element, M, V, W, branch, on, switch, val

_SKIPPED = frozenset(
    W + name
    for name in (
        "pPr del moveFrom rPr sdtPr sdtEndPr smartTagPr customXmlPr proofErr bookmarkStart bookmarkEnd "
        "commentRangeStart commentRangeEnd lastRenderedPageBreak delText delInstrText annotationRef footnoteRef "
        "endnoteRef separator continuationSeparator softHyphen permStart permEnd commentReference rt rubyPr sectPr"
    ).split()
)
_TEXT = {"tab": "\t", "cr": "\n", "noBreakHyphen": "-"}
_DEEPEST = 100


class Piece(NamedTuple):
    """Text of one look; `field`: the name of the field whose result it is, "" outside fields."""

    text: str
    look: Look
    field: str = ""


class FieldSeen(NamedTuple):
    """A field: name, whole instruction, look, number of tabs before it, whether it is nested in another."""

    name: str
    instruction: str
    look: Look
    tabs: int
    nested: bool
    tab_kind: str | None


@dataclass(slots=True)
class _Open:
    """A complex field that has begun and not ended yet."""

    look: Look
    shown: bool = False
    instruction: str = ""
    name: str = ""


@dataclass(slots=True)
class Inline:
    """The content of one paragraph."""

    pieces: list[Piece] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    fields: list[FieldSeen] = field(default_factory=list)
    hidden: int = 0
    breaks_before: bool = False
    breaks_after: bool = False
    tab_kind: str | None = None
    tabs: int = 0
    inked: bool = False


class Walker:
    """Reads the paragraphs of one story in order; a complex field may extend over several paragraphs."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._open: list[_Open] = []
        self._notes = 0
        self._simple = ""
        self._paragraph_style: str | None = None
        self._table: RunLayer | None = None
        self._plain: Look | None = None
        self._at = Inline()

    def walk(self, paragraph: Element, style: str | None, table: RunLayer | None) -> Inline:
        """The content of a paragraph with this style, in a table with this look."""
        self._at = Inline()
        self._paragraph_style, self._table = style, table
        self._plain = look(self._styles.run(style, None, table), {})
        self._inside(paragraph, 0)
        self._open = [begun for begun in self._open if begun.shown]
        return self._at

    def look_of(self, properties: Element | None) -> Look:
        """The look that a `w:rPr` gives in the current paragraph."""
        if properties is None:
            return self._plain or look(self._styles.run(None, None), {})
        character = val(properties.find(f"{W}rStyle"))
        base = self._styles.run(self._paragraph_style, character, self._table)
        return look(base, run_layer(properties, self._styles.theme))

    def _inside(self, parent: Iterable[Element], depth: int) -> None:
        if depth > _DEEPEST:
            return
        for child in parent:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child, self.look_of(child.find(f"{W}rPr")), 0)
            elif not isinstance(tag, str) or tag in _SKIPPED:
                continue
            elif tag == f"{W}fldSimple":
                self._simple_field(child, depth)
            elif tag == f"{MC}AlternateContent":
                shown = branch(child)
                self._inside(() if shown is None else shown, depth + 1)
            elif tag == f"{M}t":
                self._text(child.text or "", self.look_of(None)._replace(font=None, other=None))
            else:
                self._inside(child, depth + 1)

    def _simple_field(self, element: Element, depth: int) -> None:
        instruction = element.get(f"{W}instr") or ""
        before, self._simple = self._simple, _field_name(instruction)
        run = element.find(f".//{W}r/{W}rPr")
        self._seen(_Open(self.look_of(run), shown=True, instruction=instruction))
        self._inside(element, depth + 1)
        self._simple = before

    def _run(self, run: Element, at: Look, depth: int) -> None:  # noqa: C901 - one branch a kind of content
        if at.hidden:
            self._at.hidden += any(child.tag == f"{W}t" for child in run)
            return
        for child in run:
            name = child.tag[len(W) :] if isinstance(child.tag, str) and child.tag.startswith(W) else ""
            if name == "t":
                self._text(child.text or "", at)
                if len(child):  # tolerated: a break inside the text element
                    self._run(child, at, depth + 1)
            elif name in _TEXT:
                self._text(_TEXT[name], at)
            elif name == "br":
                self._break(child, at)
            elif name == "fldChar":
                self._field(child, at)
            elif name == "instrText":
                if self._open and not self._open[-1].shown:
                    self._open[-1].instruction += child.text or ""
            elif name in {"drawing", "pict", "object"}:
                self._at.shapes += drawing_shapes(child) if name == "drawing" else vml_shapes(child)
            elif depth < _DEEPEST:
                self._rarer(child, name, at, depth)

    def _rarer(self, child: Element, name: str, at: Look, depth: int) -> None:
        if name == "sym":
            code = (child.get(f"{W}char") or "").strip()
            font = child.get(f"{W}font")
            shown = symbol(int(code, 16), font) if re.fullmatch(r"[0-9A-Fa-f]{1,6}", code) else "□"
            self._text(shown, at._replace(font=font or at.font, other=font or at.other))
        elif name == "ptab":
            self._at.tab_kind = child.get(f"{W}alignment")
            self._text("\t", at)
        elif name == "pgNum":
            self._seen(_Open(at, shown=True, instruction="PAGE"))
        elif name in {"footnoteReference", "endnoteReference"} and not on(child.get(f"{W}customMarkFollows") or "0"):
            self._notes += 1
            self._text(str(self._notes), at)
        elif child.tag == f"{MC}AlternateContent":
            shown_branch = branch(child)
            if shown_branch is not None:
                self._run(shown_branch, at, depth + 1)
        elif name == "ruby":
            self._inside(child.iterfind(f"{W}rubyBase/{W}r"), depth + 1)
        elif name == "r":
            self._run(child, at, depth + 1)
        elif isinstance(child.tag, str) and child.tag.startswith(V):
            self._at.shapes += vml_shapes(run) if (run := child.getparent()) is not None else ()

    def _text(self, text: str, at: Look) -> None:
        if not text or not all(begun.shown for begun in self._open):
            return
        if ("\n" in text and text != "\n") or "\r" in text:
            text = text.replace("\r", " ").replace("\n", " ")  # white space of the XML, not a line break
        text = readable(text, at.other)
        name = self._open[-1].name if self._open else self._simple
        if self._at.breaks_after:
            self._at.breaks_after = False
            text = "\n" + text
        self._at.tabs += text.count("\t")
        self._at.inked = self._at.inked or not text.isspace()
        self._at.pieces.append(Piece(text.upper() if at.caps else text, at, name))

    def _break(self, element: Element, at: Look) -> None:
        kind = element.get(f"{W}type") or "textWrapping"
        if kind == "textWrapping":
            self._text("\n", at)
        elif kind == "page":
            if self._at.inked:
                self._at.breaks_after = True
            else:
                self._at.breaks_before = True

    def _field(self, element: Element, at: Look) -> None:
        kind = element.get(f"{W}fldCharType")
        if kind == "begin" and len(self._open) < _DEEPEST:
            self._open.append(_Open(at))
            box = element.find(f"{W}ffData/{W}checkBox")
            if box is not None:
                begun = self._open.pop()
                ticked = switch(box, "default" if box.find(f"{W}checked") is None else "checked")
                self._text("☒" if ticked else "☐", at)
                self._open.append(begun)
        elif kind == "separate" and self._open:
            if not self._open[-1].shown:
                self._open[-1].shown = True
                self._seen(self._open[-1])
        elif kind == "end" and self._open:
            begun = self._open.pop()
            if not begun.shown:
                self._seen(begun)

    def _seen(self, begun: _Open) -> None:
        begun.name = _field_name(begun.instruction)
        nested = any(not other.shown for other in self._open if other is not begun)
        seen = FieldSeen(begun.name, begun.instruction, begun.look, self._at.tabs, nested, self._at.tab_kind)
        self._at.fields.append(seen)


def _field_name(instruction: str) -> str:
    words = instruction.split(maxsplit=1)
    return words[0].upper() if words else ""
