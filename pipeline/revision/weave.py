"""Putting old words into a new paragraph (đan chữ): inserted words are marked, deleted ones are put before them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from itertools import groupby

from lxml import etree

from pipeline.revision.atoms import Atom, Kind
from pipeline.revision.rewording import Stretch
from pipeline.revision.stamp import Stamp, text_element
from pipeline.typeset.docx.wordml import w

# What a deleted run may hold: words and signs that need nothing else of the old file.
_PLAIN = {w(name) for name in ("tab", "br", "cr", "noBreakHyphen", "sym")}


def weave(paragraph: etree._Element, atoms: Sequence[Atom], stretches: Sequence[Stretch], stamp: Stamp) -> None:
    """Mark the inserted words of a new paragraph (its `atoms`), and put in the deleted ones, in place."""
    come = {id(atom) for stretch in stretches if not stretch.same for atom in stretch.new}
    gone, last = _positions(stretches)
    come |= _ridden(atoms, come)
    for run, group in groupby(atoms, key=lambda atom: atom.run):
        inside = list(group)
        if any(id(atom) in come or id(atom) in gone for atom in inside):
            _cut(run, inside, come=come, gone=gone, stamp=stamp)
    paragraph.extend(deletion(last, stamp))


def _positions(stretches: Sequence[Stretch]) -> tuple[dict[int, tuple[Atom, ...]], tuple[Atom, ...]]:
    """The deleted atoms, by the index of the new atom before which they stand; and those at the end."""
    gone: dict[int, tuple[Atom, ...]] = {}
    waiting: tuple[Atom, ...] = ()
    for stretch in stretches:
        if not stretch.same:
            waiting = (*waiting, *stretch.old)
        if stretch.new and waiting:
            gone[id(stretch.new[0])] = waiting
            waiting = ()
    return gone, waiting


def _ridden(atoms: Sequence[Atom], come: set[int]) -> set[int]:
    """The indices of the other parts of inserted fields: they are marked with the beginning of their field."""
    found: set[int] = set()
    open_fields: list[bool] = []
    for atom in atoms:
        if atom.kind is Kind.FIELD:
            open_fields.append(id(atom) in come)
        elif atom.kind is Kind.RIDER and open_fields:
            if open_fields[-1]:
                found.add(id(atom))
            if atom.child.get(w("fldCharType")) == "end":
                open_fields.pop()
    return found


def _cut(
    run: etree._Element,
    atoms: Sequence[Atom],
    *,
    come: set[int],
    gone: Mapping[int, tuple[Atom, ...]],
    stamp: Stamp,
) -> None:
    """Replace a run by its pieces: kept ones, inserted ones (`come`), and before them the deleted atoms (`gone`)."""
    parent = run.getparent()
    if parent is None:
        return
    made: list[etree._Element] = []
    for part in _parts(atoms, come, gone):
        if id(part[0]) in gone:
            made += deletion(gone[id(part[0])], stamp)
        piece = _piece(run, part)
        if id(part[0]) in come:
            wrapped = stamp.element("ins")
            wrapped.append(piece)
            piece = wrapped
        made.append(piece)
    place = parent.index(run)
    for element in reversed(made):
        parent.insert(place, element)
    parent.remove(run)


def _parts(atoms: Sequence[Atom], come: set[int], gone: Mapping[int, tuple[Atom, ...]]) -> list[list[Atom]]:
    """Neighbouring atoms that are all inserted or all kept, with no deleted ones between them."""
    found: list[list[Atom]] = []
    for atom in atoms:
        if found and id(atom) not in gone and (id(found[-1][0]) in come) == (id(atom) in come):
            found[-1].append(atom)
        else:
            found.append([atom])
    return found


def _piece(run: etree._Element, atoms: Sequence[Atom]) -> etree._Element:
    """A run of the same look that holds these atoms alone."""
    if run is atoms[0].child:
        return deepcopy(run)
    made = _empty_run(run)
    for child, group in groupby(atoms, key=lambda atom: atom.child):
        if child.tag == w("t"):
            made.append(text_element("t", "".join(atom.text for atom in group)))
        else:
            made.append(deepcopy(child))
    return made


def deletion(atoms: Sequence[Atom], stamp: Stamp) -> list[etree._Element]:
    """Old words as `w:del` elements: words, breaks and symbols in the look of their runs; drawings are left out.

    Empty where nothing is left.
    """
    pieces: list[etree._Element] = []
    for run, group in groupby(atoms, key=lambda atom: atom.run):
        if run.tag != w("r"):
            continue
        piece = _empty_run(run)
        for child, inside in groupby(group, key=lambda atom: atom.child):
            if child.tag == w("t"):
                piece.append(text_element("delText", "".join(atom.text for atom in inside)))
            elif child.tag in _PLAIN:
                piece.append(deepcopy(child))
        if any(child.tag != w("rPr") for child in piece):
            pieces.append(piece)
    if not pieces:
        return []
    made = stamp.element("del")
    made.extend(pieces)
    return [made]


def _empty_run(run: etree._Element) -> etree._Element:
    made = etree.Element(w("r"))
    looks = run.find(w("rPr"))
    if looks is not None:
        made.append(deepcopy(looks))
    return made
