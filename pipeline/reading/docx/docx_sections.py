"""The sections of a Word file (phân đoạn trang): page size, margins, headers and footers."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.lengths import MM_PER_INCH, MM_PER_TWIP
from pipeline.reading.docx.wordml_values import Element, R, W, millimetres, switch, val, whole

_LETTER = (12240 * MM_PER_TWIP, 15840 * MM_PER_TWIP)  # Word's page where a file names none
_HALFMM_PER_INCH = 12.7
_PAGES = frozenset(("default", "first", "even"))
_SMALLEST = 10.0  # mm of a page or a text area that can be meant


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout:
    """One section as the file defines it, in mm. `parts`: its headers and footers: (kind, pages) -> relationship."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    header: float
    footer: float
    columns: int
    column_gap: float
    first_differs: bool
    start: int | None
    digits: str
    breaks_page: bool
    parts: dict[tuple[str, str], str]

    @property
    def text_left(self) -> float:
        """The left edge of the text (of its first column), in mm from the page's left edge."""
        return self.left

    @property
    def text_right(self) -> float:
        """The right edge of the text (of its first column), in mm from the page's left edge."""
        whole_width = self.width - self.left - self.right
        width = (whole_width - self.column_gap * (self.columns - 1)) / self.columns
        return self.left + max(width, _SMALLEST)


def read_layouts(body: Element) -> tuple[Layout, ...]:
    """The layouts of all sections in order; a section inherits the headers and footers that it does not define."""
    layouts: list[Layout] = []
    inherited: dict[tuple[str, str], str] = {}
    for element in body.iter(f"{W}sectPr"):
        parent = element.getparent()
        if parent is None or parent.tag not in {f"{W}pPr", f"{W}body"} or _deleted(parent):
            continue
        layout = _layout(element, inherited)
        inherited = layout.parts
        layouts.append(layout)
    if not layouts or body.find(f"{W}sectPr") is None:
        layouts.append(_layout(None, inherited))
    return tuple(layouts)


def ends_section(paragraph: Element) -> bool:
    """Whether a paragraph is the last of its section."""
    return paragraph.find(f"{W}pPr/{W}sectPr") is not None


def _deleted(parent: Element) -> bool:
    """Whether a `w:sectPr` is inside a text box or a tracked change and so ends no section."""
    paragraph = parent.getparent() if parent.tag == f"{W}pPr" else None
    above = None if paragraph is None else paragraph.getparent()
    while above is not None and above.tag in {f"{W}sdtContent", f"{W}sdt", f"{W}ins", f"{W}customXml", f"{W}moveTo"}:
        above = above.getparent()
    return above is not None and above.tag != f"{W}body"


def _layout(element: Element | None, inherited: dict[tuple[str, str], str]) -> Layout:
    width, height = _page(element)
    margins = {
        name: _margin(element, name) for name in ("top", "bottom", "left", "right", "header", "footer", "gutter")
    }
    left = _or(margins["left"], MM_PER_INCH) + _or(margins["gutter"], 0.0)
    right = _or(margins["right"], MM_PER_INCH)
    count, gap = _columns(element)
    numbers = None if element is None else element.find(f"{W}pgNumType")
    kind = None if element is None else val(element.find(f"{W}type"))
    return Layout(
        width=width,
        height=height,
        top=abs(_or(margins["top"], MM_PER_INCH)),
        bottom=abs(_or(margins["bottom"], MM_PER_INCH)),
        left=left,
        right=right,
        header=_or(margins["header"], _HALFMM_PER_INCH),
        footer=_or(margins["footer"], _HALFMM_PER_INCH),
        columns=count,
        column_gap=gap,
        first_differs=switch(element, "titlePg"),
        start=None if numbers is None else whole(numbers.get(f"{W}start"), 100_000),
        digits=digits_of(None if numbers is None else numbers.get(f"{W}fmt")),
        breaks_page=kind not in {"continuous", "nextColumn"},
        parts={**inherited, **_parts(element)},
    )


def digits_of(form: str | None) -> str:
    """The kind of digits of a number format: `decimal`, `roman` or `letter`."""
    name = (form or "").lower()
    return "roman" if "roman" in name else "letter" if "letter" in name or "alphabetic" in name else "decimal"


def _page(element: Element | None) -> tuple[float, float]:
    size = None if element is None else element.find(f"{W}pgSz")
    width = None if size is None else millimetres(size.get(f"{W}w"))
    height = None if size is None else millimetres(size.get(f"{W}h"))
    return (
        width if width is not None and width >= _SMALLEST else _LETTER[0],
        height if height is not None and height >= _SMALLEST else _LETTER[1],
    )


def _margin(element: Element | None, name: str) -> float | None:
    margins = None if element is None else element.find(f"{W}pgMar")
    if margins is None:
        return None
    other = {"left": "start", "right": "end"}.get(name, name)
    found = millimetres(margins.get(W + name))
    return millimetres(margins.get(W + other)) if found is None else found


def _or(value: float | None, default: float) -> float:
    return default if value is None else value


def _columns(element: Element | None) -> tuple[int, float]:
    columns = None if element is None else element.find(f"{W}cols")
    if columns is None:
        return 1, 0.0
    count = whole(columns.get(f"{W}num"), 45) or 1
    return max(count, 1), _or(millimetres(columns.get(f"{W}space")), _HALFMM_PER_INCH)


def _parts(element: Element | None) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for kind in ("header", "footer"):
        for reference in () if element is None else element.findall(f"{W}{kind}Reference"):
            pages = reference.get(f"{W}type") or "default"
            target = reference.get(f"{R}id")
            if target and pages in _PAGES:
                found[kind, pages] = target
    return found
