"""Rebuilding exactly what changed: the plan against the words on paper, and what is never touched."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import yaml

from pipeline.building.making.built import about
from pipeline.building.making.job import PaperResult
from pipeline.building.making.output import Artefact, own_files, write_files
from pipeline.building.prepare import Prepared, prepare_loaded, prepare_office
from pipeline.building.state.fingerprint import Environment, paper_inputs
from pipeline.building.state.manifest import Entry, Manifest, append_entry, load_manifest, save_manifest
from pipeline.building.state.plan import Action, Changed, Decision, is_signed, plan
from pipeline.building.state.proofs import Proofs
from pipeline.building.state.rebuild import keep_record, plan_build
from pipeline.filing.telling import findings_of
from pipeline.finding import Severity
from pipeline.papers.official_document import OfficialDocument
from pipeline.papers.wording import load_wording
from pipeline.papers.wording_file import WORDING_FILE
from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.templates import TemplateSet, load_templates
from pipeline.typeset.libreoffice.soffice import find_engine
from tests import pdfs
from tests.pki import identity, sign, signer
from tests.sample import OFFICE, TEMPLATES, both, marks, sample, sample_records

SHARED = Environment(profile="p", program="c", engine="7.4", fonts="f", python="3.11", zlib="1.2")
PDF = b"%PDF-1.7 as built"


@cache
def _templates() -> TemplateSet:
    return load_templates(TEMPLATES)


def _built(folder: Path, document: OfficialDocument, shared: Environment = SHARED) -> Entry:
    """A paper in an output folder with its entry, as after a build."""
    pair = write_files(folder, document.id, both(b"docx", PDF))
    entry = Entry(
        id=document.id,
        paper_inputs=paper_inputs(document, templates=_templates(), shared=shared),
        files=marks(pair, b"docx", PDF),
        pages=2,
    )
    append_entry(folder, entry)
    return entry


def _decided(folder: Path, document: OfficialDocument, shared: Environment = SHARED) -> Decision:
    made_from = paper_inputs(document, templates=_templates(), shared=shared)
    return plan([(document, made_from)], manifest=load_manifest(folder), folder=folder, changed=Changed())[0]


@pytest.fixture
def letter() -> OfficialDocument:
    return next(one for one in sample().documents if one.id == "cong-van-ubnd")


def test_plan__nothing_known_nothing_changed_files_gone(tmp_path: Path, letter: OfficialDocument) -> None:
    assert _decided(tmp_path, letter).action is Action.BUILD
    _built(tmp_path, letter)
    assert _decided(tmp_path, letter).action is Action.KEEP
    own_files(tmp_path, letter.id)[Artefact.PDF].unlink()
    gone = _decided(tmp_path, letter)
    assert (gone.action, gone.reason) == (Action.BUILD, "thiếu tệp kết quả cong-van-ubnd.pdf")


@pytest.mark.parametrize(
    ("shared", "reason"),
    [
        (replace(SHARED, profile="q"), "thể thức"),
        (replace(SHARED, program="d"), "phần mềm đã đổi"),
        (replace(SHARED, program="d", python="3.12"), "Python: 3.11 → 3.12"),
        (replace(SHARED, program="d", zlib="1.3"), "zlib: 1.2 → 1.3"),
        (replace(SHARED, engine="24.2"), "LibreOffice: 7.4 → 24.2"),
        (replace(SHARED, fonts="g"), "phông chữ đã đổi"),
    ],
)
def test_plan__names_what_changed_around_the_papers(
    tmp_path: Path, letter: OfficialDocument, shared: Environment, reason: str
) -> None:
    _built(tmp_path, letter)
    decision = _decided(tmp_path, letter, shared)
    assert (decision.action, decision.reason) == (Action.BUILD, reason)


def test_plan__a_block_rebuilds_the_papers_that_include_it(tmp_path: Path) -> None:
    users = set()
    for document in sample().documents:
        _built(tmp_path, document)
        now = made_from = paper_inputs(document, templates=_templates(), shared=SHARED)
        if "kinh_gui" in _templates().used([document.type.layout]):
            users.add(document.id)
            now = replace(made_from, templates={**made_from.templates, "kinh_gui": "other"})
        (decision,) = plan([(document, now)], manifest=load_manifest(tmp_path), folder=tmp_path, changed=Changed())
        assert (decision.action is Action.BUILD) == (document.id in users)
        if decision.action is Action.BUILD:
            assert decision.reason == "mẫu: kinh_gui"
    assert users
    assert len(users) < len(sample().documents)


def test_plan__a_changed_sentence_of_the_wording_rebuilds_the_papers_that_say_it(tmp_path: Path) -> None:
    for paper in sample().documents:
        _built(tmp_path, paper)
    own = tmp_path / WORDING_FILE
    own.write_text('["thông báo kết luận"]\n"mục nhiệm vụ" = "NHIỆM VỤ TRỌNG TÂM"\n', "utf-8")
    after = prepare_loaded(sample_records(), OFFICE, wording=load_wording(own))
    inputs = [(one, paper_inputs(one, templates=_templates(), shared=SHARED)) for one in after.documents]
    decisions = plan(inputs, manifest=load_manifest(tmp_path), folder=tmp_path, changed=Changed())
    reasons = {one.document.id: one.reason for one in decisions if one.document.issued is None}
    line = "thông báo kết luận / mục nhiệm vụ"
    said = {one.id for one in after.documents if line in one.wording and one.issued is None}
    assert said
    assert {key for key, reason in reasons.items() if reason == f"lời văn: {line}"} == said
    assert {reason for key, reason in reasons.items() if key not in said} == {"không có gì đổi"}


def test_plan__a_file_changed_by_hand_is_kept_beside(tmp_path: Path, letter: OfficialDocument) -> None:
    _built(tmp_path, letter)
    docx, pdf = own_files(tmp_path, letter.id).values()
    docx.write_bytes(b"changed in Word")
    decision = _decided(tmp_path, letter)
    assert decision.action is Action.BUILD
    assert decision.reason == "tệp kết quả bị sửa tay: cong-van-ubnd.docx"
    pair = write_files(tmp_path, letter.id, both(b"docx", PDF), Proofs(tmp_path).proof_of(letter.id))
    assert [one.code for one in findings_of(pair.files[Artefact.DOCX], about(letter))] == ["DUNG-09"]
    (beside,) = pair.files[Artefact.DOCX].beside
    assert beside.read_bytes() == b"changed in Word"
    assert (docx.read_bytes(), pdf.read_bytes()) == (b"docx", PDF)


def test_plan__touching_a_file_changes_nothing(tmp_path: Path, letter: OfficialDocument) -> None:
    _built(tmp_path, letter)
    for path in own_files(tmp_path, letter.id).values():
        path.touch()
    assert _decided(tmp_path, letter).action is Action.KEEP


def test_plan__a_signed_paper_is_never_replaced(tmp_path: Path, letter: OfficialDocument) -> None:
    _built(tmp_path, letter)
    own_files(tmp_path, letter.id)[Artefact.PDF].write_bytes(PDF + b" /ByteRange [0 1 2 3]")
    assert _decided(tmp_path, letter).action is Action.PROTECT
    changed = _decided(tmp_path, replace(letter, subject="khác"))
    assert changed.action is Action.PROTECT
    (finding,) = changed.findings
    assert (finding.code, finding.severity, finding.citation) == ("DUNG-06", Severity.WARNING, "Đ.18.3")
    assert "trích yếu" in finding.message
    assert "đính chính" in finding.hint
    made_from = paper_inputs(letter, templates=_templates(), shared=SHARED)
    (decision,) = plan([(letter, made_from)], manifest=Manifest(), folder=tmp_path, changed=Changed())
    assert (decision.action, [one.code for one in decision.findings]) == (Action.PROTECT, ["DUNG-06"])
    assert "không biết hồ sơ từ đó có đổi gì không" in decision.findings[0].message
    assert decision.findings[0].citation == "Đ.18.3"


def test_plan__an_issued_paper_is_never_built(tmp_path: Path, letter: OfficialDocument) -> None:
    issued = replace(letter, issued="")
    missing = _decided(tmp_path, issued)
    assert (missing.action, [one.code for one in missing.findings]) == (Action.PROTECT, ["DUNG-07"])
    entry = _built(tmp_path, letter)
    assert _decided(tmp_path, issued).findings == ()
    assert _decided(tmp_path, replace(letter, issued=entry.files[Artefact.PDF].sha256)).findings == ()
    other = _decided(tmp_path, replace(letter, issued="0" * 64))
    assert [(one.code, one.severity) for one in other.findings] == [("DUNG-08", Severity.ERROR)]
    since = _decided(tmp_path, replace(issued, subject="khác"))
    assert [one.code for one in since.findings] == ["DUNG-06"]


# ---------------------------------------------------------------------------------------------------------- the record
def test_manifest__comes_back_as_it_was(tmp_path: Path, letter: OfficialDocument) -> None:
    entry = _built(tmp_path, letter)
    from_journal = load_manifest(tmp_path)
    assert from_journal.entries == {letter.id: entry}
    save_manifest(tmp_path, from_journal)
    assert load_manifest(tmp_path) == from_journal
    assert sorted(path.name for path in (tmp_path / ".vanthu").iterdir()) == ["manifest.jsonl"]


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"form":3,"id":"a"}', b'{"form":99}'])
def test_manifest__a_damaged_one_is_no_record(tmp_path: Path, letter: OfficialDocument, damage: bytes) -> None:
    entry = _built(tmp_path, letter)
    save_manifest(tmp_path, load_manifest(tmp_path))
    (tmp_path / ".vanthu" / "manifest.jsonl").write_bytes(damage)
    assert load_manifest(tmp_path) == Manifest()
    append_entry(tmp_path, entry)
    assert load_manifest(tmp_path).entries == {letter.id: entry}


def test_manifest__a_journal_cut_off_at_any_point_keeps_the_lines_before(tmp_path: Path) -> None:
    entries = [_built(tmp_path, document) for document in sample().documents[:3]]
    journal = tmp_path / ".vanthu" / "journal.jsonl"
    whole = journal.read_bytes()
    ends = [position for position, sign in enumerate(whole) if sign == ord("}") and whole[position + 1 :][:1] == b"\n"]
    for cut in range(0, len(whole), 37):
        journal.write_bytes(whole[:cut])
        complete = sum(end < cut for end in ends)
        assert list(load_manifest(tmp_path).entries.values()) == entries[:complete]
    journal.write_bytes(whole[: ends[1] - 5])
    append_entry(tmp_path, entries[2])
    assert list(load_manifest(tmp_path).entries) == [entries[0].id, entries[2].id]


# ------------------------------------------------------------------------------------------- one edited field at a time
@cache
def _words(document: OfficialDocument) -> bytes:
    return make_docx(document, templates=_templates(), profile=sample().profile)


def _leaves(data: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(data, dict):
        return [leaf for key, value in data.items() for leaf in _leaves(value, (*path, key))]
    if isinstance(data, list):
        return [leaf for position, value in enumerate(data) for leaf in _leaves(value, (*path, position))]
    return [path]


def _edited(folder: Path, file: str, path: tuple[str | int, ...]) -> str | None:
    """Change one text of one file; gives the old text of the file, or None for a value that is no free text."""
    place = folder / file
    old = place.read_text("utf-8")
    data = yaml.load(old, Loader=yaml.CBaseLoader)  # noqa: S506 - texts only
    holder = data
    for step in path[:-1]:
        holder = holder[step]
    if len(holder[path[-1]]) < 12 or "/" in holder[path[-1]]:
        return None
    holder[path[-1]] = holder[path[-1]] + " sửa"
    place.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), "utf-8")
    return old


def _free_texts() -> list[tuple[str, tuple[str | int, ...]]]:
    found = []
    within = OFFICE / "xa-song-thuong"  # an office of its own: no text of it is read with the others
    for place in sorted(one for one in OFFICE.rglob("*.yaml") if within not in one.parents):
        data = yaml.load(place.read_text("utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506
        found += [(place.relative_to(OFFICE).as_posix(), path) for path in _leaves(data)]
    return found[:: max(1, 12 // int(os.environ.get("VANTHU_FUZZ", "1")))]


def test_plan__one_edited_field_rebuilds_exactly_the_papers_whose_words_change(tmp_path: Path) -> None:
    office, output = tmp_path / "hồ sơ", tmp_path / "out"
    shutil.copytree(OFFICE, office)
    prepared = prepare_office(office)
    before = {document.id: _words(document) for document in prepared.documents}
    _record(prepared, output)
    rebuilt, engine = 0, find_engine()
    for file, path in _free_texts():
        old = _edited(office, file, path)
        if old is None:
            continue
        now = prepare_office(office)
        if not now.faulty:
            planned = plan_build(now, folder=output, templates=_templates(), engine=engine)
            stale = {document.id for document in planned.stale}
            # What has number and day waits for a word when the edit is in another record than its own.
            asked = {
                key for key, one in planned.decisions.items() if "DUNG-42" in {found.code for found in one.findings}
            }
            assert asked == {one.id for one in now.documents if _waits(one, file) and _words(one) != before[one.id]}
            assert stale | asked == {one.id for one in now.documents if _words(one) != before[one.id]}, (file, path)
            assert not stale & asked
            assert all(f"{file} dòng " in planned.decisions[key].reason for key in stale), (file, path)
            rebuilt += bool(stale)
        (office / file).write_text(old, "utf-8")
    assert rebuilt > 16


def _waits(document: OfficialDocument, edited: str) -> bool:
    dated = document.place_date is not None and document.place_date.day is not None
    return dated and document.number.number is not None and document.source != edited


def _record(prepared: Prepared, output: Path) -> None:
    """The folder as after a whole build, without the time that LibreOffice takes."""
    planned = plan_build(prepared, folder=output, templates=_templates(), engine=find_engine())
    for decision in planned.decisions.values():
        pair = write_files(output, decision.document.id, both(b"docx", PDF))
        entry = Entry(
            id=decision.document.id,
            paper_inputs=decision.paper_inputs,
            files=marks(pair, b"docx", PDF),
            pages=1,
        )
        append_entry(output, entry)
    keep_record(prepared, planned, folder=output)


def test_plan__build_twice_is_nothing_to_do_and_no_record_is_a_whole_build(tmp_path: Path) -> None:
    prepared = sample()
    _record(prepared, tmp_path)
    plan_again: Callable[[], int] = lambda: len(  # noqa: E731
        plan_build(prepared, folder=tmp_path, templates=_templates(), engine=find_engine()).stale
    )
    assert plan_again() == 0
    assert load_manifest(tmp_path).entries.keys() == {document.id for document in prepared.documents}
    shutil.rmtree(tmp_path / ".vanthu")
    assert plan_again() == len(prepared.documents)


def test_plan__paper_with_an_error_keeps_its_entry_and_is_seen_when_it_is_mended(tmp_path: Path) -> None:
    office, output = Path(shutil.copytree(OFFICE, tmp_path / "hồ sơ")), tmp_path / "out"
    _record(prepare_office(office), output)
    letter = office / "van-ban" / "cong-van-ubnd.yaml"
    right = letter.read_text("utf-8")
    letter.write_text(right.replace("trích yếu: ", "trích yếu sai: ", 1), "utf-8")
    faulty = prepare_office(office)
    planned = plan_build(faulty, folder=output, templates=_templates(), engine=find_engine())
    assert planned.stale == ()
    keep_record(faulty, planned, folder=output)
    assert "cong-van-ubnd" in load_manifest(output).entries
    letter.write_text(right.replace("trích yếu: ", "trích yếu: đã sửa; ", 1), "utf-8")
    mended = plan_build(prepare_office(office), folder=output, templates=_templates(), engine=find_engine())
    assert [one.id for one in mended.stale] == ["cong-van-ubnd"]
    assert "cong-van-ubnd.yaml dòng " in mended.decisions["cong-van-ubnd"].reason


@pytest.mark.office
def test_is_signed__by_a_real_signature(built: Mapping[str, PaperResult], tmp_path: Path) -> None:
    unsigned = built["cong-van-ubnd"].pdf
    assert unsigned is not None
    root = identity("Gốc thử nghiệm")
    place = tmp_path / "a.pdf"
    place.write_bytes(unsigned)
    assert not is_signed(place, None)
    name = next(iter(pdfs.fields(pdfs.read(unsigned))))
    place.write_bytes(sign(unsigned, name, signer(identity("Vũ Thị Thu Hiền", root), root), certify=False))
    assert is_signed(place, None)
