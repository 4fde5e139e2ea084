"""The styles of deleted words (kiểu của chữ đã bỏ), copied from the old file."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy

from pipeline.typeset.docx.wordml import parse, serialize, w

STYLES = "word/styles.xml"


def with_styles(new: bytes, old: bytes, used: Iterable[str]) -> bytes:
    """The new file's styles part with those styles of the old file in use (`used`) that it lacks, and what they are based on.

    A style that both files have keeps its new look. Numbering is not copied: its definitions are in another part.
    """
    root = parse(new)
    known = {style.get(w("styleId"), "") for style in root.findall(w("style"))}
    source = {style.get(w("styleId"), ""): style for style in parse(old).findall(w("style"))}
    waiting = sorted(set(used) - known)
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in known or name in found or name not in source:
            continue
        found.add(name)
        waiting += [link.get(w("val"), "") for kind in ("basedOn", "link") for link in source[name].findall(w(kind))]
    if not found:
        return new
    for name in sorted(found):
        style = deepcopy(source[name])
        for following in style.findall(w("next")):
            if following.get(w("val")) not in known | found:
                style.remove(following)
        for number in list(style.iter(w("numPr"))):
            if (parent := number.getparent()) is not None:
                parent.remove(number)
        if w("default") in style.attrib:
            del style.attrib[w("default")]
        root.append(style)
    return serialize(root)
