"""Fitting a part to its words (vừa khít): the head, drawn lines, even titles, last lines kept with the signature.

Works on the XML of one rendered part. Lengths in points; Word wants twentieths of a point (twips).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from pipeline.decree.profile import Profile
from pipeline.lengths import POINTS_PER_MM, TWIPS_PER_MM, TWIPS_PER_POINT
from pipeline.papers.official_document import TableContent
from pipeline.text.metrics import text_width
from pipeline.typeset.docx.end_marks import keep_last_rows
from pipeline.typeset.docx.head_columns import ITALIC_BLANK, fit_head
from pipeline.typeset.docx.held_words import NO_BREAK, hold_headings
from pipeline.typeset.docx.linebreak import balanced_lines
from pipeline.typeset.docx.signing_table import fit_signing_tables
from pipeline.typeset.docx.table_widths import fit_tables
from pipeline.typeset.docx.wordml import paragraphs_of, parse, serialize, set_lines, set_property, style_of, text_of, w

# Left free between the two columns of the head.
_BETWEEN_COLUMNS = 8.0
# The empty line above the signature, and what is taken from it where the block fills its page to the last point.
_BLOCK_GAP, _TIGHTER = 12.0, 2.0
# A title line this much narrower than the page reads as a title and leaves the drawn line in proportion.
_TITLE_SHARE = 0.9
_NAME_STYLES = {"CoQuanChuQuan": "parent_agency", "CoQuanBanHanh": "issuing_agency"}
_TITLE_STYLES = {
    "TrichYeu": "subject",
    "ThamQuyen": "authority_line",
    "TenPhuLuc": "annex_title",
    "KemTheo": "annex_reference",
    "KemTheoQuyetDinh": "attached_reference",
    "TrichYeuCongVan": "letter_subject",
}
_REFERENCE_STYLES = frozenset({"KemTheo", "KemTheoQuyetDinh"})
_REFERENCE = re.compile(r"(?P<paper>\(.*[ \u00a0])(?P<author>của .+\))")
_URGENCY_WIDTHS = {
    "HỎA TỐC": "urgency.express_width",
    "THƯỢNG KHẨN": "urgency.very_urgent_width",
    "KHẨN": "urgency.urgent_width",
}
_RULES = {
    "KeTieuNgu": ("TieuNgu", "motto", "motto_rule"),
    "KeCoQuan": ("CoQuanBanHanh", "issuing_agency", "issuing_agency_rule"),
    "KeTrichYeu": ("TrichYeu", "subject", "subject_rule"),
    "KeKemTheo": ("KemTheo", "annex_reference", "annex_rule"),
    "KeKemTheoQuyetDinh": ("KemTheoQuyetDinh", "attached_reference", "annex_rule"),
}


@dataclass(frozen=True)
class Area:
    """The text area of a part: its width in points."""

    width: float


def text_area(profile: Profile, *, landscape: bool) -> Area:
    """The text area: page width less the margins (PLI.P1.I.1, I.3), in points."""
    page = profile.number("page.height" if landscape else "page.width")
    margins = profile.number("page.margin_left") + profile.number("page.margin_right")
    return Area(width=(page - margins) * POINTS_PER_MM)


def fit_part(
    body: etree._Element, *, profile: Profile, tables: Sequence[TableContent], landscape: bool = False
) -> None:
    """Fit one part in place."""
    area = text_area(profile, landscape=landscape)
    widths = fit_head(body, profile=profile, width=area.width)
    _break_titles(body, profile, area, widths)
    _draw_rules(body, profile, area, widths)
    _align_addressees(body, profile, area)
    _size_urgency(body, profile, area)
    _place_marks(body, profile, widths)
    fit_signing_tables(body, profile=profile, width=area.width)
    hold_headings(body, profile, area.width)
    fit_tables(body, profile=profile, tables=tables, width=area.width)
    keep_last_rows(body)
    _keep_introductions(body, profile, area)
    _keep_with_signature(body, profile, area)


def _width(profile: Profile, element: str, text: str) -> float:
    return text_width(
        text,
        profile.number(f"{element}.size"),
        bold=profile.flag(f"{element}.bold"),
        italic=profile.flag(f"{element}.italic"),
    )


def _lines(profile: Profile, element: str, text: str, limit: float) -> list[str]:
    return balanced_lines(
        text,
        limit,
        profile.number(f"{element}.size"),
        bold=profile.flag(f"{element}.bold"),
        italic=profile.flag(f"{element}.italic"),
    )


def _column_of(paragraph: etree._Element, area: Area, widths: tuple[float, float]) -> float:
    """The width of the cell of the head that holds a paragraph, else of the text area, in points."""
    cell = next(paragraph.iterancestors(w("tc")), None)
    if cell is None:
        return area.width
    row = cell.getparent()
    return widths[row.findall(w("tc")).index(cell)] if row is not None else area.width


def _break_titles(body: etree._Element, profile: Profile, area: Area, widths: tuple[float, float]) -> None:
    """Break long names and titles into even lines; a name with line breaks in the record stays as it is."""
    for style, element in {**_NAME_STYLES, **_TITLE_STYLES}.items():
        for paragraph in paragraphs_of(body, style):
            limit = _column_of(paragraph, area, widths)
            text = text_of(paragraph)
            if style in _REFERENCE_STYLES and (lines := _reference_lines(profile, element, text, area.width)):
                set_lines(paragraph, lines)
                continue
            limit = limit * _TITLE_SHARE if limit == area.width else limit - _BETWEEN_COLUMNS
            set_lines(paragraph, _lines(profile, element, text, limit))


def _reference_lines(profile: Profile, element: str, text: str, width: float) -> list[str]:
    """`(Kèm theo Quyết định số … ngày …` and `của …)` on a line each; empty where one does not fit, or one line holds all."""
    found = _REFERENCE.fullmatch(text)
    if found is None or _width(profile, element, text) <= width * _TITLE_SHARE:
        return []
    lines = [found["paper"].rstrip(" "), found["author"]]
    room = width - _BETWEEN_COLUMNS
    drawn = (_width(profile, element, line) + ITALIC_BLANK * line.count(NO_BREAK) for line in lines)
    return lines if all(line <= room for line in drawn) else []


def _draw_rules(body: etree._Element, profile: Profile, area: Area, widths: tuple[float, float]) -> None:
    """Give each drawn line the decree's length, as a share of the text line above it, and centre it."""
    for style, (above, element, rule) in _RULES.items():
        ratio = profile.number(f"{rule}.length")
        for paragraph in paragraphs_of(body, style):
            line = _line_above(paragraph, above)
            if not line:
                continue
            length = _width(profile, element, line) * ratio
            column = _column_of(paragraph, area, widths)
            side = str(round(max(0.0, column - length) / 2 * TWIPS_PER_POINT))
            set_property(paragraph, "ind", left=side, right=side)


def _line_above(rule: etree._Element, style: str) -> str:
    """The last printed line of the text to which a drawn line belongs."""
    for before in rule.itersiblings(w("p"), preceding=True):
        if style_of(before) == style:
            return text_of(before).rpartition("\n")[2]
    return ""


def _align_addressees(body: etree._Element, profile: Profile, area: Area) -> None:
    """Align several addressees: dashes below the colon of `Kính gửi:` (II.9d), the group centred on the page."""
    lines = paragraphs_of(body, "KinhGuiDong")
    if not lines:
        return
    label = _width(profile, "addressee", "Kính gửi")
    dash = _width(profile, "addressee", "- ")
    longest = max(_width(profile, "addressee", text_of(line)) for line in lines)
    start = max(0.0, (area.width - label - longest) / 2)
    for heading in paragraphs_of(body, "KinhGui"):
        set_property(heading, "ind", left=str(round(start * TWIPS_PER_POINT)))
        set_property(heading, "jc", val="left")
    for line in lines:
        set_property(
            line,
            "ind",
            left=str(round((start + label + dash) * TWIPS_PER_POINT)),
            hanging=str(round(dash * TWIPS_PER_POINT)),
        )


def _size_urgency(body: etree._Element, profile: Profile, area: Area) -> None:
    """Make the box of the urgency mark as wide as its stamp: 30, 40 or 20 mm by level (III.2b), at the left (box 10b)."""
    for paragraph in paragraphs_of(body, "DauKhan"):
        width = profile.number(_URGENCY_WIDTHS[text_of(paragraph)]) * POINTS_PER_MM
        set_property(paragraph, "ind", right=str(round((area.width - width) * TWIPS_PER_POINT)))


def _place_marks(body: etree._Element, profile: Profile, widths: tuple[float, float]) -> None:
    """Place framed marks in the top margin: circulation above the quốc hiệu (box 11), DỰ THẢO at the left margin."""
    left = profile.number("page.margin_left") * POINTS_PER_MM
    for style, middle in (("PhamVi", left + widths[0] + widths[1] / 2), ("DuThao", None)):
        for paragraph in paragraphs_of(body, style):
            for frame in paragraph.iter(w("framePr")):
                half = int(frame.get(w("w"), "0")) / 40
                frame.set(w("x"), str(round((left if middle is None else middle - half) * TWIPS_PER_POINT)))


def _keep_introductions(body: etree._Element, profile: Profile, area: Area) -> None:
    """Keep a short paragraph that ends with a colon with what it introduces: a list, a table; a longer one would leave a hole."""
    kept = profile.number("page_fit.kept_lines") * area.width
    for paragraph in body.findall(w("p")):
        words = text_of(paragraph)
        if words.endswith(":") and _width(profile, "body", words) < kept:
            set_property(paragraph, "keepNext")


def raise_contact(root: etree._Element) -> None:
    """Make the footer with the agency's address end where the text area ends, not in the bottom margin (box 13)."""
    for margins in root.iter(w("pgMar")):
        margins.set(w("footer"), margins.get(w("bottom"), "1134"))


def with_raised_contact(package: Mapping[str, bytes], height: float) -> dict[str, bytes]:
    """The footers with the agency's address, which so much space below it (mm) raises out of the bottom margin.

    Where page numbers stand below, the footers of other pages must stay where they are.
    """
    raised = {}
    for name, data in package.items():
        if name.startswith("word/footer") and name.endswith(".xml"):
            root = parse(data)
            address = paragraphs_of(root, "DiaChi")
            if address:
                set_property(address[-1], "spacing", after=str(round(height * TWIPS_PER_MM)))
                raised[name] = serialize(root)
    return raised


def tighten(root: etree._Element, *, profile: Profile) -> None:
    """Take two points from the space above each signature table, in place."""
    height = min(_BLOCK_GAP, profile.number("page_fit.block_gap")) - _TIGHTER
    for gap in paragraphs_of(root, "KhoangKy"):
        above = next(gap.iterancestors(w("tbl"))).getprevious()
        if above is not None and style_of(above) == "KhoangCach":
            set_property(above, "spacing", line=str(round(height * TWIPS_PER_POINT)), lineRule="exact")


def _keep_with_signature(body: etree._Element, profile: Profile, area: Area) -> None:
    """Keep at least the last two lines of text with the signature: no page holds a signature alone."""
    tables = [next(gap.iterancestors(w("tbl"))) for gap in paragraphs_of(body, "KhoangKy")]
    if not tables:
        return
    lines = 0.0
    for before in tables[0].itersiblings(preceding=True):
        if before.tag != w("p"):
            break
        set_property(before, "keepNext")
        lines += _width(profile, "body", text_of(before)) / area.width
        if lines > 1:
            break
