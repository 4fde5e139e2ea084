"""Records away for a build, places that lead elsewhere: ours stays known as ours, and one paper stops no other."""

from __future__ import annotations

import random
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from pipeline import app
from pipeline.building.making.job import Job, PaperResult
from pipeline.building.making.output import Artefact, bundle_path, own_files
from pipeline.building.state.fingerprint import digest
from tests.sample import both
from tests.workspace.small_folder import AGENCIES, LETTER, OFFICE, PEOPLE

_LEADING = LETTER.replace("mã: cv-1", "mã: cv-2").replace("số: 12", "số: 13") + "kèm theo: [cv-1]\n"
_SUBJECT = "trích yếu: báo cáo kết quả"
_UNREADABLE = {
    "two bytes": b"\xff\xfe",
    "empty": b"",
    "no UTF-8": b"\x80\x81 abc",
    "zeros": b"\x00" * 64,
}


def _pdf(words: str) -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Title"] = words
        stream = BytesIO()
        pdf.save(stream, deterministic_id=True)
        return stream.getvalue()


def _ready(job: Job) -> tuple[PaperResult, ...]:
    """Papers that need no LibreOffice: other bytes for other words."""
    return tuple(
        PaperResult(document=one, files=both(digest(repr(one)).encode(), _pdf(digest(repr(one)))), pages=1)
        for one in job.documents
    )


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two letters of which one encloses the other; papers are made without LibreOffice."""
    monkeypatch.setattr("pipeline.building.making.job.run_job", _ready)
    folder = tmp_path / "ho-so"
    (folder / "van-ban").mkdir(parents=True)
    for name, text in {"co-quan": AGENCIES, "can-bo": PEOPLE, "van-phong": OFFICE}.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    _write(folder, {"cv-1": LETTER, "cv-2": _LEADING})
    return folder


def _write(folder: Path, records: Mapping[str, str]) -> None:
    for name, text in records.items():
        (folder / "van-ban" / f"{name}.yaml").write_text(text, "utf-8")


def _build(office: Path, *only: str) -> app.BuildResult:
    return app.build(office, office.parent / "ra", app.BuildOptions(jobs=1, explain=True, only=only))


def _codes(result: app.BuildResult) -> list[str]:
    return [one.code for one in result.found]


def _beside(office: Path) -> list[Path]:
    return sorted((office.parent / "ra").rglob("*.sua-tay-*"))


def _changed(text: str, word: str) -> str:
    return text.replace(_SUBJECT, f"{_SUBJECT} {word}", 1)


@pytest.mark.parametrize("away", ["moved", *_UNREADABLE])
def test_build__a_paper_of_ours_is_known_after_its_record_was_away(office: Path, away: str) -> None:
    assert _build(office).sound
    record = office / "van-ban" / "cv-1.yaml"
    if away == "moved":
        record.unlink()
        (office / "van-ban" / "cv-2.yaml").unlink()
    else:
        record.write_bytes(_UNREADABLE[away])
    _build(office)
    _build(office)
    _write(office, {"cv-1": _changed(LETTER, "mới"), "cv-2": _LEADING})
    back = _build(office)
    assert back.sound, back.found
    assert (_codes(back), _beside(office)) == ([], [])


def test_build__what_came_back_as_it_was_is_not_made_again(office: Path) -> None:
    _build(office)
    for name in ("cv-1", "cv-2"):
        (office / "van-ban" / f"{name}.yaml").rename(office.parent / name)
    _build(office)
    for name in ("cv-1", "cv-2"):
        (office.parent / name).rename(office / "van-ban" / f"{name}.yaml")
    assert [one.action for one in _build(office).decisions.values()] == [app.Action.KEEP] * 2


def test_build__is_forgotten_with_its_files(office: Path) -> None:
    _build(office)
    for name in ("cv-1", "cv-2"):
        (office / "van-ban" / f"{name}.yaml").unlink()
        for path in (office.parent / "ra" / name).iterdir():
            path.unlink()
    _build(office)
    assert b"cv-1" not in (office.parent / "ra" / ".vanthu" / "manifest.jsonl").read_bytes()


def _step(office: Path, chance: random.Random) -> str:
    """Something happens to the record of one paper, or to the file of one."""
    name, text = chance.choice([("cv-1", LETTER), ("cv-2", _LEADING)])
    record = office / "van-ban" / f"{name}.yaml"
    what = chance.choice(["absent", "back", "back", "changed", *_UNREADABLE])
    if what == "absent":
        record.unlink(missing_ok=True)
    elif what in _UNREADABLE:
        record.write_bytes(_UNREADABLE[what])
    else:
        _write(office, {name: text if what == "back" else _changed(text, f"lần {chance.randrange(99)}")})
    return f"{name} {what}"


@pytest.mark.parametrize("seed", range(6))
def test_build__whatever_becomes_of_records_ours_is_replaced_and_a_persons_is_kept(office: Path, seed: int) -> None:
    chance, told = random.Random(seed), []  # noqa: S311 - which steps, no secret
    output = office.parent / "ra"
    _build(office)
    for _ in range(6):
        told.append(_step(office, chance))
        assert not {"DUNG-09", "DUNG-20"} & set(_codes(_build(office))), told
        assert _beside(office) == [], told
    theirs = {
        own_files(output, "cv-1")[Artefact.DOCX]: b"docx of a person",
        bundle_path(output, "cv-2"): _pdf("of a person"),
    }
    for path, content in theirs.items():
        path.write_bytes(content)
    told.append(_step(office, chance))
    codes = _codes(_build(office))
    _write(office, {"cv-1": _changed(LETTER, "sau cùng"), "cv-2": _changed(_LEADING, "sau cùng")})
    codes += _codes(_build(office))
    assert ("DUNG-09" in codes, "DUNG-20" in codes) == (True, False), told
    assert {path.read_bytes() for path in _beside(office)} == set(theirs.values()), told


# ----------------------------------------------------------------------------------------- places that lead elsewhere
def _link(home: Path, elsewhere: Path) -> None:
    elsewhere.mkdir(exist_ok=True)
    home.parent.mkdir(parents=True, exist_ok=True)
    home.symlink_to(elsewhere, target_is_directory=True)


@pytest.mark.parametrize("in_the_way", ["link", "loop", "nowhere", "file"])
def test_build__a_place_that_leads_elsewhere_stops_its_paper_alone(office: Path, in_the_way: str) -> None:
    home, elsewhere = office.parent / "ra" / "cv-2", office.parent / "ngoai"
    home.parent.mkdir()
    elsewhere.mkdir()
    if in_the_way == "link":
        home.symlink_to(elsewhere, target_is_directory=True)
    elif in_the_way == "loop":
        home.symlink_to(home)
    elif in_the_way == "nowhere":
        home.symlink_to(home.parent / "khong-co")
    else:
        home.write_bytes(b"a person's")
    result = _build(office)
    assert not result.sound
    assert [(one.code, one.file, one.document) for one in result.findings] == [("DUNG-26", "van-ban/cv-2.yaml", "cv-2")]
    assert str(home) in result.findings[0].message
    assert [one.id for one in result.unmade] == ["cv-2"]
    assert [one.id for one in result.built] == ["cv-1"]
    assert all(path.is_file() for path in own_files(home.parent, "cv-1").values())
    assert list(elsewhere.iterdir()) == []
    assert _build(office, "cv-1").sound
    home.unlink()
    assert _build(office).sound


def test_build__a_folder_that_became_a_link_after_a_build_is_seen(office: Path) -> None:
    plain = app.BuildOptions(jobs=1)
    output = office.parent / "ra"
    assert app.build(office, output, plain).sound
    (output / "cv-2").rename(office.parent / "ngoai")
    (output / "cv-2").symlink_to(office.parent / "ngoai", target_is_directory=True)
    before = {path: path.read_bytes() for path in (office.parent / "ngoai").iterdir()}
    _write(office, {"cv-2": _changed(_LEADING, "mới")})
    assert [one.code for one in app.build(office, output, plain).findings] == ["DUNG-26"]
    assert {path: path.read_bytes() for path in (office.parent / "ngoai").iterdir()} == before


def test_build__an_enclosed_paper_that_leads_elsewhere_takes_its_bundle_along(office: Path) -> None:
    _link(office.parent / "ra" / "cv-1", office.parent / "ngoai")
    result = _build(office)
    assert [one.id for one in result.unmade] == ["cv-1", "cv-2"]
    assert list((office.parent / "ngoai").iterdir()) == []


# --------------------------------------------------------------------------- records that no longer say what they are
@pytest.mark.parametrize("unreadable", _UNREADABLE)
def test_build__a_paper_whose_record_says_nothing_any_more_is_named_as_not_made(office: Path, unreadable: str) -> None:
    _build(office)
    record = office / "van-ban" / "cv-1.yaml"
    record.write_bytes(_UNREADABLE[unreadable])
    (office / "van-ban" / "cv-2.yaml").unlink()
    for result in (_build(office), _build(office)):
        assert not result.sound
        (one,) = result.unmade
        assert (one.id, one.file, one.finding.file) == ("cv-1", "van-ban/cv-1.yaml", "van-ban/cv-1.yaml")
    record.write_text(LETTER, "utf-8")
    assert _build(office).unmade == ()


def test_build__what_moved_is_looked_for_where_it_was_last(office: Path) -> None:
    _build(office)
    _write(office, {"moi": LETTER})
    (office / "van-ban" / "cv-1.yaml").unlink()
    assert _build(office).sound
    (office / "van-ban" / "moi.yaml").write_bytes(b"\xff\xfe")
    assert [(one.id, one.file) for one in _build(office).unmade] == [
        ("cv-1", "van-ban/moi.yaml"),
        ("cv-2", "van-ban/cv-2.yaml"),
    ]


def test_build__another_paper_in_a_faulty_record_is_no_paper_lost(office: Path) -> None:
    (office / "van-ban" / "cv-2.yaml").unlink()
    _build(office)
    _write(office, {"cv-1": LETTER.replace("mã: cv-1", "mã: cv-9").replace("trích yếu", "trích yêu")})
    assert [one.id for one in _build(office).unmade] == ["cv-9"]
