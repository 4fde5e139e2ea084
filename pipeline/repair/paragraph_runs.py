"""The runs and letters of one paragraph (các đoạn chữ): finding them, cutting at line breaks, rewriting letters in place."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from lxml import etree

from pipeline.repair.repair_names import MC, Element, W, on, val

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TRACKED = tuple(
    f"{W}{name}"
    for name in "ins del moveFrom moveTo rPrChange pPrChange numberingChange cellIns cellDel cellMerge".split()
)
_INSERTED = frozenset(f"{W}{name}" for name in ("ins", "del", "moveTo", "moveFrom"))
_SKIPPED = frozenset(f"{W}{name}" for name in "del moveFrom p".split()) | {f"{MC}Fallback"}
_FIELDS = (f"{W}fldChar", f"{W}fldSimple", f"{W}instrText")
_SYMBOLS = re.compile(r"symbol|wingdings|webdings|marlett|dingbats|mt extra|segoe ui (?:symbol|emoji)", re.IGNORECASE)


def runs(paragraph: Element) -> Iterator[Element]:
    """The runs of a paragraph in order; not those of text boxes anchored in it, nor deleted ones."""
    for child in paragraph:
        if child.tag == f"{W}r":
            yield child
        elif isinstance(child.tag, str) and child.tag not in _SKIPPED:
            yield from runs(child)


def printing(run: Element) -> bool:
    """Whether a run prints letters (or the figures of a field)."""
    return any(child.tag in {f"{W}t", f"{W}sym", f"{W}noBreakHyphen"} for child in run)


def is_symbol(run: Element) -> bool:
    """Whether a run prints characters of a symbol font, which it must keep."""
    if run.find(f"{W}sym") is not None:
        return True
    fonts = run.find(f"{W}rPr/{W}rFonts")
    return fonts is not None and any(_SYMBOLS.search(str(value)) for value in fonts.attrib.values())


def has_tracked_changes(paragraph: Element) -> bool:
    """Whether a paragraph, its mark or the row of its cell has tracked changes: then it is left alone."""
    if next(_own(paragraph, _TRACKED), None) is not None:
        return True
    return any(ancestor.tag in _INSERTED or _is_tracked_row(ancestor) for ancestor in paragraph.iterancestors())


def _is_tracked_row(element: Element) -> bool:
    properties = element.find(f"{W}trPr") if element.tag == f"{W}tr" else None
    return properties is not None and any(child.tag in _INSERTED for child in properties)


def has_fields(paragraph: Element) -> bool:
    """Whether letters of a paragraph are the result of a field, which Word would compute again."""
    return next(_own(paragraph, _FIELDS), None) is not None


def _own(paragraph: Element, tags: tuple[str, ...]) -> Iterator[Element]:
    """The elements with these names in a paragraph, except in text boxes anchored in it."""
    for found in paragraph.iter(*tags):
        if next(found.iterancestors(f"{W}p"), None) is paragraph:
            yield found


def is_hidden(run: Element) -> bool:
    """Whether a run is hidden by its own formatting."""
    hidden = run.find(f"{W}rPr/{W}vanish")
    return hidden is not None and on(val(hidden))


def texts(paragraph: Element) -> list[Element]:
    """The `w:t` elements of a paragraph in order."""
    return [element for run in runs(paragraph) for element in run.findall(f"{W}t")]


def text_of(paragraph: Element) -> str:
    """The text of a paragraph as it is stored."""
    return "".join(text.text or "" for text in texts(paragraph))


def rewrite(elements: list[Element], after: str) -> bool:
    """Change these `w:t` elements so that their joined text is `after`, with as few edits as possible; whether any changed."""
    before = "".join(node.text or "" for node in elements)
    if before == after or not elements:
        return False
    contents = [node.text or "" for node in elements]
    edits = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for kind, start, end, from_, to in reversed(edits):
        if kind != "equal":
            _replace(contents, start, end, after[from_:to])
    for element, content in zip(elements, contents, strict=True):
        if element.text != content:
            element.text = content
            if content != content.strip():
                element.set(_SPACE, "preserve")
    return True


def _replace(contents: list[str], start: int, end: int, put: str) -> None:
    """Replace the characters from `start` to `end` of the joined contents; the new ones go where the first of them was."""
    position = 0
    pending = put
    for k, content in enumerate(contents):
        low, high = max(start - position, 0), min(end - position, len(content))
        inside = low < high or (start == end and low <= len(content) and pending)
        position += len(content)
        if inside:
            contents[k] = content[:low] + pending + content[max(high, low) :]
            pending = ""
        if position >= end and not pending:
            return


def lines(paragraph: Element) -> list[list[Element]]:
    """The runs of each printed line between manual line breaks; a run with a break inside is cut into several."""
    found: list[list[Element]] = [[]]
    for run in list(runs(paragraph)):
        for piece in _cut(run):
            if _is_break(piece):
                found.append([])
            else:
                found[-1].append(piece)
    return [line for line in found if "".join(_letters(run) for run in line)]


def _letters(run: Element) -> str:
    return "".join(
        (child.text or "") if child.tag == f"{W}t" else "\t"
        for child in run
        if child.tag in {f"{W}t", f"{W}tab", f"{W}noBreakHyphen", f"{W}sym"}
    )


def _is_break(run: Element) -> bool:
    return any(_breaks(child) for child in run)


def _breaks(child: Element) -> bool:
    if child.tag == f"{W}cr":
        return True
    return child.tag == f"{W}br" and (child.get(f"{W}type") or "textWrapping") == "textWrapping"


def _cut(run: Element) -> list[Element]:
    """The run itself, or the runs that it was cut into so that each break is a run of its own."""
    content = [child for child in run if child.tag != f"{W}rPr"]
    if len(content) < 2 or not any(_breaks(child) for child in content):  # noqa: PLR2004 - a break alone
        return [run]
    groups: list[list[Element]] = [[]]
    for child in content:
        if _breaks(child):
            groups += [[child], []]
        else:
            groups[-1].append(child)
    properties = run.find(f"{W}rPr")
    parent = run.getparent()
    made = []
    for group in groups:
        if group and parent is not None:
            piece = etree.Element(f"{W}r")
            if properties is not None:
                piece.append(copy.deepcopy(properties))
            piece.extend(group)
            parent.insert(parent.index(run), piece)
            made.append(piece)
    if parent is not None:
        parent.remove(run)
    return made
