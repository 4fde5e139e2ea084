"""What the bytes of a paper depend on (những gì làm nên một văn bản), as hashes: words, templates, measures, program, machine.

Never file times: a file touched is not a file changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import pipeline
from pipeline.documents.model import OfficialDocument
from pipeline.law.profile import Profile
from pipeline.typeset.templates import ANNEX_LAYOUT, ATTACHED_LAYOUT, TemplateSet

# Parts of a document that are about it, not of it: marking a paper as issued changes no letter on paper.
_NOT_PRINTED = frozenset({"id", "enclosed", "source", "issued"})
# Stages between an `OfficialDocument` and its files; what comes before shows in the document itself.
_STAGES = ("typeset", "text", "law", "batch/job.py")
# Beside them in the same packages, and of no consequence for a paper.
_APART = ("typeset/revision",)
_LIBRARIES = ("docxtpl", "jinja2", "lxml", "pikepdf", "pypdf", "pypdfium2", "python-docx")


def digest(*parts: bytes | str) -> str:
    """SHA-256 (hexadecimal) over parts, each told apart from the next."""
    total = sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        total.update(f"{len(data)}:".encode() + data)
    return total.hexdigest()


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What all papers of one build share: the profile, the program, LibreOffice, the fonts."""

    profile: str
    program: str
    engine: str
    fonts: str


@dataclass(frozen=True, kw_only=True)
class Ingredients:
    """Everything the bytes of one paper depend on. `data`: hash by field of the document; `templates`: hash by name."""

    data: Mapping[str, str]
    templates: Mapping[str, str]
    surroundings: Surroundings


def surroundings(*, profile: Profile | None, engine_version: str, fonts: Iterable[Path]) -> Surroundings:
    """The shared ingredients on this machine; without a profile its hash is empty."""
    return Surroundings(
        profile=profile.fingerprint if profile else "",
        program=program(),
        engine=engine_version,
        fonts=digest(*(file.read_bytes() for file in fonts)),
    )


def ingredients(document: OfficialDocument, *, templates: TemplateSet, shared: Surroundings) -> Ingredients:
    """The ingredients of one paper."""
    return Ingredients(
        data={
            one.name: digest(repr(getattr(document, one.name)))[:16]
            for one in fields(document)
            if one.name not in _NOT_PRINTED
        },
        templates={name: digest(data)[:16] for name, data in templates.used(layouts_of(document)).items()},
        surroundings=shared,
    )


def layouts_of(document: OfficialDocument) -> tuple[str, ...]:
    """The layouts that a paper is set from."""
    attached = (ATTACHED_LAYOUT,) if document.attached else ()
    annexes = (ANNEX_LAYOUT,) if document.annexes else ()
    return (document.type.layout, *attached, *annexes)


@cache
def program() -> str:
    """Hash over the code and tables of the stages, and the versions of the libraries they stand on."""
    root = Path(pipeline.__file__).parent
    files = [path for name in _STAGES for path in ([root / name] if name.endswith(".py") else (root / name).rglob("*"))]
    code = (
        part
        for path in sorted(files)
        if path.is_file()
        and path.suffix in {".py", ".toml", ".json"}
        and not path.relative_to(root).as_posix().startswith(_APART)
        for part in (path.relative_to(root).as_posix(), path.read_bytes())
    )
    return digest(*code, *(f"{name} {version(name)}" for name in _LIBRARIES))
