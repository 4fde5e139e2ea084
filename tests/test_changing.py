"""What docs/pipe.md says of changing things: each change is made in a copy of the program and takes as few files as it says."""

from __future__ import annotations

import re
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

TYPE = """
[loai."giấy xác nhận"]
ma = "giay_xac_nhan"
viet_tat = "GXN"
mau = "PLIII.M1.4"
ho_so = "có tên loại"
"""
COMPOSED = """
from pathlib import Path
from pipeline.building.prepare import prepare_office
prepared = prepare_office(Path("fixtures"))
assert prepared.findings == (), prepared.findings
papers = {one.id: one for one in prepared.documents}
"""
TYPE_TEST = """
from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.templates import load_templates
paper = papers["xac-nhan"]
assert (paper.type.name, paper.type.code) == ("Giấy xác nhận", "GXN")
docx = make_docx(paper, templates=load_templates(Path("templates_docx")), profile=prepared.profile)
from pipeline.checking.run_rules import check
from pipeline.reading.docx import read_docx
assert check(read_docx(docx, name="xn.docx")).paper.type_name == "giấy xác nhận"
from pipeline.workspace.schema import schemas
assert "giay-xac-nhan.schema.json" in schemas()
"""
WORDING_TEST = """
assert papers["phien-1-2024-giay-moi"].subject.startswith("Kính mời dự "), papers["phien-1-2024-giay-moi"].subject
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


def test_type__takes_its_row_and_a_fixture(copy: Path) -> None:
    table, name = "templates_docx/loai_van_ban.toml", "fixtures/van-ban/xac-nhan.yaml"
    record = next(
        text
        for file in sorted((copy / "fixtures").rglob("*.yaml"))
        if (text := file.read_text("utf-8")).find("\nloại: thông báo\n") >= 0 or text.startswith("loại: thông báo\n")
    )
    record = re.sub(r"(?m)^loại: .*$", "loại: giấy xác nhận", record, count=1)
    record = re.sub(r"(?m)^mã: .*$", "mã: xac-nhan", record, count=1)
    (copy / name).parent.mkdir(exist_ok=True)
    row = _edited(copy, table, ('\n[loai."nghị quyết"]\n', TYPE + '\n[loai."nghị quyết"]\n'))
    assert _write(copy, {**row, name: record}) <= 3
    _run(copy, "-c", COMPOSED + TYPE_TEST)


def test_wording__takes_its_line_and_no_python(copy: Path) -> None:
    wording = _edited(copy, "templates_docx/loi_van.toml", ('"Tham dự {{ cuoc_hop }}"', '"Kính mời dự {{ cuoc_hop }}"'))
    assert _write(copy, wording) == 1
    _run(copy, "-c", COMPOSED + WORDING_TEST)
