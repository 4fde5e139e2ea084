"""Rebuilding exactly what changed (dựng lại đúng chỗ đổi): the plan of a build, and the manifest written after it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from pipeline.building.making.built import about
from pipeline.building.making.output import Artefact, bundle_in_place, bundle_key, files_in_place, obstacle, place
from pipeline.building.prepare import Prepared, chosen
from pipeline.building.state.changes import changed_measure, changes_since, records_of
from pipeline.building.state.fingerprint import environment, paper_inputs, under
from pipeline.building.state.issued_papers import note_told, told_changes
from pipeline.building.state.manifest import Manifest, append_records, load_manifest, save_manifest
from pipeline.building.state.plan import Action, Changed, Decision, plan
from pipeline.building.state.proofs import Proofs
from pipeline.decree.house_phrase import HousePhrase
from pipeline.decree.profile import HouseLevels
from pipeline.filing.telling import About, findings_of
from pipeline.filing.writer import recover
from pipeline.finding import Finding, Severity
from pipeline.papers.compose import Unmade
from pipeline.papers.official_document import OfficialDocument
from pipeline.typeset.docx.templates import TemplateSet
from pipeline.typeset.libreoffice.installation import font_files
from pipeline.typeset.libreoffice.soffice import Engine


@dataclass(frozen=True, kw_only=True)
class Planned:
    """The decisions of one build by paper id, in order; `whole` when all papers of the folder were asked for."""

    decisions: Mapping[str, Decision]
    whole: bool
    levels: HouseLevels = ()
    """The severities that the office has chosen for rules of the check."""
    phrases: tuple[HousePhrase, ...] = ()
    """The office's own rules."""

    def with_action(self, action: Action) -> tuple[Decision, ...]:
        """The decisions for one action."""
        return tuple(decision for decision in self.decisions.values() if decision.action is action)

    @property
    def stale(self) -> tuple[OfficialDocument, ...]:
        """The papers to build."""
        return tuple(decision.document for decision in self.with_action(Action.BUILD))


def with_lost(prepared: Prepared, folder: Path) -> Prepared:
    """The prepared office with papers known from the last build alone, whose records can no longer be read, as unmade."""
    told = {document.source for document in prepared.documents} | {
        unmade_paper.file for unmade_paper in prepared.unmade
    }
    silent: dict[str, Finding] = {}
    for finding in prepared.findings:
        if finding.severity is Severity.ERROR and finding.file and finding.file not in told:
            silent.setdefault(finding.file, finding)
    if not silent:
        return prepared
    asked = {document.id for document in prepared.documents} | {unmade_paper.id for unmade_paper in prepared.unmade}
    lost = [
        Unmade(id=key, file=entry.source, finding=silent[places[0]])
        for key, entry in load_manifest(folder).entries.items()
        if key not in asked
        and (places := [place for place in (entry.source, *_above(entry.source)) if place in silent])
    ]
    return replace(prepared, unmade=tuple(sorted((*prepared.unmade, *lost), key=lambda unmade_paper: unmade_paper.id)))


def _above(file: str) -> Iterable[str]:
    """The folders above a record file: one that cannot be opened hides the record."""
    return (parent.as_posix() for parent in PurePosixPath(file).parents) if file else ()


def plan_build(
    prepared: Prepared,
    *,
    folder: Path,
    templates: TemplateSet,
    engine: Engine,
    only: Iterable[str] = (),
    force: bool = False,
) -> Planned:
    """What to build of the papers asked for (all without `only`), and why; with `force` also what has not changed.

    UsageError for an id that no paper has; EnvironmentMissing where a font of other widths would set the paper.
    """
    wanted = _with_enclosed(prepared.documents, only)
    shared = environment(profile=prepared.profile, engine_version=engine.version, fonts=font_files().values())
    concerned = {*prepared.sources, *(document.id for document in prepared.documents)} if prepared.partial else None
    manifest = load_manifest(folder, only=concerned)
    changed = Changed(
        records=changes_since(manifest.records, prepared.sources),
        measure=changed_measure(manifest.records, prepared.profile),
        frozen=prepared.frozen,
        told=told_changes(folder),
    )
    documents = [
        (
            document,
            paper_inputs(document, templates=templates, shared=under(shared, prepared.profile, document.regulation)),
        )
        for document in chosen(prepared, wanted)
    ]
    decisions = plan(documents, manifest=manifest, folder=folder, changed=changed)
    if force:
        decisions = tuple(_forced(decision) for decision in decisions)
    return Planned(
        decisions={decision.document.id: decision for decision in decisions},
        whole=not wanted,
        levels=prepared.profile.levels,
        phrases=prepared.profile.phrases,
    )


def _with_enclosed(documents: Iterable[OfficialDocument], only: Iterable[str]) -> tuple[str, ...]:
    """The ids asked for and those of the papers they enclose, which go out together."""
    enclosed = {document.id: document.enclosed for document in documents}
    return tuple(dict.fromkeys(key for wanted in only for key in (wanted, *enclosed.get(wanted, ()))))


def _forced(decision: Decision) -> Decision:
    if decision.action not in {Action.KEEP, Action.RECHECK}:
        return decision
    return replace(decision, action=Action.BUILD, reason="yêu cầu dựng lại tất cả", findings=(), since="")


def give_back(planned: Planned, *, folder: Path) -> tuple[Finding, ...]:
    """Before a build, undo moves that a killed run left: files of people get back their names; findings say which.

    For every paper looked at, and for those whose build was cut off.
    """
    proofs, begun = Proofs(folder), load_manifest(folder).begun
    found: list[Finding] = []
    for key in {*planned.decisions, *begun}:
        if obstacle(folder, key) is not None:
            continue
        decision = planned.decisions.get(key)
        said = about(decision.document) if decision else About(series="DUNG-2")
        recovered = recover(place(folder, key, Artefact.DOCX).parent, proofs.proof_of(key, *_bundle_keys(key)))
        found += [finding for filed in recovered for finding in findings_of(filed, said)]
    return tuple(found)


def _bundle_keys(key: str) -> tuple[str, str]:
    return bundle_key(key), bundle_key(key, Artefact.SET)


def keep_record(prepared: Prepared, planned: Planned, *, folder: Path) -> None:
    """Write the manifest whole after a build; after a build of some papers only, the office's records stay as noted.

    A file that was written stays known for as long as it lies there, even if its record was missing for one build, so
    that it is not taken for somebody's own. While records have errors, nothing is forgotten: what is known of papers
    that could not be made, and of files that could not be read, is there when they are mended.
    """
    _note_told(planned, folder)
    manifest = load_manifest(folder)
    if not planned.whole:
        save_manifest(folder, manifest)
        return
    sources = {document.id: document.source for document in prepared.documents}
    entries = {key: replace(entry, source=sources.get(key, entry.source)) for key, entry in manifest.entries.items()}
    if prepared.faulty:
        sound = {file: source for file, source in prepared.sources.items() if file not in prepared.faulty_files}
        read = records_of(sound, prepared.profile)
        records = replace(manifest.records, leaves={**manifest.records.leaves, **read.leaves}, measures=read.measures)
        save_manifest(folder, replace(manifest, entries=entries, records=records))
        return
    bundles = {name for document in prepared.documents if document.enclosed for name in _bundle_keys(document.id)}
    save_manifest(
        folder,
        Manifest(
            entries={key: entry for key, entry in entries.items() if key in sources or files_in_place(folder, key)},
            bundles={
                key: bundle
                for key, bundle in manifest.bundles.items()
                if key in bundles or bundle_in_place(folder, key).is_file()
            },
            records=records_of(prepared.sources, prepared.profile),
            begun=manifest.begun,
        ),
    )


def _note_told(planned: Planned, folder: Path) -> None:
    changes = [(key, decision.since) for key, decision in planned.decisions.items() if decision.since]
    note_told(folder, changes, planned.decisions)


def keep_record_of(prepared: Prepared, planned: Planned, files: Collection[str], *, folder: Path) -> None:
    """After a build of what some edited files concern, note how these were read; their papers were noted one by one."""
    _note_told(planned, folder)
    append_records(folder, records_of({file: prepared.sources[file] for file in files}, prepared.profile))
