"""What docs/pipe.md says of changing things: each change is made in a copy of the program and takes as few files as it says."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.sample import ROOT

RULE = '''"""CL-99: Không gõ ba dấu gạch nối liền nhau.

Đúng: `-`
Sai: `---`
"""

from __future__ import annotations

from pipeline.checking.rules.rule import Breach, Group, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.finding import Severity
from pipeline.reading.recognised import Paper


@rule(code="CL-99", title="Không gõ ba dấu gạch nối", group=Group.LANGUAGE, severity=Severity.QUALITY, at="-")
def check(paper: Paper, _: Profile) -> Verdict:
    wrong = [one for one in paper.facts.paragraphs if "---" in one.text]
    return tuple(Breach(found="Có “---”", expected="một dấu", paragraph=one.index) for one in wrong)
'''
CASES = """rule: CL-99
cases:
  - name: không có
    paper: cong-van-ubnd
    expect: passed
  - name: có
    paper: cong-van-ubnd
    change:
      - text: {match: "^V/v", find: "V/v", put: "V/v ---"}
    expect: failed
    found: "---"
"""
FIELD_TEST = """
from pathlib import Path
from tempfile import mkdtemp
from pipeline.workspace.schema import schemas
from tests.workspace.small_folder import findings_of, spoilt
assert "Người ghi hình" in str(schemas())
said = spoilt("hop.yaml", "địa điểm: Phòng họp số 1", "địa điểm: Phòng họp số 1\\nngười ghi hình: Ông A")
assert findings_of(Path(mkdtemp()), said) == ()
wrong = spoilt("hop.yaml", "địa điểm: Phòng họp số 1", "địa điểm: Phòng họp số 1\\nngười ghi hinh: Ông A")
(found,) = findings_of(Path(mkdtemp()), wrong)
assert "người ghi hình" in f"{found.message} {found.hint}".lower(), found
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The program, its tests and what they read."""
    unwanted = shutil.ignore_patterns("__pycache__", ".vanthu", "golden")
    for name in ("pipeline", "tests", "fixtures", "templates_docx"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=unwanted)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def _run(copy: Path, *arguments: str) -> None:
    """Run Python on the copy; it must end well."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=copy,
        env={"PYTHONPATH": str(copy), "PATH": "/usr/bin:/bin", "HOME": str(copy)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def _write(copy: Path, files: Mapping[str, str]) -> int:
    """Write files of the copy; how many."""
    for name, text in files.items():
        (copy / name).write_text(text, "utf-8")
    return len(files)


def _edited(copy: Path, name: str, *changes: tuple[str, str]) -> Mapping[str, str]:
    text = (copy / name).read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return {name: text}


def test_rule__takes_its_module_a_line_in_the_registry_and_its_cases(copy: Path) -> None:
    rules = "pipeline/checking/rules"
    registry = _edited(
        copy,
        f"{rules}/registry.py",
        ("    cl14_list_marks,\n", "    cl14_list_marks,\n    cl99_hyphens,\n"),
        ("    cl14_list_marks.check,\n", "    cl14_list_marks.check,\n    cl99_hyphens.check,\n"),
    )
    files = {f"{rules}/language/cl99_hyphens.py": RULE, "tests/cases/cl-99.yaml": CASES, **registry}
    assert _write(copy, files) <= 3
    _run(
        copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/checking/test_cases.py", "-k", "CL-99 and not pdf"
    )
    _run(copy, "-m", "pipeline", "check", "--explain", "CL-99")


def test_field_of_a_meeting__takes_its_line_in_the_model(copy: Path) -> None:
    place = '    place: Text = titled("Địa điểm")\n'
    field = '    camera: Text | None = titled("Người ghi hình", None)\n'
    meeting = _edited(copy, "pipeline/records/meeting.py", (place, place + field))
    assert _write(copy, meeting) == 1
    _run(copy, "-c", FIELD_TEST)
