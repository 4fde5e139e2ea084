"""Rebuilding exactly what changed (dựng lại đúng chỗ đổi): the plan of one build, and what is kept of it afterwards."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from pipeline.building.making.built import about
from pipeline.building.making.output import Artefact, bundle_in_place, bundle_key, files_in_place, obstacle, place
from pipeline.building.prepare import Prepared, chosen
from pipeline.building.state.changes import changed_measure, changes_since, records_of
from pipeline.building.state.fingerprint import environment, paper_inputs
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
    """How hard the office has its papers judged."""
    phrases: tuple[HousePhrase, ...] = ()
    """Rules of the office's own."""

    def with_action(self, action: Action) -> tuple[Decision, ...]:
        """The decisions for one action."""
        return tuple(one for one in self.decisions.values() if one.action is action)

    @property
    def stale(self) -> tuple[OfficialDocument, ...]:
        """The papers to build."""
        return tuple(one.document for one in self.with_action(Action.BUILD))


def with_lost(prepared: Prepared, folder: Path) -> Prepared:
    """The same with the papers that only the last build can name: made then from records that now say nothing at all."""
    told = {one.source for one in prepared.documents} | {one.file for one in prepared.unmade}
    silent: dict[str, Finding] = {}
    for one in prepared.findings:
        if one.severity is Severity.ERROR and one.file and one.file not in told:
            silent.setdefault(one.file, one)
    if not silent:
        return prepared
    asked = {one.id for one in prepared.documents} | {one.id for one in prepared.unmade}
    lost = [
        Unmade(id=key, file=entry.source, finding=silent[places[0]])
        for key, entry in load_manifest(folder).entries.items()
        if key not in asked and (places := [one for one in (entry.source, *_above(entry.source)) if one in silent])
    ]
    return replace(prepared, unmade=tuple(sorted((*prepared.unmade, *lost), key=lambda one: one.id)))


def _above(file: str) -> Iterable[str]:
    """The folders that a record lies in: one that cannot be opened hides it."""
    return (one.as_posix() for one in PurePosixPath(file).parents) if file else ()


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
    concerned = {*prepared.sources, *(one.id for one in prepared.documents)} if prepared.partial else None
    manifest = load_manifest(folder, only=concerned)
    changed = Changed(
        records=changes_since(manifest.records, prepared.sources),
        measure=changed_measure(manifest.records, prepared.profile),
        frozen=prepared.frozen,
        told=told_changes(folder),
    )
    documents = [(one, paper_inputs(one, templates=templates, shared=shared)) for one in chosen(prepared, wanted)]
    decisions = plan(documents, manifest=manifest, folder=folder, changed=changed)
    if force:
        decisions = tuple(_forced(one) for one in decisions)
    return Planned(
        decisions={one.document.id: one for one in decisions},
        whole=not wanted,
        levels=prepared.profile.levels,
        phrases=prepared.profile.phrases,
    )


def _with_enclosed(documents: Iterable[OfficialDocument], only: Iterable[str]) -> tuple[str, ...]:
    """The papers asked for and what they enclose: they go out together."""
    enclosed = {one.id: one.enclosed for one in documents}
    return tuple(dict.fromkeys(key for wanted in only for key in (wanted, *enclosed.get(wanted, ()))))


def _forced(decision: Decision) -> Decision:
    if decision.action not in {Action.KEEP, Action.RECHECK}:
        return decision
    return replace(decision, action=Action.BUILD, reason="yêu cầu dựng lại tất cả", findings=(), since="")


def give_back(planned: Planned, *, folder: Path) -> tuple[Finding, ...]:
    """Before a build: files of people that a run which was killed had moved out get their names again; what is to be said.

    For every paper looked at, and for those that a build was cut off at.
    """
    proofs, begun = Proofs(folder), load_manifest(folder).begun
    found: list[Finding] = []
    for key in {*planned.decisions, *begun}:
        if obstacle(folder, key) is not None:
            continue
        decision = planned.decisions.get(key)
        said = about(decision.document) if decision else About(series="DUNG-2")
        recovered = recover(place(folder, key, Artefact.DOCX).parent, proofs.proof_of(key, bundle_key(key)))
        found += [finding for one in recovered for finding in findings_of(one, said)]
    return tuple(found)


def keep_record(prepared: Prepared, planned: Planned, *, folder: Path) -> None:
    """Write the folder's record whole after a build; after one of some papers the office's records stay as they were.

    What was written is known for as long as it lies there, whether or not its record is: a file of ours is not taken for
    somebody's because its record was away for one build. While records have errors, nothing is forgotten: what is known of
    papers that could not be made, and how a file was read when it was right, is there when it is mended.
    """
    _note_told(planned, folder)
    manifest = load_manifest(folder)
    if not planned.whole:
        save_manifest(folder, manifest)
        return
    sources = {one.id: one.source for one in prepared.documents}
    entries = {key: replace(one, source=sources.get(key, one.source)) for key, one in manifest.entries.items()}
    if prepared.faulty:
        sound = {file: source for file, source in prepared.sources.items() if file not in prepared.faulty_files}
        read = records_of(sound, prepared.profile)
        records = replace(manifest.records, leaves={**manifest.records.leaves, **read.leaves}, measures=read.measures)
        save_manifest(folder, replace(manifest, entries=entries, records=records))
        return
    bundles = {bundle_key(one.id) for one in prepared.documents if one.enclosed}
    save_manifest(
        folder,
        Manifest(
            entries={key: one for key, one in entries.items() if key in sources or files_in_place(folder, key)},
            bundles={
                key: one
                for key, one in manifest.bundles.items()
                if key in bundles or bundle_in_place(folder, key).is_file()
            },
            records=records_of(prepared.sources, prepared.profile),
            begun=manifest.begun,
        ),
    )


def _note_told(planned: Planned, folder: Path) -> None:
    changes = [(key, one.since) for key, one in planned.decisions.items() if one.since]
    note_told(folder, changes, planned.decisions)


def keep_record_of(prepared: Prepared, planned: Planned, files: Collection[str], *, folder: Path) -> None:
    """After a build of what some edited files concern: note how these were read; the papers were noted one by one."""
    _note_told(planned, folder)
    append_records(folder, records_of({file: prepared.sources[file] for file in files}, prepared.profile))
