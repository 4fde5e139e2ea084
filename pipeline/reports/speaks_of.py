"""Whether a form was filled in for another unit (điền nhầm biểu): by its sentences, its places, and its file name.

A unit may well name units that it works with, so only a form that never names its own unit or place is in doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from pipeline.intake.text import shortened
from pipeline.records.agency import Agency
from pipeline.reports.unit_names import UnitNames, spelled

_SENTENCE: Final = re.compile(r"[.;:!?\n]+")
_LEADS: Final = ("Trong kỳ", "Trong quý", "Trong năm", "Đến nay", "Hiện nay", "Thời gian qua", "6 tháng đầu năm")
_ASKS: Final = re.compile("đề nghị|kiến nghị|đề xuất|phối hợp|học tập|giáp ranh")
_LEAD: Final = re.compile(rf"^(?:{'|'.join(map(spelled, _LEADS))})(?: 20\d\d)? ")


def other_unit(texts: Iterable[str], file: str, unit: Agency, names: UnitNames, compiler: str) -> str:
    """Why a form, or its file name, seems to be another unit's, in words; empty if nothing says so."""
    above = {agency.id for agency in names.above(unit)}
    written = [sentence.strip() for text in texts for sentence in _SENTENCE.split(text) if sentence.strip()]
    about: dict[str, tuple[Agency, str]] = {}
    seated = names.has_place(unit)
    for sentence in written:
        asks = _ASKS.search(sentence.lower()) is not None
        words = spelled(sentence).split()
        named = list(names.within(words))
        begun = {agency.id for agency in names.beginning(_LEAD.sub("", " ".join(words)).split())}
        for agency in named:
            if agency.id in begun or agency.id == unit.id or (seated and names.has_place(agency) and not asks):
                about.setdefault(agency.id, (agency, sentence))
    others = [found for key, found in about.items() if key not in above and not _akin(found[0], unit)]
    if others and unit.id not in about:
        agency, sentence = others[0]
        return f"lời trong tệp nói về {agency.called}: “{shortened(sentence)}”"
    in_name = {agency.id: agency for agency in names.in_file_name(file.rpartition(".")[0])}
    strangers = [agency for key, agency in in_name.items() if key not in above | {compiler} and not _akin(agency, unit)]
    return f"tên tệp lại là của {strangers[0].called}" if strangers and unit.id not in in_name else ""


def _akin(left: Agency, right: Agency) -> bool:
    """Whether the name of one agency is part of the name of the other."""
    first, second = f" {spelled(left.name)} ", f" {spelled(right.name)} "
    return first in second or second in first
