"""Installed from a wheel, away from any checkout, the program has all its files and does its work."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.sample import OFFICE, ROOT

_NOT_SHIPPED = shutil.ignore_patterns("__pycache__", "*.egg-info", "build", "~$*")


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command away from the checkout; what it said."""
    environment = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "PYTHONHOME"}}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**environment, "NO_COLOR": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=400,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, made from the source distribution, made from a copy of the sources."""
    place = tmp_path_factory.mktemp("wheel")
    source = place / "source"
    for folder in ("pipeline", "templates_docx"):
        shutil.copytree(ROOT / folder, source / folder, ignore=_NOT_SHIPPED)
    for file in ("pyproject.toml", "setup.py", "README.md"):
        shutil.copy(ROOT / file, source)
    make = "import sys, setuptools.build_meta as backend; backend.build_sdist(sys.argv[1])"
    run(sys.executable, "-c", make, place / "sdist", cwd=source)
    (packed,) = (place / "sdist").glob("*.tar.gz")
    run(sys.executable, *_PIP, "wheel", *_ALONE, "--wheel-dir", place / "wheel", packed, cwd=place)
    (built,) = (place / "wheel").glob("*.whl")
    return built


_PIP: Sequence[str] = ("-m", "pip", "--disable-pip-version-check", "--no-input")
_ALONE: Sequence[str] = ("--no-deps", "--no-build-isolation", "--no-index", "--quiet")


@pytest.fixture(scope="module")
def vanthu(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command of a fresh environment that has the wheel, and the libraries of this one."""
    place = tmp_path_factory.mktemp("installed") / "env"
    run(sys.executable, "-m", "venv", "--without-pip", place, cwd=place.parent)
    python = place / "bin" / "python"
    run(
        sys.executable,
        *_PIP,
        "--python",
        python,
        "install",
        "--no-deps",
        "--no-index",
        "--quiet",
        wheel,
        cwd=place.parent,
    )
    packages = next((place / "lib").glob("python*")) / "site-packages"
    # Its own line of a .pth file: the checkout that this environment may have there is not followed.
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    home = run(python, "-c", "import pipeline; print(pipeline.__file__)", cwd=place.parent)
    assert Path(home.strip()).is_relative_to(packages)
    return place / "bin" / "vanthu"


def test_wheel__has_every_file_of_the_package_and_the_templates(wheel: Path) -> None:
    wanted = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "pipeline").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    pack = ROOT / "templates_docx"
    templates = (
        path for path in (*pack.rglob("*.docx"), *pack.glob("*.toml")) if not path.name.startswith(("~$", "."))
    )
    wanted |= {f"pipeline/{path.relative_to(ROOT).as_posix()}" for path in templates}
    names = set(zipfile.ZipFile(wheel).namelist())
    assert wanted == {name for name in names if not name.split("/")[0].endswith(".dist-info")}


@pytest.mark.office
def test_wheel__builds_the_sample_from_any_folder(vanthu: Path, tmp_path: Path) -> None:
    records = Path(shutil.copytree(OFFICE, tmp_path / "ho-so"))
    shown = run(vanthu, "build", records, "--output", "ket-qua", "--only", "quyet-dinh-quy-che", cwd=tmp_path)
    assert "không có lỗi" in shown
    (paper,) = (tmp_path / "ket-qua").rglob("quyet-dinh-quy-che.pdf")
    run(vanthu, "templates", "copy", "mau", cwd=tmp_path)
    mine = ("--templates", "mau", "--output", "ket-qua-2")
    run(vanthu, "build", records, *mine, "--only", "quyet-dinh-quy-che", cwd=tmp_path)
    (same,) = (tmp_path / "ket-qua-2").rglob("quyet-dinh-quy-che.pdf")
    assert same.read_bytes() == paper.read_bytes()
    run(vanthu, "check", paper, "--html", "xem.html", cwd=tmp_path)
    assert (tmp_path / "xem.html").is_file()


def test_wheel__makes_a_new_office(vanthu: Path, tmp_path: Path) -> None:
    people = ("--signer", "Bà Trần Thị Lan", "--clerk", "Ông Lê Văn Bình")
    run(vanthu, "init", "o", "--kind", "ubnd tỉnh", "--agency", "tỉnh Sông Thương", *people, cwd=tmp_path)
    run(vanthu, "new", "tờ trình", "--output", "o/van-ban/to-trinh.yaml", cwd=tmp_path)
    assert "4 văn bản có thể dựng" in run(vanthu, "validate", "o", cwd=tmp_path)
