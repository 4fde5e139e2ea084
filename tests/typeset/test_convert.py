"""Tests of the conversion with LibreOffice, and with stand-ins for a LibreOffice that fails."""

from __future__ import annotations

import pickle
import socket
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import ConversionFailed, EnvironmentMissing
from pipeline.typeset.docx.package import write_package
from pipeline.typeset.libreoffice.convert import to_docx, to_pdf
from pipeline.typeset.libreoffice.soffice import Engine, find_engine
from pipeline.typeset.libreoffice.soffice_profile import environment
from pipeline.typeset.libreoffice.soffice_run import seconds_for
from pipeline.typeset.pdf.assemble import page_count
from tests import standins
from tests.processes import until, with_words
from tests.typeset import papers

NAMES = tuple(f"văn bản/{number}" for number in range(5))


def engine(mode: str, mark: str = "", *, seconds: float = 20.0) -> Engine:
    """A stand-in that is given `seconds` to start and no more for each file."""
    return Engine(command=standins.command(mode, mark), version="0", start_seconds=seconds, document_seconds=0.0)


def sources(*, bad: tuple[int, ...] = ()) -> dict[str, bytes]:
    return {name: standins.BAD if number in bad else b"good" for number, name in enumerate(NAMES)}


def failed(results: dict[str, bytes | ConversionFailed]) -> list[str]:
    return [name for name, result in results.items() if isinstance(result, ConversionFailed)]


def processes_marked(mark: str) -> list[str]:
    """The command lines of the processes that carry this mark."""
    return list(with_words(mark).values())


def left_over(mark: str) -> list[str]:
    """What is not gone soon after it was killed: the system takes a moment, on a busy machine a long one."""
    until(lambda: not processes_marked(mark))
    return processes_marked(mark)


@pytest.fixture
def mark() -> Iterator[str]:
    """A mark for the stand-in's command line; no process may carry it after the test."""
    value = uuid.uuid4().hex
    yield value
    assert left_over(value) == []


def test_seconds_for__grow_with_the_unpacked_size_of_the_papers() -> None:
    given = Engine(command=("soffice",), version="0", start_seconds=60, document_seconds=30, megabyte_seconds=10)
    large = write_package({"word/document.xml": b"<w:p/>" * 1_000_000})
    assert len(large) < 100_000
    assert seconds_for(given, [b"x" * 100_000]) == (91.0, 91.0)
    patience, allowed = seconds_for(given, [b"", large, large])
    assert (patience, allowed) == (150.0, 60 + 30 + 2 * 90)


def test_to_pdf__nothing_to_do() -> None:
    assert to_pdf({}, engine=engine("crash")) == {}


@pytest.mark.parametrize(("processes", "batch_size"), [(1, 60), (2, 60), (3, 1), (1, 2), (9, 4)])
def test_to_pdf__one_result_per_name_in_order(processes: int, batch_size: int, mark: str) -> None:
    done: list[str] = []
    results = to_pdf(
        sources(), engine=engine("good", mark), processes=processes, batch_size=batch_size, on_done=done.append
    )
    assert list(results.items()) == [(name, standins.ONE_PAGE) for name in NAMES]
    assert sorted(done) == sorted(NAMES)


@pytest.mark.parametrize("mode", ["crash", "nothing", "garbage", "pageless"])
def test_to_pdf__useless_engine(mode: str, mark: str) -> None:
    done: list[str] = []
    results = to_pdf(sources(), engine=engine(mode, mark), processes=2, on_done=done.append)
    assert failed(results) == list(NAMES)
    assert sorted(done) == sorted(NAMES)


@pytest.mark.parametrize("mode", ["skip-bad", "crash-on-bad"])
@pytest.mark.parametrize("bad", [(0,), (2,), (4,), (0, 1), (1, 3), (0, 1, 2, 3)])
def test_to_pdf__bad_paper_takes_no_other_down(mode: str, bad: tuple[int, ...], mark: str) -> None:
    results = to_pdf(sources(bad=bad), engine=engine(mode, mark))
    assert failed(results) == [NAMES[number] for number in bad]
    assert all(results[name] == standins.ONE_PAGE for name in NAMES if name not in failed(results))


def test_to_pdf__hanging_on_one_paper(mark: str) -> None:
    results = to_pdf(sources(bad=(2,)), engine=engine("hang-on-bad", mark, seconds=6.0))
    assert failed(results) == [NAMES[2]]


def test_to_pdf__deadline(mark: str) -> None:
    results = to_pdf({"một": b"x"}, engine=engine("hang", mark, seconds=0.5))
    failure = results["một"]
    assert isinstance(failure, ConversionFailed)
    assert "quá thời gian" in failure.message


def test_to_pdf__child_left_behind(mark: str) -> None:
    assert failed(to_pdf(sources(), engine=engine("child", mark))) == []


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_to_pdf__interrupted(error: type[BaseException], mark: str) -> None:
    def stop(_: str) -> None:
        raise error

    with pytest.raises(error):
        to_pdf(sources(bad=(4,)), engine=engine("hang-on-bad", mark), on_done=stop)


def test_to_pdf__log_and_bare_environment(mark: str) -> None:
    failure = to_pdf({"một": b"x"}, engine=engine("complain", mark))["một"]
    assert isinstance(failure, ConversionFailed)
    assert "could not be loaded" in failure.log
    assert f"environment: {' '.join(sorted(environment(Path())))}" in failure.log
    assert "«một»" in failure.message
    assert pickle.loads(pickle.dumps(failure)).log == failure.log


def test_to_pdf__program_gone() -> None:
    with pytest.raises(EnvironmentMissing):
        to_pdf({"một": b"x"}, engine=Engine(command=("/nowhere/soffice",), version="0"))


def test_engine__survives_pickling() -> None:
    value = engine("good")
    assert pickle.loads(pickle.dumps(value)) == value


def program(folder: Path, text: str) -> str:
    """A folder to search in, with a `soffice` that prints this."""
    file = folder / "soffice"
    file.write_text(f"#!/bin/sh\necho '{text}'\n", encoding="utf-8")
    file.chmod(0o755)
    return str(folder)


def test_find_engine__reads_version(tmp_path: Path) -> None:
    found = find_engine(search_path=program(tmp_path, "LibreOffice 24.2.7.2 420(Build:2)"))
    assert found.version == "24.2.7.2"
    assert found.command == (str(tmp_path / "soffice"),)


@pytest.mark.parametrize("text", ["LibreOffice 7.3.7.2 30(Build:2)", "LibreOffice 5.1.6.2 10m0(Build:2)"])
def test_find_engine__too_old(text: str, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentMissing, match="quá cũ"):
        find_engine(search_path=program(tmp_path, text))


@pytest.mark.parametrize("text", ["", "something else 9.9"])
def test_find_engine__not_libreoffice(text: str, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentMissing) as caught:
        find_engine(search_path=program(tmp_path, text))
    assert "sudo apt install libreoffice-writer-nogui" in caught.value.remedy


@pytest.mark.office
def test_to_pdf__libreoffice_asks_nobody() -> None:
    """A picture that the paper only links to is not fetched."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/picture.png"
        paper = papers.docx(papers.paragraph(papers.linked_picture()), papers.section(), pictures_at=(address,))
        assert failed(to_pdf({"một": paper}, engine=find_engine())) == []
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.mark.office
@pytest.mark.parametrize("processes", [1, 2])
def test_to_pdf__libreoffice(processes: int) -> None:
    given = {f"vb/{number}": papers.decision() for number in range(4)} | {"hỏng": b"not a DOCX"}
    results = to_pdf(given, engine=find_engine(), processes=processes)
    assert failed(results) == ["hỏng"]
    assert [page_count(pdf) for pdf in results.values() if isinstance(pdf, bytes)] == [2] * 4


@pytest.mark.parametrize("mode", ["crash", "nothing", "good"])
@pytest.mark.parametrize("kind", ["doc", "rtf", "odt"])
def test_to_docx__useless_engine(mode: str, kind: str, mark: str) -> None:
    results = to_docx({"a": b"x"}, kind=kind, engine=engine(mode, mark))
    assert failed(results) == ["a"]
    assert "DOCX" in str(results["a"])
