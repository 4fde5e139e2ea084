"""Which units must report what (đơn vị phải báo cáo): a table or indicator may ask only some units, groups or kinds."""

from __future__ import annotations

from typing import Final, Protocol

from pipeline.records.agency import Agency, AgencyGroup
from pipeline.records.base import Slug
from pipeline.records.office import Office
from pipeline.records.reporting import Indicator, TableLayout, UnitKind
from pipeline.reports.typed_names import plain_name

_COMMUNE: Final = tuple(map(plain_name, ("xã", "phường", "thị trấn", "đặc khu")))
_DISTRICT: Final = tuple(map(plain_name, ("huyện", "quận", "thị xã", "thành phố")))
_COUNCIL: Final = plain_name("Ủy ban nhân dân")
_DEPARTMENT: Final = plain_name("Sở")


class Owed(Protocol):
    """What can be asked of some units only: a table or an indicator."""

    @property
    def due_from(self) -> tuple[Slug, ...]:
        """The ids of the units and groups that are asked."""

    @property
    def kinds(self) -> tuple[UnitKind, ...]:
        """The kinds of units that are asked."""


def kind_of_body(unit: Agency) -> UnitKind:
    """The kind of a unit, by its name: commune, district, department, or other body."""
    name = plain_name(unit.name)
    if name.startswith(_COUNCIL):
        place = name.removeprefix(_COUNCIL).strip()
        if place.startswith(_DISTRICT):
            return "UBND cấp huyện"
        if place.startswith(_COMMUNE):
            return "UBND cấp xã"
    return "sở" if name.startswith(f"{_DEPARTMENT} ") else "đơn vị khác"


def owes(office: Office, owed: Owed, unit: Agency) -> bool:
    """Whether a unit is asked: it is named, or of a named kind; if neither is given, every unit is asked."""
    if not owed.due_from and not owed.kinds:
        return True
    return any(is_of(office, key, unit) for key in owed.due_from) or (
        bool(owed.kinds) and kind_of_body(unit) in owed.kinds
    )


def is_of(office: Office, key: str, unit: Agency) -> bool:
    """Whether a unit is the one that an id names, or of the group that it names."""
    entity = office.by_id[key]
    return unit.id in entity.members if isinstance(entity, AgencyGroup) else unit.id == key


def is_due(office: Office, indicator: Indicator, table: TableLayout | None, unit: Agency) -> bool:
    """Whether a unit reports an indicator: it must be asked for the indicator and for the table. Never if it is worked out."""
    if indicator.is_computed or not owes(office, indicator, unit):
        return False
    return table is None or owes(office, table, unit)
