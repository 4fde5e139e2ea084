"""From an office's folder to papers ready to build (chuẩn bị): records, house style, documents, findings."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.documents.compose import compose
from pipeline.documents.model import OfficialDocument
from pipeline.errors import UsageError
from pipeline.finding import Finding, Severity, has_errors
from pipeline.law.profile import HouseStyleProblem, Profile, load_profile, with_house_style
from pipeline.law.profile_source import title_key
from pipeline.text import nearest
from pipeline.workspace.load import Loaded, load
from pipeline.workspace.places import Source
from pipeline.workspace.traces import traces


@dataclass(frozen=True)
class Prepared:
    """What a folder gives: its papers (none while there are errors), the profile in its house style, all findings.

    `sources`: each file as it was read, with the places of its values.
    """

    documents: tuple[OfficialDocument, ...]
    profile: Profile
    findings: tuple[Finding, ...]
    sources: Mapping[str, Source] = field(default_factory=dict)
    traces: Mapping[str, str] = field(default_factory=dict)
    """What each file of one meeting or one paper shows to the others (`workspace.traces`)."""
    partial: bool = False
    """Whether documents and sources are only those that an edit concerns."""

    @property
    def refused(self) -> bool:
        """Whether errors in the data forbid building."""
        return has_errors(self.findings)


def prepare_office(folder: Path, *, draft: bool = False, besides: Container[str] = ()) -> Prepared:
    """Read, check and compose a folder, without the files in `besides`. UsageError when there is no such folder."""
    loaded = load(folder, besides=besides)
    profile, problems = house_profile(loaded)
    findings = (*loaded.findings, *problems)
    documents = () if has_errors(findings) else compose(loaded.office, draft=draft)
    return Prepared(
        documents=documents,
        profile=profile,
        findings=findings,
        sources=loaded.sources,
        traces={} if has_errors(findings) else traces(loaded),
    )


def house_profile(loaded: Loaded) -> tuple[Profile, tuple[Finding, ...]]:
    """The profile in the office's house style, and what is wrong with that."""
    settings = loaded.office.settings
    profile, problems = with_house_style(load_profile(), settings.house_style if settings else {})
    return profile, tuple(_house_finding(loaded, problem) for problem in problems)


def _house_finding(loaded: Loaded, problem: HouseStyleProblem) -> Finding:
    settings = loaded.office.settings
    written = [key for key in (settings.house_style if settings else {}) if title_key(key) == title_key(problem.title)]
    place = loaded.house_style_place(written[0] if written else problem.title)
    hint = f"Nên ghi: {problem.suggestion}." if problem.suggestion else "Sửa hoặc bỏ dòng này."
    return Finding(
        code="TT-01",
        severity=Severity.ERROR,
        message=f"Thể thức “{problem.title}”: ghi “{problem.found}”, cần {problem.expected}",
        file=place.file,
        line=place.line,
        column=place.column,
        hint=hint,
        citation=problem.at,
    )


def chosen(documents: Sequence[OfficialDocument], only: Iterable[str]) -> tuple[OfficialDocument, ...]:
    """The papers asked for by id, or all. UsageError names an id that no paper has, with the nearest one."""
    wanted = tuple(dict.fromkeys(only))
    by_id = {document.id: document for document in documents}
    unknown = [key for key in wanted if key not in by_id]
    if unknown:
        hints = [f"“{key}”" + (f" (gần giống: {found})" if (found := nearest(key, by_id)) else "") for key in unknown]
        raise UsageError(f"Không có văn bản mã {', '.join(hints)}", "Xem các mã bằng lệnh: vanthu list THƯ_MỤC")
    return tuple(by_id[key] for key in wanted) if wanted else tuple(documents)
