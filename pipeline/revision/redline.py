"""The new version with tracked changes (bản đánh dấu sửa đổi): reject all gives the old words, accept all the new ones.

The new file is the frame: its page, styles, headers stay. Old words come back as deletions that need nothing else of the old
file: no links, pictures, bookmarks, sections; the styles they name are brought along where the new file lacks them.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from pipeline.revision.blocks import DOCUMENT, Block, Paragraph, Row, Table, Version, open_version
from pipeline.revision.deleted_styles import STYLES, with_styles
from pipeline.revision.match import Pair, match_blocks, match_rows
from pipeline.revision.rewording import reworded
from pipeline.revision.stamp import Stamp
from pipeline.revision.weave import deletion, weave
from pipeline.typeset.docx.package import write_package
from pipeline.typeset.docx.wordml import serialize, w

# Properties that point at other parts of the old file, or at the page it stood on.
_OWN = {w(name) for name in ("rPr", "sectPr", "pPrChange", "numPr", "framePr", "cnfStyle", "divId")}
_LOOKS = {w(name) for name in ("pStyle", "rStyle", "tblStyle")}


def redline(old: bytes, new: bytes, *, author: str, date: str) -> bytes:
    """The new Word file with what changed against the old one as tracked changes of `author` at `date` (ISO 8601).

    Unreadable for a file that is damaged or none. Equal arguments give equal bytes.
    """
    return redline_versions(open_version(old, "bản cũ"), open_version(new, "bản mới"), author=author, date=date)


def redline_versions(old: Version, new: Version, *, author: str, date: str) -> bytes:
    """As `redline`, of two opened versions. The tree of `new` is marked in place: open it again for other uses."""
    stamp = Stamp(new.root, author=author, date=date)
    _Marker(stamp).container(new.body, match_blocks(old.blocks, new.blocks))
    parts = {**new.parts, DOCUMENT: serialize(new.root)}
    if STYLES in parts and STYLES in old.parts:
        used = {element.get(w("val"), "") for element in new.root.iter(*_LOOKS)}
        parts[STYLES] = with_styles(parts[STYLES], old.parts[STYLES], used)
    return write_package(parts)


class _Marker:
    """Marks the differences of nested containers with the same stamp."""

    def __init__(self, stamp: Stamp) -> None:
        self._stamp = stamp

    def container(self, container: etree._Element, pairs: Sequence[Pair[Block]]) -> None:
        """Mark the blocks of a body or a cell of the new version, in order."""
        waiting: list[Block] = []
        last: etree._Element | None = None
        for pair in pairs:
            if pair.new is None:
                waiting += [pair.old] if pair.old is not None else []
                continue
            for block in waiting:
                pair.new.element.addprevious(self._removed(block))
            waiting = []
            last = pair.new.element
            self._block(pair.old, pair.new)
        for block in waiting:
            element = self._removed(block)
            if last is None:
                _append(container, element)
            else:
                last.addnext(element)
            last = element
        self._end(pairs, last)

    def _end(self, pairs: Sequence[Pair[Block]], last: etree._Element | None) -> None:
        """Mark the paragraphs that only one version has at the end of a container.

        A body or cell ends with a paragraph mark that Word neither inserts nor deletes, so it is the mark before them
        that was inserted or deleted.
        """
        tail = 0
        while tail < len(pairs) and (pairs[-1 - tail].old is None or pairs[-1 - tail].new is None):
            tail += 1
        ends = pairs[len(pairs) - tail - 1] if 0 < tail < len(pairs) else None
        if ends is None or not isinstance(ends.old, Paragraph) or not isinstance(ends.new, Paragraph):
            return
        final = pairs[-1]
        if last is None or last.tag != w("p") or not isinstance(final.old or final.new, Paragraph):
            return
        _unmark(last)
        if final.new is None:
            self._stamp.mark(ends.new.element, "del")
            self._stamp.restyle(last, old=last, new=ends.new.element)
        else:
            self._stamp.mark(ends.new.element, "ins")
            self._stamp.restyle(last, old=ends.old.element, new=last)

    def _block(self, old: Block | None, new: Block) -> None:
        if isinstance(new, Paragraph):
            if isinstance(old, Paragraph) and old.key == new.key:
                return
            before = old.atoms if isinstance(old, Paragraph) else ()
            weave(new.element, new.atoms, reworded(before, new.atoms), self._stamp)
            if old is None:
                self._stamp.mark(new.element, "ins")
        elif isinstance(old, Table):
            self._table(old, new)
        else:
            for row in new.rows:
                self._new_row(row)

    def _table(self, old: Table, new: Table) -> None:
        waiting: list[Row] = []
        last: etree._Element | None = None
        for pair in match_rows(old.rows, new.rows):
            if pair.new is None:
                waiting += [pair.old] if pair.old is not None else []
                continue
            for row in waiting:
                pair.new.element.addprevious(self._old_row(row))
            waiting = []
            last = pair.new.element
            if pair.old is None:
                self._new_row(pair.new)
            else:
                cells = zip(pair.new.cell_elements, pair.old.cells, pair.new.cells, strict=True)
                for cell, before, after in cells:
                    self.container(cell, match_blocks(before, after))
        for row in reversed(waiting):
            element = self._old_row(row)
            if last is None:
                new.element.append(element)
            else:
                last.addnext(element)

    def _new_row(self, row: Row) -> None:
        self._stamp.row(row.element, "ins")
        for cell in row.cells:
            for block in cell:
                self._block(None, block)

    def _removed(self, block: Block) -> etree._Element:
        """An old block as deleted: a paragraph with its mark, or a table row by row."""
        if isinstance(block, Paragraph):
            return self._old_paragraph(block)
        made = etree.Element(w("tbl"))
        for name in ("tblPr", "tblGrid"):
            if (found := block.element.find(w(name))) is not None:
                made.append(deepcopy(found))
        for row in block.rows:
            made.append(self._old_row(row))
        return made

    def _old_row(self, row: Row) -> etree._Element:
        made = etree.Element(w("tr"))
        if (properties := row.element.find(w("trPr"))) is not None:
            made.append(deepcopy(properties))
        self._stamp.row(made, "del")
        for element, blocks in zip(row.cell_elements, row.cells, strict=True):
            cell = etree.SubElement(made, w("tc"))
            if (properties := element.find(w("tcPr"))) is not None:
                cell.append(deepcopy(properties))
            cell.extend(self._removed(block) for block in blocks)
            if not blocks:
                etree.SubElement(cell, w("p"))
        return made

    def _old_paragraph(self, block: Paragraph) -> etree._Element:
        made = etree.Element(w("p"))
        if (properties := block.element.find(w("pPr"))) is not None:
            kept = deepcopy(properties)
            for child in [child for child in kept if child.tag in _OWN]:
                kept.remove(child)
            made.append(kept)
        made.extend(deletion(block.atoms, self._stamp))
        self._stamp.mark(made, "del")
        return made


def _append(container: etree._Element, element: etree._Element) -> None:
    """Append an element to a body or cell, before the section's properties."""
    section = container.find(w("sectPr"))
    if section is None:
        container.append(element)
    else:
        section.addprevious(element)


def _unmark(paragraph: etree._Element) -> None:
    for mark in paragraph.findall(f"{w('pPr')}/{w('rPr')}/*"):
        if mark.tag in {w("ins"), w("del")} and (parent := mark.getparent()) is not None:
            parent.remove(mark)
