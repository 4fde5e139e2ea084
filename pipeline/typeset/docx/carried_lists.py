"""The numbered lists of a paper's parts (danh sách đánh số): each part counts from the start, whatever file defines its lists."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from lxml import etree

from pipeline.typeset.docx.block_markup import strip_ignorable
from pipeline.typeset.docx.relationships import DOCUMENT, GrowingPackage, Relation, part_of_kind
from pipeline.typeset.docx.theme_values import settle_theme
from pipeline.typeset.docx.wordml import NAMESPACE, parse, serialize, w

_PART: Final = "word/numbering.xml"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
# What ties a definition to styles and to other definitions of its file.
_TIES: Final = ("styleLink", "numStyleLink", "pStyle")


@dataclass(slots=True, kw_only=True)
class Lists:
    """The list definitions of a growing paper: those of its first part, and copies of those of other files."""

    paper: GrowingPackage
    _root: etree._Element | None = None
    _given: dict[tuple[int, str, str], str] = field(default_factory=dict)
    _from: dict[str, tuple[str, Mapping[str, bytes], str]] = field(default_factory=dict)
    _copies: dict[tuple[int, str, str], str] = field(default_factory=dict)

    def number(self, key: str, source: Mapping[str, bytes], *, file: str, part: int) -> str:
        """The id in the paper for a list of a file, counted by the part at this position; "0" (no list) if undefined."""
        place = (part, file, key)
        if place not in self._given:
            found = part_of_kind(source, "numbering")
            self._given[place] = self._copied(key, parse(source[found]), source, place) if found else "0"
            self._from[self._given[place]] = (key, source, file)
        return self._given[place]

    def again(self, key: str, *, part: int) -> str:
        """The id in the paper for a list of the paper itself, used by a style: each further part counts from the start."""
        if key in self._from:
            own, source, file = self._from[key]
            return self.number(own, source, file=file, part=part)
        place = (part, "", key)
        if place not in self._given:
            self._given[place] = self._copied(key, deepcopy(self._numbering()), self.paper.parts, place)
        return self._given[place]

    def _copied(
        self, key: str, source: etree._Element, package: Mapping[str, bytes], place: tuple[int, str, str]
    ) -> str:
        entry = _by_id(source, "num", "numId", key)
        abstract = _by_id(source, "abstractNum", "abstractNumId", _value(entry, "abstractNumId"))
        abstract = _followed(abstract, source, package)
        if entry is None or abstract is None:
            return "0"
        root = self._numbering()
        about = (*place[:2], abstract.get(w("abstractNumId"), ""))
        if about not in self._copies:
            self._copies[about] = self._define(abstract, source, package, about)
        copy = deepcopy(entry)
        copy.set(w("numId"), str(_most(root, "num", "numId") + 1))
        _set_value(copy, "abstractNumId", self._copies[about])
        last = root.findall(w("num"))
        (last[-1] if last else root.findall(w("abstractNum"))[-1]).addnext(copy)
        return copy.get(w("numId"), "")

    def _define(
        self,
        abstract: etree._Element,
        source: etree._Element,
        package: Mapping[str, bytes],
        about: tuple[int, str, str],
    ) -> str:
        root = self._numbering()
        strip_ignorable(source)
        settle_theme(abstract, package)
        copy = deepcopy(abstract)
        for tie in [element for name in _TIES for element in copy.iter(w(name))]:
            holder = tie.getparent()
            if holder is not None:
                holder.remove(tie)
        number = str(_most(root, "abstractNum", "abstractNumId") + 1)
        copy.set(w("abstractNumId"), number)
        # Word takes lists of one nsid for one list.
        for sign in copy.findall(w("nsid")):
            sign.set(w("val"), sha256(repr(about).encode()).hexdigest()[:8].upper())
        root.insert(len([element for element in root if element.tag in {w("numPicBullet"), w("abstractNum")}]), copy)
        return number

    def _numbering(self) -> etree._Element:
        if self._root is None:
            found = part_of_kind(self.paper.parts, "numbering")
            self._root = (
                parse(self.paper.parts[found]) if found else etree.Element(w("numbering"), nsmap={"w": NAMESPACE})
            )
        return self._root

    def finish(self) -> None:
        """Write the definitions into the paper, if any were added."""
        if self._root is None or not self._copies:
            return
        found = part_of_kind(self.paper.parts, "numbering")
        self.paper.add(found or _PART, serialize(self._root), _TYPE)
        if not found:
            self.paper.relate(DOCUMENT, Relation("numbering", _PART))


def _followed(
    abstract: etree._Element | None, source: etree._Element, package: Mapping[str, bytes]
) -> etree._Element | None:
    """The definition with the levels; of one that only names a list style, that style's. None without one."""
    link = None if abstract is None else abstract.find(w("numStyleLink"))
    if link is None:
        return abstract
    styles = parse(package["word/styles.xml"])
    style = next(
        (element for element in styles.findall(w("style")) if element.get(w("styleId")) == link.get(w("val"))), None
    )
    number = None if style is None else style.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
    entry = None if number is None else _by_id(source, "num", "numId", number.get(w("val"), ""))
    return _by_id(source, "abstractNum", "abstractNumId", _value(entry, "abstractNumId"))


def _by_id(root: etree._Element, name: str, attribute: str, key: str) -> etree._Element | None:
    return next((element for element in root.findall(w(name)) if element.get(w(attribute)) == key), None)


def _value(element: etree._Element | None, name: str) -> str:
    found = None if element is None else element.find(w(name))
    return "" if found is None else found.get(w("val"), "")


def _set_value(element: etree._Element, name: str, value: str) -> None:
    found = element.find(w(name))
    if found is not None:
        found.set(w("val"), value)


def _most(root: etree._Element, name: str, attribute: str) -> int:
    numbers = [element.get(w(attribute), "") for element in root.findall(w(name))]
    return max((int(number) for number in numbers if number.isdecimal()), default=0)
