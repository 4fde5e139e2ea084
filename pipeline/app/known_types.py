"""Which types of papers can be used (các loại văn bản dùng được): the decree's, and those of the office at hand."""

from __future__ import annotations

from pathlib import Path

from pipeline.decree.paper_types import PaperTypes
from pipeline.decree.type_table import paper_types
from pipeline.finding import Finding
from pipeline.records.office import kinds_of
from pipeline.workspace.home import must_be_folder, records_home
from pipeline.workspace.kinds import about_kind
from pipeline.workspace.limits import LIMITS
from pipeline.workspace.office_pack import office_types


def types_known(office: Path | None, place: Path) -> tuple[PaperTypes, tuple[Finding, ...]]:
    """The table of types with an office's own types, and the findings on these.

    `office`: its folder of records; without it the office in whose folder `place` lies, if any. UsageError: no such
    folder.
    """
    must_be_folder(office)
    home = office or records_home(place)
    return office_types(home, LIMITS) if home is not None else (paper_types(), ())


def kinds_known(office: Path | None = None, place: Path = Path()) -> tuple[tuple[str, str], ...]:
    """Every kind of record that can be written, those of an office's own types among them, each with what it is for."""
    types, _ = types_known(office, place)
    own = {paper_type.name for paper_type in types.types if paper_type.own}
    return tuple((kind, about_kind(kind, own=kind in own)) for kind in kinds_of(types))
