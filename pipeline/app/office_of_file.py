"""Which office a file belongs to (tệp của cơ quan nào), and what the check has to know of that office."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.building.state.office_link import office_of
from pipeline.checking.house import UNKNOWN_HOUSE, House
from pipeline.checking.house_phrases import house_rules, read_phrases
from pipeline.checking.rules.rule import Rule
from pipeline.finding import Finding, Severity
from pipeline.intake.file import shown
from pipeline.workspace.home import OFFICE_TABLE, is_records_home, must_be_folder
from pipeline.workspace.limits import LIMITS
from pipeline.workspace.load import office_settings
from pipeline.workspace.office_pack import office_types


@dataclass(frozen=True)
class Houses:
    """The office of each file that has one, and the findings on the types and rules that those offices define."""

    by_file: Mapping[Path, House] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def of_file(self, path: Path) -> House:
        """The office by which a file is judged; an unknown one where the file belongs to none."""
        return self.by_file.get(path, UNKNOWN_HOUSE)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that these offices define themselves, each once."""
        houses = dict.fromkeys(self.by_file.values())
        return tuple(
            {(rule.code, rule.title): rule for house in houses for rule in house_rules(house.phrases)}.values()
        )

    def without_rules(self) -> Houses:
        """The same offices without their own rules."""
        return Houses({file: replace(house, phrases=()) for file, house in self.by_file.items()}, self.findings)


def houses_of(files: Iterable[Path], folder: Path | None) -> Houses:
    """The office of each file: that of the records in `folder`; without it the one around the file, or whose output it is.

    UsageError: there is no such folder.
    """
    must_be_folder(folder)
    around: dict[Path, Path | None] = {}
    homes: dict[Path, Path] = {}
    for file in files:
        above = file.absolute().parent
        if above not in around:
            around[above] = folder or _office_around(above)
        if (home := around[above]) is not None:
            homes[file] = home
    known = {home: _house(home) for home in dict.fromkeys(homes.values())}
    return Houses(
        by_file={file: known[home][0] for file, home in homes.items()},
        findings=tuple(finding for _, findings in known.values() for finding in findings),
    )


def _office_around(start: Path) -> Path | None:
    """The nearest folder upwards that is an office's, or into which one builds."""
    for folder in (start, *start.parents):
        if is_records_home(folder):
            return folder
        if (built_from := office_of(folder)) is not None:
            return built_from
    return None


def _house(home: Path) -> tuple[House, tuple[Finding, ...]]:
    """What an office defines itself, and findings on that with the full path of their files."""
    types, findings = office_types(home, LIMITS)
    own = tuple(paper_type.name for paper_type in types.types if paper_type.own)
    settings, read = office_settings(home, types)
    phrases, faults = read_phrases(settings.own_rules if settings else (), types.by_name)
    told = (replace(finding, file=shown(home / OFFICE_TABLE)) for finding in findings if finding.file == OFFICE_TABLE)
    wrong = [
        replace(finding, file=shown(home / (finding.file or "")))
        for finding in read
        if finding.severity is Severity.ERROR
    ]
    wrong += [
        Finding(code="TT-04", severity=Severity.ERROR, message=fault.message, file=shown(home), hint=fault.hint)
        for fault in faults
    ]
    return House(types=own, phrases=phrases), (*told, *wrong)
