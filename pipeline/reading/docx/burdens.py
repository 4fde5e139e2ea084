"""What a file holds besides its text (dữ liệu thừa): tracked changes, comments, external links, embedded objects."""

from __future__ import annotations

import re

from pipeline.reading.docx.container import Package, Relation
from pipeline.reading.docx.measured import Measured
from pipeline.reading.docx.wordml_values import Element, W
from pipeline.reading.facts import Burdens

_CHANGES = tuple(
    W + name
    for name in (
        "ins del moveFrom moveTo rPrChange pPrChange sectPrChange tblPrChange tblGridChange trPrChange tcPrChange "
        "tblPrExChange numberingChange cellIns cellDel cellMerge"
    ).split()
)
_EMBEDDED = frozenset(("oleObject", "package", "control", "aFChunk"))
_REMOTE = re.compile(r"(?:https?|ftp|smb|file)://(?!/)|\\\\|//", re.IGNORECASE)


def count_burdens(package: Package, roots: list[Element], comments: int, measured: Measured) -> Burdens:
    """Count the burdens of the parts that were read; links and objects over the relationships of all parts."""
    related = [
        (path, relation)
        for path in package.paths()
        if path.endswith(".rels")
        for relation in package.relations(path.replace("_rels/", "", 1).removesuffix(".rels")).values()
    ]
    relations = [relation for _, relation in related]
    return Burdens(
        tracked_changes=sum(1 for root in roots for _ in root.iter(*_CHANGES)),
        comments=comments,
        hidden_text=measured.hidden,
        text_boxes=measured.boxes,
        nested_tables=measured.nested,
        external_links=sum(map(_links_out, relations)),
        # The figures of a native chart are no foreign object: Word itself keeps them so.
        embedded_objects=sum(
            relation.kind in _EMBEDDED and not relation.external and "/charts/" not in path
            for path, relation in related
        ),
    )


def _links_out(relation: Relation) -> bool:
    """Whether a relationship fetches something from outside; the path of the local template does not count."""
    if not relation.external or relation.kind == "hyperlink":
        return False
    return relation.kind != "attachedTemplate" or _REMOTE.match(relation.target) is not None
