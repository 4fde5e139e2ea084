"""The functions for Python: what is exported, what docs/api.md promises, and that nothing is printed."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document

from pipeline import app
from tests.sample import ROOT

PAGE = (ROOT / "docs" / "api.md").read_text("utf-8")
MODULES = sorted((ROOT / "pipeline" / "app").glob("*.py"))


@pytest.mark.parametrize("name", app.__all__)
def test_public__every_name_is_there_with_a_docstring_and_in_the_page(name: str) -> None:
    found = getattr(app, name)
    assert inspect.getdoc(found)
    assert re.search(rf"`(app\.)?{name}`", PAGE), "docs/api.md does not name it"


def test_public__what_is_exported_is_what_has_a_home_and_a_type() -> None:
    homes = {name for names in app._HOMES.values() for name in names}
    tree = ast.parse((ROOT / "pipeline" / "app" / "__init__.py").read_text("utf-8"))
    typed = {
        alias.name
        for block in tree.body
        if isinstance(block, ast.If)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert homes == typed == set(app.__all__) == set(dir(app))
    assert not hasattr(app, "no_such_name")


def test_public__importing_the_package_loads_nothing_that_makes_papers() -> None:
    words = (
        "import sys; from pipeline import app; print(*(name for name in sys.modules if name.startswith('pipeline.')))"
    )
    found = subprocess.run([sys.executable, "-c", words], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "pipeline.app" in found.stdout.split()
    assert not {"pipeline.building", "pipeline.typeset", "pipeline.workspace"} & set(found.stdout.split())


@pytest.mark.parametrize("path", MODULES, ids=[path.name for path in MODULES])
def test_use_cases__print_nothing_and_end_nothing(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    reached = {
        f"{node.value.id}.{node.attr}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
    }
    assert not named & {"print", "input", "exit", "quit"}
    assert not reached & {"sys.exit", "sys.stdout", "sys.stderr", "sys.stdin", "os._exit", "date.today"}


@pytest.mark.office
def test_page__its_ten_lines_build_an_office(tmp_path: Path) -> None:
    (lines,) = re.findall(r"(?ms)^```python\n(.*?)^```", PAGE)
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{lines}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert len(list((tmp_path / "ket-qua").glob("*/*.pdf"))) == len(list((tmp_path / "ket-qua").glob("*/*.docx"))) > 1
    assert "Decided(" in done.stdout
    assert "Step(" in done.stdout


_UNGUARDED = """
import sys, threading, time
sys.path.insert(0, {root!r})
from pathlib import Path
from pipeline import app
with Path("lan-chay.txt").open("a") as file:
    file.write("x")
threads = {threads}
for _ in range(threads):
    threading.Thread(target=time.sleep, args=(20,), daemon=True).start()
for finding in app.pack_findings(Path("mau")):
    print(finding.code, finding.file)
"""


def _unguarded(folder: Path, threads: int) -> subprocess.CompletedProcess[str]:
    """A script that looks over a pack with a broken layout, written without the line that Python asks for."""
    app.copy_templates(folder / "mau")
    layout = folder / "mau" / "cong_van.docx"
    document = Document(str(layout))
    document.add_paragraph("{{ x.y( }}")
    document.save(str(layout))
    script = folder / "xem-mau.py"
    script.write_text(_UNGUARDED.format(root=str(ROOT), threads=threads), "utf-8")
    return subprocess.run(
        [sys.executable, str(script)], cwd=folder, capture_output=True, text=True, check=False, timeout=300
    )


def test_page__a_script_without_the_guard_runs_once_where_a_process_can_be_forked(tmp_path: Path) -> None:
    done = _unguarded(tmp_path, threads=0)
    assert done.returncode == 0, done.stderr
    assert "cong_van.docx" in done.stdout
    assert (tmp_path / "lan-chay.txt").read_text() == "x"


def test_page__a_script_without_the_guard_is_told_of_it_and_no_template_blamed(tmp_path: Path) -> None:
    done = _unguarded(tmp_path, threads=1)
    assert done.returncode != 0
    assert done.stdout == ""
    assert "chạy ngay khi được nạp" in done.stderr
