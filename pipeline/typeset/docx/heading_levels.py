"""Levels of headings (cấp của tiêu đề): without gaps, whatever levels of the structure a paper has.

The style of a khoản with a title is of the fourth level, since phần, chương, mục and điều may stand above it. In a paper
without them a reader who listens would be told of levels that do not exist (PDF/UA-1, 7.4.2).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, cast

from lxml import etree

from pipeline.typeset.docx.wordml import NAMESPACE, parse, set_property, style_of, w

_STYLED = etree.XPath("w:p[w:pPr/w:pStyle]", namespaces={"w": NAMESPACE})
_TEXT = 9  # the outline level of text that is no heading


def even_levels(body: etree._Element, styles: bytes) -> None:
    """Set, in place, the outline level of each heading that lies more than one below the heading above it."""
    levels = heading_levels(styles)
    above: list[int] = []
    styled: list[etree._Element] = cast("Any", _STYLED(body))
    for paragraph in styled:
        level = levels.get(style_of(paragraph), _TEXT)
        if level == _TEXT or paragraph.find(f"{w('pPr')}/{w('outlineLvl')}") is not None:
            continue
        while above and above[-1] >= level:
            above.pop()
        if len(above) != level:
            set_property(paragraph, "outlineLvl", val=str(len(above)))
        above.append(level)


@lru_cache(maxsize=64)
def heading_levels(styles: bytes) -> Mapping[str, int]:
    """The outline levels of the styles that are headings, from 0, by the id of the style."""
    found = {style.get(w("styleId"), ""): style for style in parse(styles).findall(w("style"))}
    levels: dict[str, int] = {}
    for key in found:
        name, seen = key, set[str]()
        while name in found and name not in seen:
            seen.add(name)
            style = found[name]
            level, base = style.find(f"{w('pPr')}/{w('outlineLvl')}"), style.find(w("basedOn"))
            if level is not None:
                levels[key] = int(level.get(w("val"), str(_TEXT)))
                break
            name = "" if base is None else base.get(w("val"), "")
    return levels
