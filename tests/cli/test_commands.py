"""The commands as a user meets them: exit codes, words, JSON; each run as a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from pipeline.cli.commands import cli
from pipeline.filing.seals import is_sealed_json, sealed_json
from pipeline.workspace.schema import schemas
from tests.processes import until, with_words
from tests.program import vanthu
from tests.sample import FIXTURES, OFFICE, ROOT


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A copy of the sample office that a test may spoil."""
    return Path(shutil.copytree(OFFICE, tmp_path / "ho-so"))


def edit(file: Path, before: str, after: str) -> None:
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")


@pytest.mark.parametrize("command", ["build", "validate", "list", "schema", "new", "doctor"])
def test_help__is_vietnamese_for_every_command(command: str) -> None:
    result = vanthu(command, "--help")
    assert result.returncode == 0
    assert any(letter in result.stdout for letter in "ảạăđểệịọờữ")


def every_command(
    command: click.Command, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """A command and all below it, with the words that are typed for each."""
    yield path, command
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from every_command(below, (*path, name))


@pytest.mark.parametrize("path", [path for path, _ in every_command(cli)], ids=" ".join)
def test_help__of_every_command_has_no_word_of_click(path: tuple[str, ...]) -> None:
    result = CliRunner().invoke(cli, [*path, "--help"], prog_name="vanthu")
    assert result.exit_code == 0
    assert result.output.startswith("Cách dùng: ")
    english = ("Usage", "Option", "OPTION", "Show this message", "Command", "COMMAND", "Argument", "ARGS", "default:")
    assert [word for word in (*english, "required") if word in result.output] == []


@pytest.mark.parametrize("path", [path for path, _ in every_command(cli)], ids=" ".join)
def test_help__no_summary_is_cut_off(path: tuple[str, ...]) -> None:
    assert "..." not in CliRunner().invoke(cli, [*path, "--help"], prog_name="vanthu").output


def test_validate__sample_office_is_sound() -> None:
    result = vanthu("validate", FIXTURES)
    assert result.returncode == 0
    (passed_over,) = result.stderr.splitlines()
    assert "xa-song-thuong: có hồ sơ “văn phòng” riêng" in passed_over
    assert "không có lỗi" in result.stdout


def test_validate__says_every_error_at_once_with_its_place(office: Path) -> None:
    meeting = office / "cuoc-hop" / "phien-1-2024.yaml"
    edit(meeting, "chủ trì: chu-tich", "chủ trì: chu-tichh")
    edit(meeting, "địa điểm:", "địa điêm:")
    result = vanthu("validate", office, "--json")
    assert result.returncode == 1
    found = json.loads(result.stdout)["findings"]
    assert {(item["file"], item["severity"]) for item in found} == {("cuoc-hop/phien-1-2024.yaml", "error")}
    assert {"code", "severity", "message", "file", "line", "hint", "citation"} <= set(found[0])
    text = " ".join(item["message"] + item["hint"] for item in found)
    assert "chu-tichh" in text
    assert "chu-tich" in text.replace("chu-tichh", "")
    assert "địa điểm" in text.lower()
    lines = meeting.read_text("utf-8").splitlines()
    assert any("địa điêm" in lines[item["line"] - 1] for item in found)


def test_validate__house_style_outside_the_decree_is_an_error(office: Path) -> None:
    file = office / "van-phong.yaml"
    text = file.read_text("utf-8")
    head = text.split("thể thức:")[0]
    file.write_text(f"{head}thể thức:\n  lề trái: 50\n", encoding="utf-8")
    result = vanthu("validate", office)
    assert result.returncode == 1
    assert "van-phong.yaml" in result.stdout
    assert "từ 30 đến 35 mm" in result.stdout
    assert "PLI.P1.I.3" in result.stdout


def test_build__office_file_with_an_error_writes_nothing(office: Path, tmp_path: Path) -> None:
    edit(office / "van-phong.yaml", "năm:", "năm sai:")
    result = vanthu("build", office, "--output", tmp_path / "ra", "--json")
    assert result.returncode == 1
    answer = json.loads(result.stdout)
    assert answer["documents"] == []
    assert {one["because"]["file"] for one in answer["not_made"]} == {"van-phong.yaml"}
    assert not (tmp_path / "ra").exists()


@pytest.mark.office
def test_build__error_in_a_meeting_leaves_out_its_papers_and_makes_the_others(office: Path, tmp_path: Path) -> None:
    edit(office / "cuoc-hop" / "phien-1-2024.yaml", "ngày họp: 15/3/2024", "ngày họp: 31/2/2024")
    asked = ("--only", "cong-van-ubnd", "--only", "phien-1-2024-thong-bao")
    result = vanthu("build", office, "--output", tmp_path / "ra", *asked)
    assert result.returncode == 1
    assert (tmp_path / "ra" / "cong-van-ubnd" / "cong-van-ubnd.pdf").is_file()
    assert "Chưa dựng được 1 văn bản" in result.stderr
    assert "phien-1-2024-thong-bao: cuoc-hop/phien-1-2024.yaml dòng " in result.stderr


def test_list_and_validate__tell_what_can_be_made_beside_an_error(office: Path) -> None:
    edit(office / "van-ban" / "cong-van-ubnd.yaml", "trích yếu: ", "trích yếu sai: ")
    listed = vanthu("list", office, "--json")
    assert listed.returncode == 1
    answer = json.loads(listed.stdout)
    assert [one["id"] for one in answer["not_made"]] == ["cong-van-ubnd"]
    assert len(answer["documents"]) == 17
    checked = vanthu("validate", office)
    assert checked.returncode == 1
    assert "17 văn bản có thể dựng, 1 văn bản chưa dựng được" in checked.stdout


def test_list__names_the_papers() -> None:
    result = vanthu("list", OFFICE, "--json")
    papers = json.loads(result.stdout)["documents"]
    about = {"number", "symbol", "date", "signer", "state", "year"}
    assert {"id", "type", "subject", "file"} | about == set(papers[0])
    assert "phien-1-2024-thong-bao" in {paper["id"] for paper in papers}
    assert "phien-1-2024-thong-bao" in vanthu("list", OFFICE).stdout


def test_list__finds_papers_by_what_is_on_them_and_words_without_marks() -> None:
    result = vanthu("list", OFFICE, "--json", "--year", "2024", "--find", "to giup viec so 412", "--signer", "thieu")
    assert json.loads(result.stdout)["documents"] == []
    result = vanthu("list", OFFICE, "--json", "--number", "412", "--find", "to GIUP viec")
    (paper,) = json.loads(result.stdout)["documents"]
    assert (paper["id"], paper["number"], paper["state"]) == ("quyet-dinh-to-giup-viec", 412, "chưa ban hành")
    assert paper["symbol"].startswith("412/QĐ-")
    shown = vanthu("list", OFFICE, "--find", "giúp viẻc").stdout
    assert "quyet-dinh" not in shown


def test_build__unknown_paper_is_a_usage_error_with_the_nearest_id() -> None:
    result = vanthu("build", OFFICE, "--only", "phien-1-2024-thong-ba")
    assert result.returncode == 2
    assert "phien-1-2024-thong-bao" in result.stderr


def test_build__no_such_folder() -> None:
    result = vanthu("build", "khong-co-thu-muc-nay")
    assert result.returncode == 2
    assert "khong-co-thu-muc-nay" in result.stderr


def test_new__every_kind_and_never_over_a_file(tmp_path: Path) -> None:
    assert "trích yếu:" in vanthu("new", "công văn").stdout
    target = tmp_path / "moi.yaml"
    assert vanthu("new", "cuộc họp", "--output", target).returncode == 0
    before = target.read_text("utf-8")
    assert vanthu("new", "cuộc họp", "--output", target).returncode == 2
    assert target.read_text("utf-8") == before
    unknown = vanthu("new", "thư")
    assert unknown.returncode == 2
    assert "công văn" in unknown.stderr


def test_schema__one_file_for_each_kind(tmp_path: Path) -> None:
    result = vanthu("schema", "--output", tmp_path / "s", "--json")
    assert result.returncode == 0
    files = json.loads(result.stdout)["files"]
    assert {Path(name).name for name in files} >= {"cuoc-hop.schema.json", "cong-van.schema.json"}
    for name in files:
        assert json.loads(Path(name).read_text("utf-8"))["type"] == "object"


def test_schema__those_of_another_version_are_replaced_edited_ones_kept(tmp_path: Path) -> None:
    older, edited = tmp_path / "cong-van.schema.json", tmp_path / "cuoc-hop.schema.json"
    older.write_bytes(sealed_json({"title": "lược đồ của bản trước"}))
    edited.write_bytes(sealed_json({"title": "lược đồ của bản trước"}).replace(b"title", b"description"))
    person = edited.read_bytes()
    assert vanthu("schema", "--output", tmp_path).returncode == 0
    assert is_sealed_json(older.read_bytes())
    assert "của bản trước" not in older.read_text("utf-8")
    beside = [path for path in tmp_path.iterdir() if "sua-tay" in path.name]
    assert [path.read_bytes() for path in beside] == [person]
    assert vanthu("schema", "--output", tmp_path).returncode == 0
    assert len(list(tmp_path.iterdir())) == len(schemas()) + 1


@pytest.mark.office
def test_doctor__this_machine_has_all_that_is_needed() -> None:
    result = vanthu("doctor")
    assert result.returncode == 0
    assert "LibreOffice" in result.stdout


@pytest.mark.office
def test_build__one_paper_as_json_then_unchanged_then_replaced(office: Path, tmp_path: Path) -> None:
    arguments = ("build", office, "--only", "phien-1-2024-thong-bao", "--output", tmp_path / "ra", "--json")
    first = vanthu(*arguments)
    assert first.returncode == 0, first.stderr
    (paper,) = json.loads(first.stdout)["documents"]
    assert {"id", "type", "subject", "docx", "pdf", "pages", "findings"} == set(paper)
    assert paper["type"] == "thong_bao"
    assert paper["findings"] == []
    pdf = Path(paper["pdf"])
    assert pdf == tmp_path / "ra" / "phien-1-2024-thong-bao" / "phien-1-2024-thong-bao.pdf"
    before = pdf.read_bytes()
    again = vanthu("build", office, "--only", "phien-1-2024-thong-bao", "--output", tmp_path / "ra")
    assert "không đổi" in again.stdout
    assert pdf.read_bytes() == before
    edit(office / "cuoc-hop" / "phien-1-2024.yaml", "đánh giá chung:", "đánh giá chung:\n  - Câu mới được thêm vào.")
    assert "thay bản cũ" in vanthu(*arguments[:-1]).stdout
    assert pdf.read_bytes() != before


@pytest.mark.office
def test_build__a_template_broken_by_hand_keeps_the_good_paper_of_the_last_build(tmp_path: Path) -> None:
    templates = Path(shutil.copytree(ROOT / "templates_docx", tmp_path / "mau"))
    arguments = ("build", OFFICE, "--only", "phien-1-2024-thong-bao", "--only", "phien-1-2024-giay-moi",
                 "--output", tmp_path / "ra", "--templates", templates)  # fmt: skip
    assert vanthu(*arguments).returncode == 0
    pdf = tmp_path / "ra" / "phien-1-2024-giay-moi" / "phien-1-2024-giay-moi.pdf"
    before = pdf.read_bytes()
    shutil.copy(templates / "phu_luc.docx", templates / "giay_moi.docx")
    result = vanthu(*arguments)
    assert result.returncode == 1
    why = f"phien-1-2024-giay-moi: {templates}/giay_moi.docx (DUNG-33); tệp của lần dựng trước vẫn giữ"
    assert why in result.stderr
    assert pdf.read_bytes() == before


@pytest.mark.office
def test_build__draft_is_marked_on_paper(tmp_path: Path) -> None:
    arguments = ("build", OFFICE, "--only", "phien-1-2024-giay-moi", "--output", tmp_path)
    assert vanthu(*arguments, "--draft").returncode == 0
    pdf = tmp_path / "phien-1-2024-giay-moi" / "phien-1-2024-giay-moi.pdf"
    words = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True)  # noqa: S607
    assert "DỰ THẢO" in words.stdout


@pytest.mark.office
@pytest.mark.parametrize("word", [signal.SIGINT, signal.SIGTERM])
def test_build__stopped_by_a_signal_leaves_no_libreoffice_behind(tmp_path: Path, word: signal.Signals) -> None:
    temporary = tmp_path / "tam"
    temporary.mkdir()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)}
    with subprocess.Popen(
        [sys.executable, "-m", "pipeline", "build", str(OFFICE), "--output", str(tmp_path / "ra")],
        env=environment,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert until(lambda: bool(with_words("UserInstallation", temporary.as_uri())))
        os.killpg(process.pid, word)
        _, said = process.communicate(timeout=300)
    assert process.returncode in {130, 0}
    assert "Traceback" not in said
    hidden = [path for path in (tmp_path / "ra").rglob("*") if path.name.startswith(".")]
    assert {path.name for path in hidden} <= {".vanthu"}
    assert until(lambda: not with_words(str(temporary)) and not list(temporary.iterdir()))
