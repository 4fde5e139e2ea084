"""`vanthu check` as a user meets it: kinds of files, words, JSON, SARIF, HTML, exit codes."""

from __future__ import annotations

import json
import os
import re
import subprocess
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from pipeline.checking.rules.registry import RULES
from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.package import read_package, write_package
from pipeline.typeset.docx.templates import load_templates
from pipeline.typeset.libreoffice.convert import to_pdf
from pipeline.typeset.libreoffice.soffice import find_engine
from tests.program import vanthu
from tests.sample import TEMPLATES, sample

MOTTO = "Độc lập - Tự do - Hạnh phúc"
WRONG = "Độc lập – Tự do – Hạnh phúc"


@cache
def good() -> bytes:
    """A letter of the sample office as a Word file."""
    document = next(one for one in sample().documents if one.id == "cong-van-don-doc")
    return make_docx(document, templates=load_templates(TEMPLATES), profile=sample().profile)


def changed(before: str, after: str) -> bytes:
    """The letter with one text replaced by another."""
    parts = read_package(good())
    text = parts["word/document.xml"].decode()
    assert before in text
    return write_package({**parts, "word/document.xml": text.replace(before, after).encode()})


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a good letter and one with a wrong motto."""
    (tmp_path / "dung.docx").write_bytes(good())
    (tmp_path / "sai.docx").write_bytes(changed(MOTTO, WRONG))
    return tmp_path


def checked(*arguments: str | Path, cwd: Path | None = None) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(vanthu("check", *arguments, "--json", cwd=cwd).stdout)
    return value


def test_check__help_is_vietnamese() -> None:
    result = vanthu("check", "--help")
    assert result.returncode == 0
    assert "Kiểm tra thể thức" in result.stdout


def test_check__a_good_paper_has_no_findings(place: Path) -> None:
    result = vanthu("check", place / "dung.docx")
    assert (result.returncode, result.stderr) == (0, "")
    assert "Công văn" in result.stdout
    assert "Nghị định 30/2020/NĐ-CP" in result.stdout
    assert "0 không đạt" in result.stdout
    assert "không có phát hiện" in result.stdout


def test_check__a_finding_says_where_what_and_what_to_do(place: Path) -> None:
    result = vanthu("check", "sai.docx", cwd=place)
    assert result.returncode == 1
    lines = result.stdout.splitlines()
    start = next(number for number, line in enumerate(lines) if "sai thể thức QH-03" in line)
    assert lines[start - 1].strip() == "Quốc hiệu và Tiêu ngữ"
    assert WRONG in lines[start]
    assert re.search(r"đoạn \d+", lines[start])
    assert MOTTO in lines[start + 1]
    assert "→" in lines[start + 2]
    assert "Căn cứ: Phụ lục I, Phần I, Mục II, khoản 1, điểm b" in lines[start + 3]
    assert "1 sai thể thức" in lines[-1]


def test_check__json_of_several_files_one_of_them_bad(place: Path) -> None:
    (place / "hong.docx").write_bytes(b"PK\x03\x04 broken")
    result = vanthu("check", "dung.docx", "hong.docx", "sai.docx", "--json", cwd=place)
    assert result.returncode == 1
    value = json.loads(result.stdout)
    assert set(value) == {"files", "seconds"}
    assert [one["file"] for one in value["files"]] == ["dung.docx", "hong.docx", "sai.docx"]
    fine, broken, wrong = value["files"]
    assert set(fine) == set(broken) == set(wrong)
    assert (fine["error"], fine["findings"], fine["type"], fine["regime"]) == (None, [], "công văn", "nd30_2020")
    assert "hỏng" in broken["error"]["message"]
    assert broken["error"]["hint"]
    (finding,) = wrong["findings"]
    assert (finding["code"], finding["severity"], finding["citation"]) == ("QH-03", "LEGAL_ERROR", "PLI.P1.II.1b")
    assert (finding["page"], finding["box"]) == (None, None)
    assert finding["paragraph"] > 0
    assert {one["state"] for one in wrong["rules"]} >= {"PASSED", "FAILED", "NOT_APPLICABLE"}
    assert {one["element"] for one in wrong["components"]} >= {"national_name", "motto", "number", "body"}
    assert [one["code"] for one in wrong["rules"]] == [rule.code for rule in RULES]


def test_check__a_folder_means_the_files_in_it(place: Path) -> None:
    (place / "~$dung.docx").write_bytes(b"lock")
    (place / "ghi-chu.txt").write_text("x", encoding="utf-8")
    (place / "trong").mkdir()
    result = vanthu("check", place)
    assert result.returncode == 1
    assert "2 tệp văn bản" in result.stderr
    assert "Không xét được" in result.stdout  # the table
    assert "không kiểm tra được" not in result.stdout
    empty = vanthu("check", place / "trong")
    assert empty.returncode == 1
    assert "không có tệp" in empty.stdout


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "rỗng"),
        (b"\x00\x01\x02 nothing known", "Không nhận ra"),
        (b"<!DOCTYPE html><html></html>", "trang web"),
        (b"\x89PNG\r\n\x1a\n", "ảnh"),
        (b"%PDF-1.7\nrubbish", "hỏng"),
        (b"PK\x03\x04rubbish", "hỏng"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook\0".encode("utf-16-le"), "Excel"),
    ],
)
def test_check__what_cannot_be_read_is_said_and_told_by_content(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "la.docx").write_bytes(content)
    result = vanthu("check", "la.docx", cwd=tmp_path)
    assert result.returncode == 1
    assert said in result.stdout
    assert "→" in result.stdout
    assert "Traceback" not in result.stdout + result.stderr


def archive(*names: str, mime: str = "") -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        if mime:
            package.writestr("mimetype", mime)
        for name in names:
            package.writestr(name, "<x/>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (archive("[Content_Types].xml", "xl/workbook.xml"), "Excel"),
        (archive("[Content_Types].xml", "ppt/presentation.xml"), "PowerPoint"),
        (archive("content.xml", mime="application/vnd.oasis.opendocument.spreadsheet"), "OpenDocument"),
        (archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "macro"),
    ],
)
def test_check__other_archives_are_refused(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "la.docx").write_bytes(content)
    assert said in vanthu("check", "la.docx", cwd=tmp_path).stdout


def test_check__no_such_file_and_special_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ong.docx")
    result = vanthu("check", "khong-co.docx", "ong.docx", cwd=tmp_path)
    assert result.returncode == 1
    assert "Không có tệp này" in result.stdout
    assert "ống dẫn giữa các chương trình (FIFO), không phải tệp" in result.stdout


def test_check__only_and_ignore(place: Path) -> None:
    only = checked(place / "sai.docx", "--only", "QH-03")
    assert [one["code"] for one in only["files"][0]["rules"]] == ["QH-03"]
    ignored = vanthu("check", place / "sai.docx", "--ignore", "qh-03")
    assert ignored.returncode == 0
    for arguments in (("--only", "QH-3"), ("--ignore", "QH3")):
        unknown = vanthu("check", place / "sai.docx", *arguments)
        assert unknown.returncode == 2
        assert "QH-03" in unknown.stderr
    assert vanthu("check", place / "sai.docx", "--only", "QH-03", "--ignore", "QH-03").returncode == 2


def test_check__usage(place: Path) -> None:
    assert vanthu("check").returncode == 2
    assert vanthu("check", place / "sai.docx", "--json", "--sarif").returncode == 2
    assert vanthu("check", place / "sai.docx", place / "dung.docx", "--html", place / "a.html").returncode == 2
    assert vanthu("check", place / "dung.docx", "--html", place / "sai.docx").returncode == 2
    assert zipfile.is_zipfile(place / "sai.docx")


def test_check__sarif(place: Path) -> None:
    result = vanthu("check", "sai.docx", "khong-co.docx", "--sarif", cwd=place)
    assert result.returncode == 1
    (run,) = json.loads(result.stdout)["runs"]
    (finding,) = run["results"]
    assert (finding["ruleId"], finding["level"]) == ("QH-03", "error")
    assert run["tool"]["driver"]["rules"][finding["ruleIndex"]]["id"] == "QH-03"
    assert run["invocations"][0]["executionSuccessful"] is False


def test_check__explain_needs_no_file() -> None:
    result = vanthu("check", "--explain", "QH-03")
    assert result.returncode == 0
    for words in ("Tiêu ngữ đúng nguyên văn", "Sai thể thức", "PLI.P1.II.1b", "gạch nối"):
        assert words in result.stdout
    unknown = vanthu("check", "--explain", "QH3")
    assert unknown.returncode == 2
    assert "QH-03" in unknown.stderr


def test_check__many_files_in_several_processes(place: Path) -> None:
    for number in range(10):
        (place / f"ban-{number}.docx").write_bytes(good())
    (place / "hong.docx").write_bytes(b"PK")
    value = checked(place, "--jobs", "2")
    assert len(value["files"]) == 13
    assert [Path(one["file"]).name for one in value["files"]] == sorted(
        Path(one["file"]).name for one in value["files"]
    )
    assert sum(bool(one["findings"]) for one in value["files"]) == 1
    assert sum(one["error"] is not None for one in value["files"]) == 1


def test_check__a_paper_that_is_none_is_not_judged(tmp_path: Path) -> None:
    parts = read_package(good())
    text = parts["word/document.xml"].decode()
    body = re.sub(r"(<w:t(?: [^>]*)?>)[^<]*(</w:t>)", r"\1lời nhắn riêng\2", text)
    (tmp_path / "thu.docx").write_bytes(write_package({**parts, "word/document.xml": body.encode()}))
    result = vanthu("check", tmp_path / "thu.docx")
    assert result.returncode == 0
    assert "không phải văn bản hành chính" in result.stdout
    assert "phần mềm không xét thể thức loại này" in result.stdout
    assert "Đã xét" not in result.stdout


def test_check__strict_counts_practice_and_quality(place: Path) -> None:
    (place / "le.docx").write_bytes(changed("Kính gửi:", "Đạt 12.5% kế hoạch. Kính gửi:"))
    arguments = ("check", place / "le.docx", "--only", "ND-14")
    loose = vanthu(*arguments)
    assert "thông lệ ND-14" in loose.stdout
    assert loose.returncode == 0
    assert vanthu(*arguments, "--strict").returncode == 1


@pytest.mark.office
def test_check__html_of_a_word_file_and_a_pdf(place: Path) -> None:
    pdf = to_pdf({"sai": (place / "sai.docx").read_bytes()}, engine=find_engine())["sai"]
    assert isinstance(pdf, bytes)
    (place / "sai.pdf").write_bytes(pdf)
    result = vanthu("check", place, "--html", place / "trang")
    assert result.returncode == 1
    names = {path.name for path in (place / "trang").iterdir()}
    assert names == {"index.html", "dung.docx.html", "sai.docx.html", "sai.pdf.html"}
    marks = []
    for name in ("sai.docx.html", "sai.pdf.html"):
        source = (place / "trang" / name).read_text("utf-8")
        assert source.count("data:image/png;base64,") >= 1
        assert "QH-03" in source
        marks += re.findall(r"#m\d+ \{ left: ([\d.]+)%; top: ([\d.]+)%", source)
        assert not re.search(r"https?:", source)
    # the motto stands in the right half of the page's head, in both files at the same place
    assert len(marks) >= 2
    assert all(float(left) > 40 and float(top) < 15 for left, top in marks)
    one = vanthu("check", place / "sai.pdf", "--html", place / "mot.html", "--json")
    assert json.loads(one.stdout)["files"][0]["findings"]
    assert (place / "mot.html").is_file()


@pytest.mark.office
@pytest.mark.parametrize(
    ("ending", "writer"), [("doc", "doc:MS Word 97"), ("rtf", "rtf:Rich Text Format"), ("odt", "odt")]
)
def test_check__older_kinds_are_converted_first(place: Path, ending: str, writer: str) -> None:
    profile = (place / "profile").as_uri()
    subprocess.run(
        [find_engine().command[0], f"-env:UserInstallation={profile}", "--headless", "--convert-to", writer,
         "--outdir", place / "cu", place / "sai.docx"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    old = place / "cu" / f"sai.{ending}"
    misnamed = old.rename(old.with_suffix(".docx"))
    (one,) = checked(misnamed)["files"]
    assert one["error"] is None
    assert "QH-03" in {finding["code"] for finding in one["findings"]}


@pytest.mark.office
def test_build__papers_of_the_sample_office_are_checked_and_have_no_findings(tmp_path: Path) -> None:
    ids = ("cong-van-don-doc", "phien-1-2024-giay-moi")
    only = [word for key in ids for word in ("--only", key)]
    result = vanthu("build", "fixtures", *only, "--output", tmp_path, "--json")
    assert result.returncode == 0, result.stdout + result.stderr
    assert [one["findings"] for one in json.loads(result.stdout)["documents"]] == [[], []]


@pytest.mark.office
def test_build__a_template_that_breaks_a_rule_is_told_and_its_paper_still_written(tmp_path: Path) -> None:
    templates = tmp_path / "mau"
    for source in TEMPLATES.rglob("*.docx"):
        target = templates / source.relative_to(TEMPLATES)
        target.parent.mkdir(parents=True, exist_ok=True)
        parts = read_package(source.read_bytes())
        text = parts["word/document.xml"].decode().replace(MOTTO, WRONG)
        target.write_bytes(write_package({**parts, "word/document.xml": text.encode()}))
    result = vanthu("build", "fixtures", "--only", "cong-van-don-doc", "--output", tmp_path / "ra",
                    "--templates", templates)  # fmt: skip
    assert result.returncode == 1
    assert "1 sai thể thức" in result.stdout
    assert result.stderr.count("QH-03") == 1
    assert (tmp_path / "ra" / "cong-van-don-doc" / "cong-van-don-doc.pdf").is_file()


def test_check__fix_writes_a_new_file_and_leaves_the_given_one(place: Path) -> None:
    before = (place / "sai.docx").read_bytes()
    result = vanthu("check", "sai.docx", "--fix", "--output", "moi.docx", cwd=place)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "QH-03" in result.stdout
    assert (place / "sai.docx").read_bytes() == before
    assert vanthu("check", "moi.docx", cwd=place).returncode == 0
    again = vanthu("check", "sai.docx", "--fix", "--output", "moi.docx", cwd=place)
    assert again.returncode == 2
    assert "không ghi đè" in again.stderr


def test_check__fix_of_several_files_as_json(place: Path) -> None:
    (place / "la.docx").write_bytes(b"%PDF-1.7\nrubbish")
    result = vanthu("check", "sai.docx", "la.docx", "--fix", "--output", "ra", "--json", cwd=place)
    assert result.returncode == 1
    wrong, other = json.loads(result.stdout)["files"]
    assert [one["code"] for one in wrong["changes"]] == ["QH-03"]
    assert (wrong["output"], wrong["error"]) == (str(Path("ra", "sai.docx")), None)
    assert other["error"]["message"]
    assert [path.name for path in (place / "ra").iterdir()] == ["sai.docx"]


@pytest.mark.parametrize("arguments", [("--fix",), ("--output", "a.docx"), ("--fix", "--output", "a.docx", "--sarif")])
def test_check__fix_usage(place: Path, arguments: tuple[str, ...]) -> None:
    assert vanthu("check", place / "sai.docx", *arguments).returncode == 2
