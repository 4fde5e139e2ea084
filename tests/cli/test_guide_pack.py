"""The guide's chapter on an office's own templates: every command and example of it, one after another."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.typeset.docx.package import read_package, write_package
from tests.pdfs import text as text_of
from tests.sample import ROOT
from tests.workspace.starting.offices import new_office

_DOCUMENT = "word/document.xml"


def chapter() -> str:
    """The chapter of the guide."""
    guide = (ROOT / "docs" / "huong-dan.md").read_text("utf-8")
    return guide.split("\n## Mẫu của cơ quan\n")[1].split("\n## ")[0]


def blocks(kind: str) -> list[str]:
    """Its examples of a kind, in order."""
    found = re.findall(r"(?ms)^```(\w*)\n(.*?)^```$", chapter())
    return [body for named, body in found if named == kind]


def run(commands: str, place: Path) -> str:
    """Commands as a clerk types them; what they said."""
    program = f'vanthu() {{ "{sys.executable}" -m pipeline "$@"; }}\nset -e\n'
    done = subprocess.run(
        ["/bin/sh", "-c", program + commands],
        cwd=place,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=400,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def reworded(file: Path, old: str, new: str, *, times: int = 1) -> None:
    """A Word file with words of it changed, as many times as they are there up to `times`."""
    parts = read_package(file.read_bytes())
    assert old in parts[_DOCUMENT].decode()
    text = parts[_DOCUMENT].decode().replace(old, new, times)
    file.write_bytes(write_package({**parts, _DOCUMENT: text.encode()}))


@pytest.mark.office
def test_guide__own_letterhead_field_and_type_reach_the_paper(tmp_path: Path) -> None:
    office = new_office(tmp_path / "ho-so", "ubnd tỉnh")
    letterhead, own_type = blocks("sh")
    [field], [row], [tag] = blocks("yaml"), blocks("toml"), blocks("")
    assert "không có lỗi" in run(letterhead, tmp_path)
    reworded(office / "mau" / "khoi" / "dau_van_ban.docx", "{{ line }}", "{{ line }} RIÊNG", times=2)
    title = office / "mau" / "khoi" / "tieu_de.docx"
    title.write_bytes((tmp_path / "mau-goc" / "khoi" / "tieu_de.docx").read_bytes())
    reworded(title, "{{ van_ban.subject }}", "{{ van_ban.subject }}" + tag.rstrip("\n"))
    (office / "mau" / "loai_van_ban.toml").write_text(row, encoding="utf-8")
    commands = own_type.splitlines()
    run("\n".join(commands[:2]), tmp_path)
    record = office / "van-ban" / "xac-nhan.yaml"
    record.write_text(f"{record.read_text('utf-8')}\n{field}", encoding="utf-8")
    assert "không có lỗi" in run(commands[2], tmp_path)
    # A word more in the name of the agency is no form of the decree: the check says so, and the papers are made.
    run(f"{commands[3]} || true", tmp_path)
    made = text_of((tmp_path / "ket-qua" / "giay-xac-nhan-1" / "giay-xac-nhan-1.pdf").read_bytes())
    assert "(Hợp đồng số 12/2024/HĐ)" in " ".join(made.split())
    assert "GIẤY XÁC NHẬN" in made
    assert "RIÊNG" in made
    other = text_of((tmp_path / "ket-qua" / "cong-van-thu" / "cong-van-thu.pdf").read_bytes())
    assert "Hợp đồng" not in other
    assert "RIÊNG" in other
