"""The words of a paragraph with the runs they stand in (chữ và nơi đứng): the smallest things that can differ."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from lxml import etree

from pipeline.typeset.wordml import w

# A word keeps the marks inside it (15/4/2024, 05/TB-BCĐ); the marks around it are words of their own.
_SPLIT = re.compile(r"(\s)|([\w\u0300-\u036f]+(?:[^\w\s]+[\w\u0300-\u036f]+)*)|(\S)")
_CONTAINERS = {
    w(name) for name in ("hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo")
}
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_DRAWN = {w(name) for name in ("drawing", "pict", "object", "ruby", "footnoteReference", "endnoteReference")} | {
    _ALTERNATIVE
}
_SIGNS = {w("tab"): "\t", w("ptab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "\u2011"}
_VOLATILE = re.compile(r'\s(?:w:rsid\w*|wp14:\w+|id|name|o:spid|o:gfxdata|xmlns:\w+)="[^"]*"')
_LINKED = re.compile(r'\sr:(?:embed|id|link|pict|href)="([^"]*)"')


class Kind(Enum):
    """What an atom is: a word, white space or a break, something drawn, a field's beginning, a part that bears no words."""

    WORD = auto()
    GAP = auto()
    DRAWN = auto()
    FIELD = auto()
    RIDER = auto()


@dataclass(frozen=True, slots=True)
class Atom:
    """One of them: its text as read, what makes it equal to another (NFC), the run, the element in the run.

    `run` is the element itself where no run is around it (a formula).
    """

    kind: Kind
    text: str
    key: str
    run: etree._Element
    child: etree._Element


def atoms_of(paragraph: etree._Element, targets: Mapping[str, str]) -> tuple[Atom, ...]:
    """The atoms of a paragraph in order. `targets`: what the relationships of its file lead to, as digests."""
    found: list[Atom] = []
    for run in _runs(paragraph):
        if run.tag != w("r"):
            found.append(_drawn(run, run, targets))
            continue
        for child in run:
            if child.tag != w("rPr"):
                found.extend(_of_child(run, child, targets))
    return tuple(found)


def _runs(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == w("r") or (isinstance(child.tag, str) and child.tag.startswith(_MATH)):
            yield child
        elif child.tag in _CONTAINERS:
            yield from _runs(child)


def _of_child(run: etree._Element, child: etree._Element, targets: Mapping[str, str]) -> Iterator[Atom]:
    if child.tag == w("t"):
        for match in _SPLIT.finditer(child.text or ""):
            kind = Kind.GAP if match[1] else Kind.WORD
            yield Atom(kind, match[0], unicodedata.normalize("NFC", match[0]), run, child)
    elif child.tag in _SIGNS:
        sign = _SIGNS[child.tag]
        kind = Kind.WORD if child.tag == w("noBreakHyphen") else Kind.GAP
        yield Atom(kind, sign, sign + child.get(w("type"), ""), run, child)
    elif child.tag == w("sym"):
        yield Atom(Kind.WORD, _symbol(child), f"{child.get(w('font'))}:{child.get(w('char'))}", run, child)
    elif child.tag == w("fldChar") and child.get(w("fldCharType")) == "begin":
        yield Atom(Kind.FIELD, "", "field:" + _instruction(run), run, child)
    elif child.tag in _DRAWN:
        yield _drawn(run, child, targets)
    else:
        yield Atom(Kind.RIDER, "", "", run, child)


def _symbol(child: etree._Element) -> str:
    try:
        return chr(int(child.get(w("char"), ""), 16))
    except (ValueError, OverflowError):
        return "\ufffd"


def _instruction(run: etree._Element) -> str:
    """What the field that begins in this run asks for."""
    words: list[str] = []
    for sibling in (run, *run.itersiblings(w("r"))):
        words.extend(one.text or "" for one in sibling.iter(w("instrText")))
        if any(one.get(w("fldCharType")) in {"separate", "end"} for one in sibling.iter(w("fldChar"))):
            break
    return " ".join("".join(words).split())


def _drawn(run: etree._Element, child: etree._Element, targets: Mapping[str, str]) -> Atom:
    """Something drawn is the same when its XML is, but for numbers that each file gives, with equal pictures behind it."""
    xml = etree.tostring(child, encoding="unicode", with_tail=False)
    xml = _LINKED.sub(lambda match: f" {targets.get(match[1], match[1])}", _VOLATILE.sub("", xml))
    return Atom(Kind.DRAWN, "", xml, run, child)
