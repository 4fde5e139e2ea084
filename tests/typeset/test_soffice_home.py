"""Tests of a LibreOffice's home: nothing of it is left, however we end; one that stands by gives the same pages sooner."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import uuid
from pathlib import Path

import pytest

from pipeline.typeset.libreoffice.convert import to_pdf
from pipeline.typeset.libreoffice.soffice import Engine, find_engine
from pipeline.typeset.libreoffice.soffice_home import Home
from pipeline.typeset.libreoffice.soffice_profile import PDF
from pipeline.typeset.pdf.assemble import assemble
from tests import standins
from tests.processes import until
from tests.sample import ROOT
from tests.typeset import papers
from tests.typeset.test_convert import left_over, processes_marked

_HOLDER = """
import json, sys, time
from pathlib import Path
from pipeline.typeset.libreoffice.soffice import Engine
from pipeline.typeset.libreoffice.soffice_home import Home
from pipeline.typeset.libreoffice.soffice_profile import PDF
home = Home(Engine(command=tuple(sys.argv[2:]), version="0", bridge=tuple(json.loads(sys.argv[1]))))
home.convert([Path("/x.docx")], reader="r", writer=PDF)
print(home.place, flush=True)
time.sleep(600)
"""


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGSEGV])
@pytest.mark.parametrize(("mode", "bridged"), [("hang", False), ("child", False), ("hang", True)])
def test_home__nothing_is_left_when_we_are_killed(end: signal.Signals, mode: str, bridged: bool) -> None:  # noqa: FBT001 - a parameter of the test
    mark = uuid.uuid4().hex
    bridge = standins.command("hang", mark) if bridged else ()
    command = [sys.executable, "-c", _HOLDER, json.dumps(bridge), *standins.command(mode, mark)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as holder:
        assert holder.stdout is not None
        place = Path(holder.stdout.readline().strip())
        assert (place / "profile").is_dir()
        assert until(lambda: bool(processes_marked(mark)))
        holder.send_signal(end)
    # The watchdog works on its own.
    assert until(lambda: not place.exists() and not processes_marked(mark))


def test_home__closed_leaves_nothing() -> None:
    mark = uuid.uuid4().hex
    with Home(Engine(command=standins.command("hang", mark), version="0")) as home:
        home.convert([Path("/x.docx")], reader="r", writer=PDF)
        assert until(lambda: bool(processes_marked(mark)))
    assert not home.place.exists()
    assert left_over(mark) == []
    home.close()


@pytest.mark.office
def test_home__standing_by_gives_the_same_pages_and_is_used_up() -> None:
    docx = papers.decision()
    engine = find_engine()
    with Home(engine).stand_by() as home:
        assert until(lambda: any(line.exists() for line in home._lines))
        ahead = to_pdf({"một": docx}, engine=engine, standing_by=home)["một"]
        assert not home.place.exists()
    alone = to_pdf({"một": docx}, engine=engine)["một"]
    assert isinstance(ahead, bytes)
    assert isinstance(alone, bytes)
    assert assemble(ahead, title="x", part_titles=("x",)) == assemble(alone, title="x", part_titles=("x",))


@pytest.mark.office
def test_home__one_that_died_while_standing_by_is_no_loss() -> None:
    home = Home(find_engine()).stand_by()
    home.kill()
    made = to_pdf({"một": papers.decision()}, engine=find_engine(), standing_by=home)["một"]
    assert isinstance(made, bytes)
    assert not home.place.exists()
