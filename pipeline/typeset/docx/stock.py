"""Digests of the program's own templates (mẫu gốc), so that only edited ones are tried.

`stock.json` is written by `python -m tests.update_docs`; a test keeps it equal to the templates.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files

from pipeline.typeset.docx.templates import BLOCK_FOLDER, TemplateSet


@cache
def digests() -> Mapping[str, str]:
    """The digest of each of the program's templates by name (`cong_van`, `khoi/ky`)."""
    known: dict[str, str] = json.loads(files("pipeline.typeset.docx").joinpath("stock.json").read_text("utf-8"))
    return known


@lru_cache(maxsize=8)
def digests_of(templates: TemplateSet) -> Mapping[str, str]:
    """The digest of each template of a set by name."""
    named = (*templates.layouts, *((f"{BLOCK_FOLDER}/{name}", data) for name, data in templates.blocks))
    return {name: sha256(data).hexdigest()[:32] for name, data in named}


def is_stock(templates: TemplateSet, layouts: Iterable[str]) -> bool:
    """Whether these layouts and every block in them are the program's own."""
    return not edited(templates, layouts)


def edited(templates: TemplateSet, layouts: Iterable[str]) -> tuple[str, ...]:
    """The names of those files among these layouts and their blocks (`khoi/ky`) that are not the program's own."""
    known, present = digests(), digests_of(templates)
    wanted = [layout for layout in layouts if layout in present]
    blocks = sorted({f"{BLOCK_FOLDER}/{name}" for name in templates.used(wanted)} & present.keys())
    return tuple(name for name in (*wanted, *blocks) if name not in known or present[name] != known[name])
