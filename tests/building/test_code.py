"""The hash of the program behind a paper: all that reaches its bytes, and nothing that cannot."""

from __future__ import annotations

import shutil
from functools import cache
from importlib.metadata import version
from pathlib import Path

import grimp
import pytest

from pipeline.building.state import code
from tests.sample import ROOT

MAKING, JUDGING = "pipeline.building.making.job", "pipeline.building.making.judge"


@cache
def _graph() -> grimp.ImportGraph:
    return grimp.build_graph("pipeline", include_external_packages=False)


def _names(found: code.Code) -> set[str]:
    """The modules among the files that were reached, packages left out: the other graph knows imports alone."""
    return {
        f"pipeline.{name.removesuffix('.py').replace('/', '.')}"
        for name in found.files
        if name.endswith(".py") and not name.endswith("__init__.py")
    }


def _upstream(root: str) -> set[str]:
    """All that is imported on the way to a module: importing `a.b.c` runs `a` and `a.b` first."""
    found: set[str] = set()
    waiting = {root}
    while waiting:
        found |= waiting
        parents = {name.rpartition(".")[0] for name in found} - {""}
        waiting = (parents | {name for one in waiting for name in _graph().find_upstream_modules(one)}) - found
    return found


@pytest.mark.parametrize("root", [MAKING, JUDGING, "pipeline.typeset.pdf.bundle", "pipeline.reports.compiled"])
def test_reached__is_what_another_reader_of_imports_finds(root: str) -> None:
    others = _upstream(root)
    packages = {one for one in others if ROOT.joinpath(*one.split(".")).is_dir()}
    started = (
        {"pipeline.typeset.libreoffice.soffice_client"}
        if "pipeline.typeset.libreoffice.soffice_home" in others
        else set()
    )
    assert _names(code.reached(root)) == (others - packages) | started


def test_reached__without_the_judging_is_the_making_alone() -> None:
    making = code.reached(MAKING, without=JUDGING)
    judging = code.reached(JUDGING)
    assert not {name for name in making.files if name.startswith(("checking/rules/", "checking/", "reading/"))}
    assert {
        "typeset/docx/fit.py",
        "typeset/libreoffice/soffice_client.py",
        "text/times_widths.json",
    } <= making.files.keys()
    assert {"checking/rules/registry.py", "decree/profiles/tt01_2011.toml"} <= judging.files.keys()
    assert "typeset/docx/fit.py" not in judging.files
    # What lies in the same packages and neither makes nor judges.
    assert not {"repair/change_list.py", "checking/sarif.py", "revision/version_compare.py"} & (
        making.files.keys() | judging.files.keys()
    )


def test_reached__knows_every_library_on_the_way() -> None:
    libraries = set(code.reached(MAKING).libraries)
    assert {"docxtpl", "jinja2", "lxml", "pikepdf", "pypdf", "pypdfium2", "python-docx", "xlsxwriter"} <= libraries
    assert all(version(name) for name in libraries)
    assert "pypdfium2" not in code.reached(MAKING, without=JUDGING).libraries


@pytest.mark.parametrize(
    ("file", "changes_making", "changes_judging"),
    [
        ("repair/change_list.py", False, False),
        ("checking/sarif.py", False, False),
        ("cli/show.py", False, False),
        ("checking/rules/signature/ky01_authority.py", False, True),
        ("typeset/docx/fit.py", True, False),
        ("typeset/docx/charts.py", True, False),
        ("typeset/libreoffice/soffice_client.py", True, False),
        ("text/times_widths.json", True, True),
        ("decree/profiles/nd30_2020.toml", True, True),
    ],
)
def test_fingerprint__changes_with_what_reaches_the_bytes(
    tmp_path: Path, file: str, *, changes_making: bool, changes_judging: bool
) -> None:
    place = tmp_path / "pipeline"
    shutil.copytree(ROOT / "pipeline", place, ignore=shutil.ignore_patterns("__pycache__"))
    before = _prints(place)
    assert before == _prints(None)
    with (place / file).open("a", encoding="utf-8") as edited:
        edited.write("\n")
    after = _prints(place)
    assert [now != then for now, then in zip(after, before, strict=True)] == [changes_making, changes_judging]


def _prints(place: Path | None) -> tuple[str, str]:
    making = code.reached(MAKING, without=JUDGING, place=place)
    return making.fingerprint, code.reached(JUDGING, place=place).fingerprint


def test_fingerprint__holds_python_zlib_and_the_libraries_versions(monkeypatch: pytest.MonkeyPatch) -> None:
    found = code.reached("pipeline.typeset.docx.charts")
    before = found.fingerprint
    monkeypatch.setattr(code, "version", lambda name: "0" if name == "xlsxwriter" else version(name))
    assert found.fingerprint != before
    monkeypatch.undo()
    for other in (("3.99", "1.3"), (code.machine()[0], "0")):
        monkeypatch.setattr(code, "machine", lambda other=other: other)
        assert found.fingerprint != before
        monkeypatch.undo()
    assert found.fingerprint == before
