"""The templates as they come with the program (mẫu gốc): known by their digests, so that only edited ones are tried.

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
    """The digest of each template by its name (`cong_van`, `khoi/ky`)."""
    known: dict[str, str] = json.loads(files("pipeline.typeset.docx").joinpath("stock.json").read_text("utf-8"))
    return known


@lru_cache(maxsize=8)
def digests_of(templates: TemplateSet) -> Mapping[str, str]:
    """The same of any set of templates."""
    named = (*templates.layouts, *((f"{BLOCK_FOLDER}/{name}", data) for name, data in templates.blocks))
    return {name: sha256(data).hexdigest()[:32] for name, data in named}


def is_stock(templates: TemplateSet, layouts: Iterable[str]) -> bool:
    """Whether layouts and every block that they use are those of the program."""
    known, present = digests(), digests_of(templates)
    wanted = [layout for layout in layouts if layout in present]
    blocks = {f"{BLOCK_FOLDER}/{name}" for name in templates.used(wanted)} & present.keys()
    return all(name in known and present[name] == known[name] for name in (*wanted, *blocks))
