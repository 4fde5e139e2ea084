"""From an office's folder to papers ready to build (chuẩn bị): records, house style, documents, findings."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from pipeline.building.making.output import obstacle
from pipeline.building.state.fingerprint import layouts_of
from pipeline.checking.house_levels import OFF, LevelProblem, read_levels, softened
from pipeline.checking.house_phrases import PhraseProblem, read_phrases
from pipeline.decree.profile import (
    HouseLevels,
    HouseStyleProblem,
    Profile,
    first_days,
    load_profile,
    with_earlier,
    with_house_style,
)
from pipeline.decree.profile_source import title_key
from pipeline.errors import UsageError
from pipeline.finding import Finding, Severity, has_errors
from pipeline.papers.compose import Unmade, compose_sound
from pipeline.papers.official_document import OfficialDocument
from pipeline.papers.wording import Wording, office_wording
from pipeline.register.frozen import Frozen, frozen_papers
from pipeline.text import nearest
from pipeline.workspace.load import Loaded, load
from pipeline.workspace.public_names import public_names
from pipeline.workspace.value_places import Source


@dataclass(frozen=True)
class Prepared:
    """What a folder gives: the papers that use nothing wrong, the profile in its house style, all findings.

    `unmade`: the papers that cannot be made, each with the error that stops it; `sources`: each file as it was read, with
    the places of its values.
    """

    documents: tuple[OfficialDocument, ...]
    profile: Profile
    findings: tuple[Finding, ...]
    sources: Mapping[str, Source] = field(default_factory=dict)
    public_names: Mapping[str, str] = field(default_factory=dict)
    """The ids and numbers that each file of one meeting or paper defines for the others (`workspace.public_names`)."""
    partial: bool = False
    """Whether documents and sources are only those that an edit concerns."""
    unmade: tuple[Unmade, ...] = ()
    frozen: Mapping[str, Frozen] = field(default_factory=dict)
    """The kept copies of papers that were issued, by id."""
    turns: tuple[date, ...] = ()
    """The days on which the records' facts or the regulation change: papers without a day are the same between two of them."""
    offices_inside: tuple[str, ...] = ()
    """Subfolders with an office of their own, which were not read."""

    @property
    def faulty(self) -> bool:
        """Whether there are errors in the data: some papers, or all, are not made."""
        return has_errors(self.findings)

    @property
    def refused(self) -> bool:
        """Whether errors in the data leave nothing to build."""
        return self.faulty and not self.documents

    @property
    def faulty_files(self) -> frozenset[str]:
        """The files with errors."""
        return frozenset(
            finding.file for finding in self.findings if finding.severity is Severity.ERROR and finding.file
        )


def prepare_office(
    folder: Path,
    *,
    draft: bool = False,
    besides: Container[str] = (),
    wording: Wording | None = None,
    on: date | None = None,
) -> Prepared:
    """Read, check and compose a folder, without the files in `besides`. UsageError when there is no such folder.

    `wording`: the sentences to speak in, by itself those of the office's `mau/`, line by line over ours. `on`:
    the day whose facts a paper takes that has none of its own; without it the last that are known.

    What an error does not concern is composed as if there were none.
    """
    return prepare_loaded(load(folder, besides=besides, on=on), folder, draft=draft, wording=wording)


def prepare_loaded(loaded: Loaded, folder: Path, *, draft: bool = False, wording: Wording | None = None) -> Prepared:
    """The papers and findings of a folder that was read already, on the day for which it was read."""
    profile, problems = house_profile(loaded)
    spoken = wording or office_wording(folder)
    findings = (*loaded.findings, *problems, *spoken.findings)
    documents, unmade = _sound(loaded, problems, spoken, draft=draft)
    return Prepared(
        documents=documents,
        profile=profile,
        findings=findings,
        sources=loaded.sources,
        public_names={} if has_errors(findings) else public_names(loaded),
        unmade=unmade,
        frozen=frozen_papers(folder, [document.id for document in documents]),
        turns=tuple(sorted({*loaded.office.history.turns, *first_days()})),
        offices_inside=loaded.offices_inside,
    )


def _sound(
    loaded: Loaded, problems: Sequence[Finding], wording: Wording, *, draft: bool
) -> tuple[tuple[OfficialDocument, ...], tuple[Unmade, ...]]:
    """The papers that can be made; and those that cannot, each id once."""
    faults = loaded.faults
    made, stopped = compose_sound(loaded.office, wording, draft=draft, on=loaded.on)
    unmade = {key: Unmade(id=key, file=file, finding=why) for key, (file, why) in faults.papers.items()}
    unmade |= {unmade_paper.id: unmade_paper for unmade_paper in stopped}
    everything = (
        next((problem for problem in problems if problem.severity is Severity.ERROR), None) or faults.everything
    )
    if everything is not None:
        unmade = {
            document.id: Unmade(id=document.id, file=document.source, finding=everything) for document in made
        } | unmade
    return _apart(made, unmade)


def _apart(
    papers: Sequence[OfficialDocument], stopped: Mapping[str, Unmade]
) -> tuple[tuple[OfficialDocument, ...], tuple[Unmade, ...]]:
    """Split papers into those that can be made and those that cannot: a paper stops whatever it goes out with."""
    unmade = dict(stopped)
    while more := {
        paper.id: Unmade(id=paper.id, file=paper.source, finding=unmade[key].finding)
        for paper in papers
        for key in paper.enclosed
        if key in unmade and paper.id not in unmade
    }:
        unmade |= more
    made = tuple(paper for paper in papers if paper.id not in unmade)
    return made, tuple(sorted(unmade.values(), key=lambda unmade_paper: unmade_paper.id))


def with_templates(prepared: Prepared, faults: Mapping[str, Finding], notices: Sequence[Finding] = ()) -> Prepared:
    """The prepared office without the papers whose layouts cannot be used.

    `faults`: the error of each such layout, by its name; `notices`: findings that stop no paper.
    """
    if not faults and not notices:
        return prepared
    stopped = {unmade_paper.id: unmade_paper for unmade_paper in prepared.unmade}
    for paper in prepared.documents:
        if wrong := [faults[layout] for layout in layouts_of(paper) if layout in faults]:
            stopped[paper.id] = Unmade(id=paper.id, file=paper.source, finding=wrong[0])
    documents, unmade = _apart(prepared.documents, stopped)
    findings = (*prepared.findings, *dict.fromkeys(faults.values()), *notices)
    return replace(prepared, documents=documents, unmade=unmade, findings=findings)


def with_places(prepared: Prepared, folder: Path, only: Collection[str] = ()) -> Prepared:
    """The prepared office without the papers whose files cannot be written into the output folder.

    Of the papers asked for (`only`, all by default) a finding says why.
    """
    blocked = {
        document.id: (document, found)
        for document in prepared.documents
        if (found := obstacle(folder, document.id)) is not None
    }
    if not blocked:
        return prepared
    findings = {
        key: Finding(
            code="DUNG-26",
            severity=Severity.ERROR,
            message=f"“{paper.headline}”: {found.message.rstrip('.')}",
            file=paper.source or None,
            hint=found.remedy,
            document=key,
        )
        for key, (paper, found) in blocked.items()
    }
    stopped = {unmade_paper.id: unmade_paper for unmade_paper in prepared.unmade} | {
        key: Unmade(id=key, file=paper.source, finding=findings[key]) for key, (paper, _) in blocked.items()
    }
    documents, unmade = _apart(prepared.documents, stopped)
    asked = {*only, *(key for document in prepared.documents if document.id in only for key in document.enclosed)}
    told = (finding for key, finding in findings.items() if not only or key in asked)
    return replace(prepared, documents=documents, unmade=unmade, findings=(*prepared.findings, *told))


def layouts_needed(prepared: Prepared) -> frozenset[str]:
    """The names of all layouts from which the papers are set."""
    return frozenset(layout for paper in prepared.documents for layout in layouts_of(paper))


def house_profile(loaded: Loaded) -> tuple[Profile, tuple[Finding, ...]]:
    """The legal profile in the office's house style, and the findings on that style."""
    settings = loaded.office.settings
    choices = settings.house_style if settings else {}
    profile, problems = with_house_style(load_profile(), choices)
    profile = with_earlier(profile, choices)
    levels, wrong = read_levels(settings.levels if settings else {})
    phrases, faults = read_phrases(settings.own_rules if settings else (), loaded.office.types.by_name)
    found = (
        *(_house_finding(loaded, problem) for problem in problems),
        *_level_findings(loaded, levels, wrong),
        *(_phrase_finding(loaded, fault) for fault in faults),
    )
    return replace(profile, levels=levels, phrases=phrases), found


def _level_findings(loaded: Loaded, levels: HouseLevels, wrong: Sequence[LevelProblem]) -> Iterator[Finding]:
    """The findings on the levels of the check: wrong ones, and each binding rule that is softened, never in silence."""
    told = [(problem.written, "TT-02", Severity.ERROR, problem.message, problem.hint, "") for problem in wrong]
    for rule, level in softened(levels):
        words = f"Cơ quan đã {'tắt' if level == OFF else 'hạ mức'} quy tắc bắt buộc {rule.code} “{rule.title}”"
        words += "" if level == OFF else f": từ “{rule.severity.label}” xuống “{level}”"
        hint = "Văn bản trái quy tắc này vẫn trái Nghị định; bỏ dòng này để kiểm tra đúng mức."
        told.append((rule.code, "TT-03", Severity.WARNING, words, hint, rule.at))
    settings = loaded.office.settings
    for key, code, severity, message, hint, citation in told:
        written = next(
            (
                code_given
                for code_given in (settings.levels if settings else {})
                if code_given.strip().upper() == key.upper()
            ),
            key,
        )
        place = loaded.house_style_place(written, field="mức kiểm tra")
        yield Finding(
            code=code,
            severity=severity,
            message=message,
            file=place.file,
            line=place.line,
            column=place.column,
            hint=hint,
            citation=citation,
        )


def _phrase_finding(loaded: Loaded, problem: PhraseProblem) -> Finding:
    path = ("quy tắc riêng", problem.number, problem.field)
    place = loaded.settings_place(path)
    return Finding(
        code="TT-04",
        severity=Severity.ERROR,
        message=problem.message,
        file=place.file,
        line=place.line,
        column=place.column,
        hint=problem.hint,
    )


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


def chosen(prepared: Prepared, only: Iterable[str]) -> tuple[OfficialDocument, ...]:
    """The papers asked for by id, or all; one that cannot be made is passed over.

    UsageError names an id that no paper has, with the nearest one.
    """
    wanted = tuple(dict.fromkeys(only))
    by_id = {document.id: document for document in prepared.documents}
    names = dict.fromkeys((*by_id, *(unmade_paper.id for unmade_paper in prepared.unmade)))
    unknown = [key for key in wanted if key not in names]
    if unknown:
        hints = [f"“{key}”" + (f" (gần giống: {found})" if (found := nearest(key, names)) else "") for key in unknown]
        raise UsageError(f"Không có văn bản mã {', '.join(hints)}", "Xem các mã bằng lệnh: vanthu list THƯ_MỤC")
    return tuple(by_id[key] for key in wanted if key in by_id) if wanted else prepared.documents
