"""Comments in the margin of a Word file (ghi chú bên lề): no part of the paper, but text that somebody wrote."""

from __future__ import annotations

from pipeline.reading.docx.container import main_part, open_package
from pipeline.reading.docx.wordml_values import W


def read_comments(data: bytes, *, name: str) -> tuple[str, ...]:
    """The text of each comment, paragraph by paragraph. Unreadable: the bytes are no Word file. `name` is for messages."""
    package = open_package(data, name)
    found: list[str] = []
    for relation in package.relations(main_part(package)).values():
        root = package.xml(relation.target) if relation.kind == "comments" and not relation.external else None
        paragraphs = () if root is None else root.iter(f"{W}p")
        found.extend("".join(text.text or "" for text in paragraph.iter(f"{W}t")) for paragraph in paragraphs)
    return tuple(text for text in found if text.strip())
