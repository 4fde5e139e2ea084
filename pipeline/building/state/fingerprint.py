"""What the bytes of a paper depend on (những gì làm nên một văn bản), as hashes: words, templates, measures, program, machine.

Never file times: a file with a new time and the same content has not changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from sys import intern
from typing import TYPE_CHECKING

from pipeline.building.state.code import fingerprint, machine
from pipeline.decree.pack_folder import shipped_templates
from pipeline.decree.type_table import TABLE_FILE
from pipeline.papers.official_document import OfficialDocument
from pipeline.typeset.docx.templates import ANNEX_LAYOUT, ATTACHED_LAYOUT, TemplateSet

if TYPE_CHECKING:
    from pipeline.decree.profile import Profile

# Parts of a document that are about it, not of it: marking a paper as issued changes no letter on paper.
# The regulation shows in the profile, which is in the environment.
_NOT_PRINTED = frozenset({"id", "enclosed", "apart", "source", "issued", "wording", "regulation"})
# From an `OfficialDocument` to its files; what comes before shows in the document itself.
_MAKING = "pipeline.building.making.job"
# What looks at the finished files: it reaches no byte of them, only what is said of them.
_JUDGING = "pipeline.building.making.judge"


def digest(*parts: bytes | str) -> str:
    """SHA-256 (hexadecimal) over several parts; where one ends and the next begins counts."""
    total = sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        total.update(f"{len(data)}:".encode() + data)
    return total.hexdigest()


@dataclass(frozen=True, kw_only=True)
class Environment:
    """What all papers of one build share: the profile, and the machine that makes them, for a paper's inputs as for a cluster.

    `program`: the hash of what makes papers, with its libraries; `python` and `zlib`, versions that are in that hash too,
    stand apart to be told. `checker`, the program that judges finished papers with the table of types that it reads, decides
    nothing about their bytes.
    """

    profile: str
    program: str
    engine: str
    fonts: str
    checker: str = ""
    python: str = ""
    zlib: str = ""

    @property
    def machine(self) -> Mapping[str, str]:
        """What a machine brings, by field: all but the profile, which follows from the records and the program."""
        return {name: value for name, value in vars(self).items() if name != "profile"}


@dataclass(frozen=True, kw_only=True)
class PaperInputs:
    """Everything the bytes of one paper depend on. `data`: hash by field of the document; `templates`: hash by name.

    `wording`: hash by name of each line of the wording that the paper says.
    """

    data: Mapping[str, str]
    templates: Mapping[str, str]
    environment: Environment
    wording: Mapping[str, str] = field(default_factory=dict)


def environment(*, profile: Profile | None, engine_version: str, fonts: Iterable[Path]) -> Environment:
    """The environment of papers made on this machine; without a profile its hash is empty."""
    python, deflate = machine()
    return Environment(
        profile=profile.fingerprint if profile else "",
        program=fingerprint(_MAKING, without=_JUDGING),
        checker=_checker((profile.levels, profile.phrases) if profile else ()),
        engine=engine_version,
        fonts=digest(*(file.read_bytes() for file in fonts)),
        python=python,
        zlib=deflate,
    )


def under(shared: Environment, profile: Profile, regulation: str) -> Environment:
    """The environment of a paper under a regulation (id): that of the other papers, with the profile it is set by."""
    return shared if regulation == profile.id else replace(shared, profile=profile.under(regulation).fingerprint)


def _checker(house: tuple[tuple[object, ...], ...]) -> str:
    """A hash of what judges papers: checker, table of types, the office's levels and rules. It changes no paper's bytes."""
    table = (shipped_templates() / TABLE_FILE).read_bytes()
    return digest(fingerprint(_JUDGING), table, *(repr(choices) for choices in house if choices))


def paper_inputs(document: OfficialDocument, *, templates: TemplateSet, shared: Environment) -> PaperInputs:
    """What the bytes of one paper depend on."""
    return PaperInputs(
        data=printed(document),
        templates={name: _template(data) for name, data in templates.used(layouts_of(document)).items()},
        environment=shared,
        wording=document.wording,
    )


# A large office has a few templates and a few values that most papers share: each hash is one string, not one per paper.
@lru_cache(maxsize=256)
def _template(data: bytes) -> str:
    return digest(data)[:16]


def printed(document: OfficialDocument) -> Mapping[str, str]:
    """A hash for each field of a paper that reaches its pages."""
    return {
        field.name: intern(digest(repr(getattr(document, field.name)))[:16])
        for field in fields(document)
        if field.name not in _NOT_PRINTED
    }


def layouts_of(document: OfficialDocument) -> tuple[str, ...]:
    """The layouts that a paper is set from."""
    attached = (ATTACHED_LAYOUT,) if document.attached else ()
    annexes = (ANNEX_LAYOUT,) if document.annexes else ()
    return (document.type.layout, *attached, *annexes)
