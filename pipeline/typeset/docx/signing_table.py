"""The table with recipients and signature (khối ký): room for the seal, and long lists of recipients across pages. Boxes 7-9b."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from pipeline.decree.profile import Profile
from pipeline.lengths import TWIPS_PER_POINT
from pipeline.text.metrics import text_width
from pipeline.typeset.docx.linebreak import balanced_lines
from pipeline.typeset.docx.table_widths import set_columns
from pipeline.typeset.docx.template_layout import signature_room
from pipeline.typeset.docx.wordml import set_lines, set_property, style_of, text_of, w

# Bookmarks below the title and above the name; the minutes have two signers in one table.
_MARKS_OF_ONE_SIGNER = 2
_SIGNER_STYLES = {"QuyenHan": "signing_capacity", "ChucVuKhac": "signer_other_title", "HoTen": "signer_name"}
_LINE_HEIGHT = 1.15  # of the letter size, at single line spacing
_SEAL_SLACK = 6.0
_BETWEEN_COLUMNS = 8.0


def fit_signing_tables(body: etree._Element, *, profile: Profile, width: float) -> None:
    """Fit every signing table of a part in place; `width` is that of the text area in points."""
    for gap in [paragraph for paragraph in body.iter(w("p")) if style_of(paragraph) == "KhoangKy"]:
        table = next(gap.iterancestors(w("tbl")))
        signers = len(list(table.iter(w("bookmarkStart")))) // _MARKS_OF_ONE_SIGNER
        column = width / 2 if signers > 1 else _signature_column(profile, width)
        set_columns(table, [width - column, column])
        _break_lines(table, profile, column - _BETWEEN_COLUMNS)
        if signers == 1:
            _let_recipients_flow(table, profile, width - column)


def _signature_column(profile: Profile, width: float) -> float:
    """The width of the signature's column in points: the profile's share, with room for the seal (box 8)."""
    reach = profile.number("signature_image.width") / 2 + profile.number("seal_image.offset_left")
    return max(width * profile.number("signing_capacity.column_share"), 2 * reach + _SEAL_SLACK)


def _break_lines(table: etree._Element, profile: Profile, column: float) -> None:
    for paragraph in table.iter(w("p")):
        element = _SIGNER_STYLES.get(style_of(paragraph))
        if element is not None:
            size, bold = profile.number(f"{element}.size"), profile.flag(f"{element}.bold")
            set_lines(paragraph, balanced_lines(text_of(paragraph), column, size, bold=bold))


def _let_recipients_flow(table: etree._Element, profile: Profile, column: float) -> None:
    """Move recipients below the height of the signature into a row of their own that may break across pages.

    A row that does not split must fit a page together with the last lines of the text; a list of fifty does not.
    """
    row = table.find(w("tr"))
    cells = [] if row is None else row.findall(w("tc"))
    if row is None or len(cells) != _MARKS_OF_ONE_SIGNER:
        return
    beside = _signature_height(cells[1], profile)
    size = profile.number("recipients.size")
    for paragraph in cells[0].findall(w("p")):
        set_property(paragraph, "ind", right=str(round(_BETWEEN_COLUMNS * TWIPS_PER_POINT)))
    height, over = 0.0, []
    for paragraph in cells[0].findall(w("p")):
        # The line that reaches past the signature still stands beside it: so no gap is left between the rows.
        if height > beside and style_of(paragraph) == "NoiNhanDong":
            over.append(paragraph)
        height += (1 + int(text_width(text_of(paragraph), size) / (column - _BETWEEN_COLUMNS))) * size * _LINE_HEIGHT
    if over:
        _second_row(row, over)


def _signature_height(cell: etree._Element, profile: Profile) -> float:
    lines = sum(
        1 + text_of(paragraph).count("\n")
        for paragraph in cell.findall(w("p"))
        if style_of(paragraph) in _SIGNER_STYLES
    )
    return lines * profile.number("signing_capacity.size") * _LINE_HEIGHT + signature_room(profile)


def _second_row(row: etree._Element, paragraphs: list[etree._Element]) -> None:
    """Add a row after `row` with these paragraphs on the left and an empty cell on the right; it may split."""
    second = deepcopy(row)
    row.addnext(second)
    for properties in second.findall(w("trPr")):
        for rule in properties.findall(w("cantSplit")):
            properties.remove(rule)
    left, right = second.findall(w("tc"))
    for cell in (left, right):
        for paragraph in cell.findall(w("p")):
            cell.remove(paragraph)
    right.append(_empty_like(paragraphs[0]))
    left.extend(paragraphs)


def _empty_like(paragraph: etree._Element) -> etree._Element:
    empty = deepcopy(paragraph)
    for run in empty.findall(w("r")):
        empty.remove(run)
    return empty
