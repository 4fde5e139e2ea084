"""The atoms of a paragraph (chữ và nơi đứng), the smallest parts that can differ: words with the runs that hold them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import accumulate

from lxml import etree

from pipeline.typeset.docx.wordml import w

# A word keeps the marks inside it (15/4/2024, 05/TB-BCĐ); the marks around it are words of their own.
_SPLIT = re.compile(r"(\s)|([\w\u0300-\u036f]+(?:[^\w\s]+[\w\u0300-\u036f]+)*)|(\S)")
# A blank that keeps a line from ending there is a blank: where lines end depends on widths, and is no other wording.
_BLANK = re.compile("\u00a0")
_CONTAINERS = {
    w(name) for name in ("hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo")
}
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_ALTERNATIVE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_DRAWN = {w(name) for name in ("drawing", "pict", "object", "ruby", "footnoteReference", "endnoteReference")} | {
    _ALTERNATIVE
}
_SIGNS = {w("tab"): "\t", w("ptab"): "\t", w("br"): "\n", w("cr"): "\n"}
_VOLATILE = re.compile(r'\s(?:w:rsid\w*|wp14:\w+|id|name|o:spid|o:gfxdata|xmlns:\w+)="[^"]*"')
_LINKED = re.compile(r'\sr:(?:embed|id|link|pict|href)="([^"]*)"')


class Kind(Enum):
    """The kind of an atom: a word, white space or a break, a drawing, the beginning of a field, a part without words."""

    WORD = auto()
    GAP = auto()
    DRAWN = auto()
    FIELD = auto()
    RIDER = auto()


@dataclass(frozen=True, slots=True)
class Atom:
    """One atom: its text as read, the key by which it equals another, its run, the element inside the run.

    `run` is the element itself where no run is around it (a formula). `goes_on`: it continues the word of the atom
    before it, in another run; Word cuts words as people type and correct them.
    """

    kind: Kind
    text: str
    key: str
    run: etree._Element
    child: etree._Element
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A word with the white space after it.

    `head`: the word, in several atoms if runs cut it, none where a paragraph begins with white space.
    """

    head: tuple[Atom, ...]
    gaps: tuple[Atom, ...]

    @property
    def key(self) -> str:
        """Equal for the same word, whatever runs hold it and however its letters are encoded."""
        return unicodedata.normalize("NFC", "".join(atom.key for atom in self.head))

    @property
    def atoms(self) -> tuple[Atom, ...]:
        """All its atoms in order."""
        return (*self.head, *self.gaps)


def read_atoms(paragraph: etree._Element, targets: Mapping[str, str]) -> tuple[Atom, ...]:
    """The atoms of a paragraph in order, with the text of each run still uncut: enough to compare paragraphs.

    `targets`: by id of a relationship of the file, a digest of what it leads to.
    """
    found: list[Atom] = []
    for run in _runs(paragraph):
        if run.tag == w("r"):
            found.extend(_whole(run, child, targets) for child in run if child.tag != w("rPr"))
        else:
            found.append(_drawn(run, run, targets))
    return tuple(found)


def split_atoms(whole: Iterable[Atom]) -> tuple[Atom, ...]:
    """The atoms with their texts cut into words and white space."""
    found: list[Atom] = []
    waiting: list[Atom] = []
    for atom in whole:
        if atom.kind is Kind.RIDER or _is_text(atom):
            waiting.append(atom)
        else:
            found += _split(waiting)
            found.append(atom)
            waiting = []
    return (*found, *_split(waiting))


def key_of(whole: Iterable[Atom]) -> tuple[str, ...]:
    """A key that is equal for equal words, however runs cut them: texts joined (NFC) at even places, other atoms at odd ones."""
    found: list[str] = [""]
    for atom in whole:
        if atom.kind is Kind.RIDER:
            continue
        if atom.key == atom.text:
            found[-1] += atom.text
        else:
            found += [atom.key, ""]
    return tuple(_BLANK.sub(" ", unicodedata.normalize("NFC", part)) for part in found)


def words_in(text: str) -> list[str]:
    """The words of a text, and the punctuation around them."""
    return [match[0] for match in _SPLIT.finditer(text) if not match[1]]


def _is_text(atom: Atom) -> bool:
    return atom.kind is Kind.WORD and atom.key == atom.text


def units_of(atoms: Iterable[Atom]) -> list[Unit]:
    """The words of a paragraph with the white space after them; parts without words are left out."""
    found: list[Unit] = []
    for atom in atoms:
        if atom.kind is Kind.RIDER:
            continue
        if found and (atom.goes_on or atom.kind is Kind.GAP):
            last = found.pop()
            gap = (atom,) if atom.kind is Kind.GAP else ()
            found.append(Unit(last.head if gap else (*last.head, atom), (*last.gaps, *gap)))
        else:
            found.append(Unit((), (atom,)) if atom.kind is Kind.GAP else Unit((atom,), ()))
    return found


def _split(texts: Sequence[Atom]) -> Iterator[Atom]:
    """Neighbouring texts cut into words and white space as if they were one text; parts without words keep their places."""
    ends = list(accumulate(len(atom.text) for atom in texts))
    tokens = list(_SPLIT.finditer("".join(atom.text for atom in texts)))
    place = 0
    for atom, end in zip(texts, ends, strict=True):
        start = end - len(atom.text)
        if atom.kind is Kind.RIDER:
            yield atom
        while place < len(tokens) and tokens[place].start() < end:
            token = tokens[place]
            text = token[0][max(0, start - token.start()) : end - token.start()]
            kind = Kind.GAP if token[1] else Kind.WORD
            key = _BLANK.sub(" ", text) if token[1] else text
            yield Atom(kind, text, key, atom.run, atom.child, goes_on=token.start() < start)
            if token.end() > end:
                break
            place += 1


def _runs(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == w("r") or (isinstance(child.tag, str) and child.tag.startswith(_MATH)):
            yield child
        elif child.tag in _CONTAINERS:
            yield from _runs(child)


def _whole(run: etree._Element, child: etree._Element, targets: Mapping[str, str]) -> Atom:
    """The atom of one child of a run; a text is not cut into words yet."""
    if child.tag in {w("t"), w("noBreakHyphen")}:
        text = "\u2011" if child.tag == w("noBreakHyphen") else child.text or ""
        return Atom(Kind.WORD, text, text, run, child)
    if child.tag in _SIGNS:
        sign = _SIGNS[child.tag]
        return Atom(Kind.GAP, sign, sign + child.get(w("type"), ""), run, child)
    if child.tag == w("sym"):
        return Atom(Kind.WORD, _symbol(child), f"{child.get(w('font'))}:{child.get(w('char'))}", run, child)
    if child.tag == w("fldChar") and child.get(w("fldCharType")) == "begin":
        return Atom(Kind.FIELD, "", "field:" + _instruction(run), run, child)
    if child.tag in _DRAWN:
        return _drawn(run, child, targets)
    return Atom(Kind.RIDER, "", "", run, child)


def _symbol(child: etree._Element) -> str:
    try:
        return chr(int(child.get(w("char"), ""), 16))
    except (ValueError, OverflowError):
        return "\ufffd"


def _instruction(run: etree._Element) -> str:
    """The instruction of the field that begins in this run."""
    words: list[str] = []
    for sibling in (run, *run.itersiblings(w("r"))):
        words.extend(element.text or "" for element in sibling.iter(w("instrText")))
        if any(element.get(w("fldCharType")) in {"separate", "end"} for element in sibling.iter(w("fldChar"))):
            break
    return " ".join("".join(words).split())


def _drawn(run: etree._Element, child: etree._Element, targets: Mapping[str, str]) -> Atom:
    """The atom of a drawing.

    It equals another when its XML is the same, apart from numbers that each file assigns, and so are the pictures it
    shows.
    """
    xml = etree.tostring(child, encoding="unicode", with_tail=False)
    xml = _LINKED.sub(lambda match: f" {targets.get(match[1], match[1])}", _VOLATILE.sub("", xml))
    return Atom(Kind.DRAWN, "", xml, run, child)
