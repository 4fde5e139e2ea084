"""Tests of handing files over by UNO: the same pages as `--convert-to`, and no worse when something goes wrong."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import uuid
from dataclasses import replace
from functools import cache
from pathlib import Path
from threading import Thread

import pytest

from pipeline.errors import ConversionFailed
from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.text_end import ready_for_libreoffice
from pipeline.typeset.libreoffice.convert import to_pdf
from pipeline.typeset.libreoffice.soffice import Engine, find_bridge, find_engine
from pipeline.typeset.libreoffice.soffice_client import NO_UNO
from pipeline.typeset.pdf.assemble import assemble
from tests import standins
from tests.processes import descendants, with_words
from tests.sample import sample_job
from tests.typeset import papers
from tests.typeset.test_convert import left_over

SLEEPER = (sys.executable, "-c", "import time; time.sleep(600)")


def bridged() -> Engine:
    """This machine's LibreOffice; the set-up of the project brings the bridge along."""
    engine = find_engine()
    assert engine.bridge
    return engine


@cache
def sample_docx() -> dict[str, bytes]:
    """The Word files of the sample office as LibreOffice gets them."""
    job = sample_job()
    return {
        document.id: ready_for_libreoffice(
            make_docx(document, templates=job.templates, profile=job.profile), profile=job.profile
        )
        for document in job.documents
    }


def settled(pdf: bytes | ConversionFailed) -> bytes:
    """The paper as it is kept, without LibreOffice's dates and chance numbers."""
    assert isinstance(pdf, bytes)
    return assemble(pdf, title="x").pdf


@pytest.mark.office
def test_bridge__the_same_pages_as_without() -> None:
    docx = sample_docx()
    engine = bridged()
    over = to_pdf(docx, engine=engine, processes=2)
    alone = to_pdf(docx, engine=replace(engine, bridge=()), processes=2)
    assert len(docx) > 10
    assert {name: settled(pdf) for name, pdf in over.items()} == {name: settled(pdf) for name, pdf in alone.items()}


@pytest.mark.office
def test_bridge__order_and_company_change_no_byte() -> None:
    docx = sample_docx()
    engine = bridged()
    forward = to_pdf(docx, engine=engine)
    backward = to_pdf(dict(reversed(docx.items())), engine=engine, batch_size=5)
    assert {name: settled(pdf) for name, pdf in forward.items()} == {
        name: settled(pdf) for name, pdf in backward.items()
    }


@pytest.mark.office
def test_bridge__a_file_that_is_none_takes_no_other_down() -> None:
    docx = papers.decision()
    made = to_pdf({"một": docx, "hai": b"not a Word file", "ba": docx}, engine=bridged())
    assert isinstance(made["hai"], ConversionFailed)
    assert settled(made["một"]) == settled(made["ba"])


@pytest.mark.office
def test_bridge__libreoffice_killed_at_work_costs_no_paper() -> None:
    docx = {f"{number}": papers.decision() for number in range(12)}
    made: dict[str, bytes | ConversionFailed] = {}
    killed: list[int] = []

    def kill_one(_: str) -> None:
        if not killed:
            # Other tests have a LibreOffice, too.
            for number in with_words("soffice.bin", "vanthu-").keys() & descendants(os.getpid()):
                killed.append(number)
                os.kill(number, signal.SIGKILL)

    worker = Thread(target=lambda: made.update(to_pdf(docx, engine=bridged(), on_done=kill_one)))
    worker.start()
    worker.join(600)
    assert killed
    assert list(made) == list(docx)
    assert all(isinstance(pdf, bytes) for pdf in made.values())


@pytest.mark.office
def test_bridge__a_python_without_uno_is_done_without() -> None:
    made = to_pdf({"một": papers.decision()}, engine=replace(bridged(), bridge=(sys.executable, "-S")))
    assert isinstance(made["một"], bytes)


def test_client__says_that_it_does_not_know_uno() -> None:
    client = Path(__file__).parents[2] / "pipeline" / "typeset" / "libreoffice" / "soffice_client.py"
    ended = subprocess.run([sys.executable, "-I", "-S", str(client), "x"], stdin=subprocess.DEVNULL, check=False)
    assert ended.returncode == NO_UNO


def test_bridge__libreoffice_that_ends_is_not_waited_for() -> None:
    mark = uuid.uuid4().hex
    engine = Engine(command=standins.command("crash", mark), version="0", bridge=(*SLEEPER, mark), start_seconds=300)
    begun = time.monotonic()
    made = to_pdf({"một": b"x"}, engine=engine)
    assert isinstance(made["một"], ConversionFailed)
    assert "tín hiệu 11" in made["một"].message
    assert time.monotonic() - begun < engine.start_seconds
    assert left_over(mark) == []


def test_bridge__deadline() -> None:
    mark = uuid.uuid4().hex
    engine = Engine(
        command=standins.command("hang", mark),
        version="0",
        bridge=(*SLEEPER, mark),
        start_seconds=0.3,
        document_seconds=0.2,
    )
    made = to_pdf({"một": b"x"}, engine=engine)
    assert isinstance(made["một"], ConversionFailed)
    assert "quá thời gian" in made["một"].message
    assert left_over(mark) == []


def test_find_bridge__the_one_beside_the_program_wins(tmp_path: Path) -> None:
    program, python = tmp_path / "soffice", tmp_path / "python"
    for file in (program, python):
        file.write_text("#!/bin/sh\n", encoding="utf-8")
        file.chmod(0o755)
    (tmp_path / "link").symlink_to(program)
    assert find_bridge(tmp_path / "link") == (str(python),)
