"""The writer: whatever lies in a place, whenever it came there and wherever a run is killed, a person's bytes are there after."""

from __future__ import annotations

import itertools
import os
import tempfile
import zipfile
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.filing import system
from pipeline.filing.look import Proof, Whose, digest_of, look
from pipeline.filing.own import Ledger, keep_version
from pipeline.filing.seals import PAGE_PROOF, sealed_page
from pipeline.filing.writer import Outcome, must_be_new, put, recover, take_away
from tests.filing import moments

OLD, NEW = b"%PDF-1.7 the last one", b"%PDF-1.7 the next one"
OURS = Proof(frozenset({digest_of(OLD)}))
SIGNED = b"%PDF-1.7 a person's /ByteRange [0 1 2 3]"
PERSONS = b"%PDF-1.7 a person's"


def visible(folder: Path) -> dict[str, bytes]:
    """What people see in a folder."""
    return {one.name: one.read_bytes() for one in folder.iterdir() if not one.name.startswith(".") and one.is_file()}


@pytest.fixture(params=["exchange", "by turns", "without flags"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The ways a system offers: an exchange, renaming without replacing alone, hard links alone."""
    if request.param == "by turns":
        monkeypatch.setattr(system, "_EXCHANGE", 1 << 20)  # a flag that no system knows
    if request.param == "without flags":
        monkeypatch.setattr(system, "_renameat2", lambda: None)
    return str(request.param)


@pytest.mark.usefixtures("way")
def test_put__new_same_replaced(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b.pdf"
    assert put(target, OLD).outcome is Outcome.NEW
    assert put(target, OLD).outcome is Outcome.SAME
    filed = put(target, NEW, OURS)
    assert (filed.outcome, filed.beside) == (Outcome.REPLACED, ())
    assert (filed.size, filed.modified) == (len(NEW), target.stat().st_mtime_ns)
    assert {one.name for one in target.parent.iterdir()} == {"b.pdf"}


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("proof", [Proof(), OURS])
def test_put__not_known_is_a_persons(tmp_path: Path, proof: Proof) -> None:
    target = tmp_path / "b.pdf"
    target.write_bytes(PERSONS)
    filed = put(target, NEW, proof)
    assert filed.outcome is Outcome.REPLACED
    assert [one.name for one in filed.beside] == [f"b.sua-tay-{digest_of(PERSONS)[:8]}.pdf"]
    assert visible(tmp_path) == {"b.pdf": NEW, filed.beside[0].name: PERSONS}
    target.write_bytes(PERSONS)
    assert put(target, NEW, proof).beside == filed.beside
    assert len(visible(tmp_path)) == 2


@pytest.mark.usefixtures("way")
def test_put__signed_stays_even_where_it_is_known(tmp_path: Path) -> None:
    target = tmp_path / "b.pdf"
    target.write_bytes(SIGNED)
    assert put(target, NEW, Proof(frozenset({digest_of(SIGNED)}))).outcome is Outcome.SIGNED
    assert visible(tmp_path) == {"b.pdf": SIGNED}


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("content", [b"", b"\0" * 3000])
def test_put__what_a_power_cut_leaves_is_nobodys(tmp_path: Path, content: bytes) -> None:
    target = tmp_path / "b.pdf"
    target.write_bytes(content)
    assert put(target, NEW).beside == ()
    assert visible(tmp_path) == {"b.pdf": NEW}


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("content", [SIGNED, PERSONS])
def test_put__what_comes_right_before_the_rename_is_not_lost(tmp_path: Path, content: bytes) -> None:
    """An editor saves by renaming, another writes in place, a signing tool writes over: between the look and the rename."""
    for save in (moments.in_place, moments.by_renaming):
        target = tmp_path / save.__name__ / "b.pdf"
        put(target, OLD)
        with moments.before(target, partial(save, target, content)) as happened:
            filed = put(target, NEW, OURS)
        assert happened
        found = visible(target.parent)
        assert content in found.values()
        assert (found["b.pdf"] == content) == (content == SIGNED)
        assert filed.outcome is (Outcome.SIGNED if content == SIGNED else Outcome.REPLACED)


@pytest.mark.usefixtures("way")
def test_put__where_nothing_was_and_something_comes(tmp_path: Path) -> None:
    target = tmp_path / "b.pdf"
    with moments.before(target, lambda: moments.in_place(target, SIGNED)):
        assert put(target, NEW).outcome is Outcome.SIGNED
    assert visible(tmp_path) == {"b.pdf": SIGNED}


@pytest.mark.usefixtures("way")
def test_put__a_program_that_still_writes_keeps_its_file(tmp_path: Path) -> None:
    target = tmp_path / "b.pdf"
    put(target, OLD)
    with target.open("r+b") as editor:
        assert put(target, NEW, OURS).outcome is Outcome.BUSY
        editor.write(PERSONS)
    assert visible(tmp_path) == {"b.pdf": PERSONS + OLD[len(PERSONS) :]}


@pytest.mark.usefixtures("way")
def test_put__leaves_what_changed_where_it_is_asked_to(tmp_path: Path) -> None:
    target = tmp_path / "b.yaml"
    put(target, OLD)
    with moments.before(target, lambda: moments.by_renaming(target, PERSONS)):
        assert put(target, NEW, OURS, beside=False).outcome is Outcome.CHANGED
    assert visible(tmp_path) == {"b.yaml": PERSONS}


@pytest.mark.usefixtures("way")
def test_put__a_record_kept_beside_is_no_record(tmp_path: Path) -> None:
    target = tmp_path / "b.yaml"
    target.write_bytes(PERSONS)
    (beside,) = put(target, NEW).beside
    assert beside.name == f"b.yaml.sua-tay-{digest_of(PERSONS)[:8]}"


@pytest.mark.usefixtures("way")
def test_put__links_and_folders_are_kept_beside(tmp_path: Path) -> None:
    archive = tmp_path / "archive.pdf"
    archive.write_bytes(PERSONS)
    target = tmp_path / "b.pdf"
    target.symlink_to("archive.pdf")
    (link,) = put(target, NEW).beside
    assert (link.readlink(), archive.read_bytes(), target.is_symlink()) == (Path("archive.pdf"), PERSONS, False)
    archive.write_bytes(SIGNED)
    target.unlink()
    target.symlink_to("archive.pdf")
    assert put(target, NEW).outcome is Outcome.SIGNED
    assert target.readlink() == Path("archive.pdf")
    target.unlink()
    target.symlink_to("nowhere")
    assert put(target, NEW).beside[0].readlink() == Path("nowhere")
    target.unlink()
    target.mkdir()
    (target / "c").write_bytes(PERSONS)
    (folder,) = put(target, NEW).beside
    assert (folder / "c").read_bytes() == PERSONS


def test_put__unreadable_stays_and_is_said() -> None:
    """As a user for whom permissions count."""
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        folder = Path(name)
        folder.chmod(0o777)
        target = folder / "b.pdf"
        target.write_bytes(SIGNED)
        target.chmod(0)
        own = os.geteuid()
        os.seteuid(own or 65534)
        try:
            assert put(target, NEW).outcome is Outcome.UNREADABLE
        finally:
            os.seteuid(own)
        target.chmod(0o600)
        assert visible(folder) == {"b.pdf": SIGNED}


def test_must_be_new__something_is_there(tmp_path: Path) -> None:
    target = tmp_path / "b.yaml"
    must_be_new(target, NEW)
    with pytest.raises(UsageError, match="đã có"):
        must_be_new(target, OLD)
    assert visible(tmp_path) == {"b.yaml": NEW}
    target.unlink()
    with moments.before(target, lambda: moments.in_place(target, PERSONS)), pytest.raises(UsageError):
        must_be_new(target, NEW)
    assert visible(tmp_path) == {"b.yaml": PERSONS}


@pytest.mark.usefixtures("way")
def test_take_away__ours_alone(tmp_path: Path) -> None:
    target = tmp_path / "b.pdf"
    assert take_away(target, OURS).outcome is Outcome.REMOVED
    target.write_bytes(OLD)
    assert take_away(target, OURS).outcome is Outcome.REMOVED
    assert not target.exists()
    target.write_bytes(PERSONS)
    assert take_away(target, OURS).outcome is Outcome.CHANGED
    (beside,) = take_away(target, OURS, beside=True).beside
    assert visible(tmp_path) == {beside.name: PERSONS}


# ------------------------------------------------------------------------------------------------------- killed anywhere
@pytest.mark.parametrize("content", [OLD, SIGNED, PERSONS])
@pytest.mark.parametrize("during", [False, True])
@pytest.mark.usefixtures("way")
def test_put__killed_anywhere_loses_and_hides_nothing(tmp_path: Path, content: bytes, *, during: bool) -> None:
    for change in itertools.count(1):
        folder = tmp_path / str(change)
        target = folder / "b.pdf"
        put(target, OLD)
        if not during:
            moments.by_renaming(target, content)
        save = partial(moments.in_place, target, content) if during else partial(int)
        killed = moments.killed_before(change, folder, partial(_work, target, save))
        recovered = recover(folder, OURS.and_of(digest_of(NEW)))
        found = visible(folder)
        assert set(found.values()) <= {NEW, OLD, content}
        assert "b.pdf" in found
        # Where the kill came before the person's saving, there is nothing of theirs.
        assert content in found.values() or content == OLD or (during and killed and found["b.pdf"] == OLD)
        assert found["b.pdf"] == SIGNED or SIGNED not in found.values()
        assert [one for one in folder.iterdir() if one.name.startswith(".")] == []
        assert all(one.outcome is Outcome.FOUND for one in recovered)
        if not killed:
            return  # the whole way was walked


def _work(target: Path, save: Callable[[], object]) -> None:
    with moments.before(target, save):
        put(target, NEW, OURS)


def test_recover__leaves_strangers_alone(tmp_path: Path) -> None:
    names = [".b.docx.swp", ".~lock.b.docx#", ".b.docx.12345678", "b.0123abcd.doi-cho", ".goc"]
    for name in names:
        (tmp_path / name).write_bytes(PERSONS)
    assert recover(tmp_path) == ()
    assert {one.name for one in tmp_path.iterdir()} == set(names)


def test_recover__young_files_may_be_anothers(tmp_path: Path) -> None:
    waiting = tmp_path / ".b.pdf.0123abcd.doi-cho"
    waiting.write_bytes(PERSONS)
    assert recover(tmp_path, age=60) == ()
    (found,) = recover(tmp_path)
    assert (found.outcome, visible(tmp_path)) == (Outcome.FOUND, {"b.pdf": PERSONS})


# --------------------------------------------------------------------------------------------------------- what proves
def _zip(name: str) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "whose"),
    [
        (SIGNED, Whose.SIGNED),
        (b"\xef\xbb\xbf junk " + SIGNED, Whose.SIGNED),
        (b"%PDF-1.7 " + b"x" * ((1 << 20) - 14) + b"/ByteRange", Whose.SIGNED),
        (_zip("_xmlsignatures/sig1.xml"), Whose.SIGNED),
        (_zip("META-INF/documentsignatures.xml"), Whose.SIGNED),
        (_zip("word/document.xml"), Whose.PERSONS),
        (b"text about /ByteRange", Whose.PERSONS),
        (b"", Whose.EMPTY),
        (OLD, Whose.OURS),
    ],
)
def test_look__whose_it_is(tmp_path: Path, content: bytes, whose: Whose) -> None:
    (tmp_path / "a").write_bytes(content)
    seen = look(tmp_path / "a", OURS)
    assert (seen.whose, seen.digest) == (whose, digest_of(content))


def test_look__a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a")
    assert look(tmp_path / "a").whose is Whose.PERSONS


def test_sealed_page__proves_itself(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    page.write_bytes(sealed_page("<html>Đối chiếu</html>"))
    assert put(page, sealed_page("<html>khác</html>"), PAGE_PROOF).beside == ()
    page.write_bytes(page.read_bytes().replace(b"kh", b"KH"))
    assert len(put(page, sealed_page("<html>mới</html>"), PAGE_PROOF).beside) == 1


def test_ledger__remembers_lines_and_survives_damage(tmp_path: Path) -> None:
    place = tmp_path / ".vanthu" / "da-ghi.json"
    ledger = Ledger.in_folder(tmp_path)
    ledger.note("a", OLD)
    ledger.note("a", NEW)
    ledger.note("b", OLD)
    assert Ledger.in_folder(tmp_path).proof("a").digests == {digest_of(OLD), digest_of(NEW)}
    place.write_bytes(place.read_bytes()[:-20])
    assert Ledger.in_folder(tmp_path).names == {"a"}
    Ledger.in_folder(tmp_path).close(gone=["a"])
    assert Ledger.in_folder(tmp_path).names == frozenset()
    place.write_text(f'{{\n "a": "{digest_of(OLD)}"\n}}', "utf-8")
    assert Ledger.in_folder(tmp_path).proof("a") == OURS
    place.write_bytes(b"\xff[")
    assert Ledger.in_folder(tmp_path).names == frozenset()


def test_ledger__a_folder_that_nothing_was_written_to_gets_none(tmp_path: Path) -> None:
    Ledger.in_folder(tmp_path).close(gone=["a"])
    assert list(tmp_path.iterdir()) == []


def test_keep_version__never_replaces(tmp_path: Path) -> None:
    keep_version(tmp_path, 1, {"a": OLD, "b/c": NEW})
    (tmp_path / "2").mkdir()
    for number in (1, 2):
        with pytest.raises(FileExistsError):
            keep_version(tmp_path, number, {"a": NEW})
    assert (tmp_path / "1" / "a").read_bytes() == OLD
    assert sorted(one.name for one in tmp_path.iterdir()) == ["1", "2"]
