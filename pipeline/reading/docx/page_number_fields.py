"""The page number (số trang): its header or footer, its alignment and look, and the pages that show it."""

from __future__ import annotations

from pipeline.reading.docx.docx_sections import Layout, digits_of
from pipeline.reading.docx.measured import Measured, NumberSeen
from pipeline.reading.facts import Flow, PageNumber

_CENTRED = 5.0  # mm that the middle of a number may be off the middle of the text and still be meant as centred
_FLOWS = {"header": Flow.HEADER, "footer": Flow.FOOTER}


class PageNumbers:
    """The page numbers of a file, by the parts that hold them."""

    def __init__(self, measured: Measured, even_differs: bool) -> None:  # noqa: FBT001 - of two arguments
        self._measured = measured
        self._even_differs = even_differs
        self._seen: dict[str, NumberSeen] = {}
        for seen in measured.numbers:
            if seen.where.part:
                self._seen.setdefault(seen.where.part, seen)

    def number_on(self, layout: Layout, targets: dict[str, str]) -> tuple[PageNumber | None, bool | None]:
        """The number on pages after the first, and whether the first page shows one. `targets`: part by relationship."""
        usual = self._on(layout, targets, "default")
        if usual is None and self._even_differs:
            usual = self._on(layout, targets, "even")
        number = None if usual is None else self._number(usual[1], usual[0], layout)
        first = self._on(layout, targets, "first") if layout.first_differs else self._on(layout, targets, "default")
        shown = None if first is not None and first[1].field.nested else first is not None
        return number, shown

    def _on(self, layout: Layout, targets: dict[str, str], pages: str) -> tuple[str, NumberSeen] | None:
        for kind in ("header", "footer"):
            seen = self._seen.get(targets.get(layout.parts.get((kind, pages), ""), ""))
            if seen is not None:
                return kind, seen
        return None

    def _number(self, seen: NumberSeen, kind: str, layout: Layout) -> PageNumber:
        look = seen.field.look
        shown = next((piece.look for piece in seen.pieces if piece.field == "PAGE" and piece.text.strip()), look)
        words = "".join(" " if piece.field == "PAGE" else piece.text for piece in seen.pieces)
        form = next((word for word in seen.field.instruction.split() if digits_of(word) != "decimal"), "")
        switched = digits_of(form) if r"\*" in seen.field.instruction else "decimal"
        return PageNumber(
            flow=_FLOWS[kind],
            alignment=self._alignment(seen, layout),
            size=shown.size,
            bold=shown.bold,
            italic=shown.italic,
            font=shown.font,
            digits=switched if switched != "decimal" else layout.digits,
            with_text=" ".join(words.split()),
        )

    def _alignment(self, seen: NumberSeen, layout: Layout) -> str | None:
        frame = seen.layer.get("frame")
        if frame is not None and frame.align is not None:
            return {"inside": None, "outside": None}.get(frame.align, frame.align)
        if seen.field.tab_kind is not None:
            return seen.field.tab_kind
        said = seen.layer.get("alignment", "left")
        if seen.field.tabs and said in {"left", "justify"}:
            return self._by_tab(seen)
        paragraph = self._measured.paragraphs[seen.paragraph]
        if said == "justify":
            said = "left"
        at = {"center": (paragraph.left + paragraph.right) / 2, "right": paragraph.right}.get(said, paragraph.left)
        own_place = seen.where.cell is not None or seen.where.container[0] == "box"
        return _by_place(at, layout) if own_place else said

    def _by_tab(self, seen: NumberSeen) -> str:
        stops = sorted(tab for tab in seen.layer.get("tabs", ()) if tab.kind not in {"clear", "bar"})
        if not stops:
            return "left"
        stop = stops[min(seen.field.tabs, len(stops)) - 1]
        return stop.kind if stop.kind in {"center", "right"} else "left"


def _by_place(at: float, layout: Layout) -> str:
    """The alignment of a number from the place of its column on the page."""
    left, right = layout.left, layout.width - layout.right
    middle = (left + right) / 2
    if abs(at - middle) <= _CENTRED:
        return "center"
    return "right" if at > (middle + right) / 2 else "left"
