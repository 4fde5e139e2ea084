"""An opinion round as a user meets it: from the slips to the submission in one PDF, each command a process of its own."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.reading.docx import read_docx
from pipeline.revision.version_compare import compare
from pipeline.typeset.libreoffice.soffice import find_engine
from pipeline.typeset.pdf.assemble import page_count
from pipeline.workspace.writing import record_text
from tests.cli.test_commands import edit
from tests.pdfs import fields, read, text
from tests.program import vanthu
from tests.reports.opinions.filling import Filling, fill
from tests.sample import FIXTURES

PERIOD = "6t-2024"
AGREED = Filling("thống nhất toàn bộ")
WITH = Filling(
    "thống nhất và có ý kiến",
    rows=[("Mục II", "Đề nghị nêu rõ nguyên nhân.", "Chưa phân tích"), ("", "Rà soát số liệu\ncủa các huyện.", "")],
    others=["Thống nhất với các nội dung khác."],
)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The sample office with its compiled report; no opinions asked for yet."""
    folder = Path(
        shutil.copytree(FIXTURES, tmp_path / "ho-so", ignore=shutil.ignore_patterns("cuoc-hop", "van-ban", "nhan"))
    )
    place = folder / "bao-cao" / PERIOD
    shutil.copy(place / "y-kien" / "ban-1" / "tong-hop.yaml.luu", place / "tong-hop.yaml")
    shutil.rmtree(place / "y-kien")
    for name in ("lay-y-kien", "y-kien", "to-trinh", "phu-luc-trinh"):
        (place / f"{name}.yaml").unlink()
        (place / ".goc" / f"{name}.yaml").unlink(missing_ok=True)
    return folder


def told(command: str, office: Path, *arguments: str | Path, code: int = 0) -> dict[str, Any]:
    """What a command prints as JSON."""
    result = vanthu("reports", "opinions", command, office, PERIOD, *arguments, "--json")
    assert result.returncode == code, result.stderr
    return json.loads(result.stdout)  # type: ignore[no-any-return]


def asked(office: Path) -> Path:
    """Ask for opinions; the folder of the blank slips."""
    return Path(told("ask", office, "--on", "17/6/2024")["slips"][0]).parent


def filled(office: Path, slips: Path, fillings: Mapping[str, Filling]) -> Path:
    """Slips filled in, in a folder of their own."""
    inbox = office.parent / "hop-thu"
    inbox.mkdir(exist_ok=True)
    for member, filling in fillings.items():
        (inbox / f"phieu {member}.docx").write_bytes(fill((slips / f"{member}.docx").read_bytes(), filling))
    return inbox


def record(office: Path) -> Path:
    return office / "bao-cao" / PERIOD / "y-kien.yaml"


def test_ask__the_draft_is_kept_and_everybody_gets_a_slip(office: Path) -> None:
    first = told("ask", office, "--on", "17/6/2024")
    assert (first["draft"], len(first["slips"]), first["letter"]["what"]) == (1, 26, "lập mới")
    place = office / "bao-cao" / PERIOD
    kept = Path(first["folder"])
    assert (kept / "tong-hop.yaml.luu").read_bytes() == (place / "tong-hop.yaml").read_bytes()
    assert "SỞ THÔNG TIN" in "\n".join(
        one.text for one in read_docx((kept / f"{PERIOD}-tong-hop.docx").read_bytes(), name="x").paragraphs
    )
    before = {file: file.read_bytes() for file in kept.rglob("*") if file.is_file()}
    again = told("ask", office, "--on", "18/6/2024")
    assert (again["draft"], again["letter"]["what"]) == (1, "không đổi")
    edit(place / "tong-hop.yaml", "47/50", "47/50 (tính đến nay)")
    refused = vanthu("reports", "opinions", "ask", office, PERIOD, "--on", "18/6/2024")
    assert (refused.returncode, "--again" in refused.stderr) == (2, True)
    second = told("ask", office, "--on", "18/6/2024", "--again")
    assert second["draft"] == 2
    assert {file: file.read_bytes() for file in kept.rglob("*") if file.is_file()} == before
    assert vanthu("validate", office).returncode == 0


@pytest.mark.parametrize(
    ("command", "file", "before", "after", "words"),
    [
        ("ask", f"ky-{PERIOD}.yaml", "lấy ý kiến:\n  thành viên: [bcd]\n  không hỏi: [giam-doc-tttt]\n  hạn góp ý: 21/6/2024\n",
         "", "chưa ghi lấy ý kiến của ai"),
        ("ask", f"ky-{PERIOD}.yaml", "hạn góp ý: 21/6/2024", "hạn góp ý: 10/6/2024", "sau hạn góp ý"),
        ("ask", f"{PERIOD}/tong-hop.yaml", "mã: 6t-2024-tong-hop", "mã: bao-cao-khac", "vanthu reports compile"),
        ("status", f"ky-{PERIOD}.yaml", "năm: 2024", "năm: 2024", "chưa gửi lấy ý kiến"),
        ("submit", f"ky-{PERIOD}.yaml", "năm: 2024", "năm: 2024", "chưa gửi lấy ý kiến"),
    ],
)  # fmt: skip
def test_opinions__what_must_come_first(
    command: str, file: str, before: str, after: str, words: str, office: Path
) -> None:
    edit(office / "bao-cao" / file, before, after)
    result = vanthu("reports", "opinions", command, office, PERIOD, "--on", "17/6/2024")
    assert result.returncode == 2
    assert words in result.stderr
    assert not (office / "bao-cao" / PERIOD / "y-kien").exists()


def test_collect__decisions_comments_and_other_members_stay(office: Path) -> None:
    slips = asked(office)
    inbox = filled(office, slips, {"giam-doc-noi-vu": WITH, "giam-doc-y-te": AGREED, "giam-doc-tu-phap": Filling()})
    (inbox / "quet.pdf").write_bytes(b"%PDF-1.4 scan")
    first = told("collect", office, inbox, "--received", "19/6/2024", code=1)
    assert {Path(one["file"]).name for one in first["refused"]} == {"phieu giam-doc-tu-phap.docx", "quet.pdf"}
    assert {one["member"]: (one["opinions"], one["questions"]) for one in first["received"]} == {
        "giam-doc-noi-vu": (3, 0),
        "giam-doc-y-te": (0, 0),
    }
    written = record(office).read_text("utf-8")
    edit(
        record(office),
        "        lý do: Chưa phân tích\n",
        "        lý do: Chưa phân tích\n        # đã trao đổi với Sở Nội vụ\n"
        "        xử lý: tiếp thu\n        nội dung xử lý: Đã nêu.\n",
    )
    decided = record(office).read_text("utf-8")
    assert told("collect", office, inbox / "phieu giam-doc-y-te.docx")["received"][0]["again"]
    assert record(office).read_text("utf-8") == decided
    inbox = filled(office, slips, {"giam-doc-cong-an": AGREED})
    told("collect", office, inbox / "phieu giam-doc-cong-an.docx", "--received", "20/6/2024")
    after = record(office).read_text("utf-8")
    assert "# đã trao đổi với Sở Nội vụ" in after
    assert after.replace(after[after.index("  - thành viên: giam-doc-cong-an") :], "") == decided
    newer = Filling(WITH.stance, rows=[*WITH.rows, ("Mục V", "Thêm nhiệm vụ.", "")])
    filled(office, slips, {"giam-doc-noi-vu": newer})
    told("collect", office, inbox / "phieu giam-doc-noi-vu.docx", "--received", "21/6/2024")
    opinions = yaml.safe_load(record(office).read_text("utf-8"))["phiếu"][0]["góp ý"]
    assert [(one["nội dung"], one.get("xử lý")) for one in opinions] == [
        ("Đề nghị nêu rõ nguyên nhân.", "tiếp thu"),
        ("Rà soát số liệu của các huyện.", None),
        ("Thêm nhiệm vụ.", None),
    ]
    assert written.splitlines()[4:6] == record(office).read_text("utf-8").splitlines()[4:6]


@pytest.mark.office
def test_collect__slips_saved_by_libreoffice_say_the_same(office: Path) -> None:
    slips = asked(office)
    inbox = filled(office, slips, {"giam-doc-noi-vu": WITH})
    told("collect", office, inbox, "--received", "19/6/2024")
    direct = yaml.safe_load(record(office).read_text("utf-8"))["phiếu"][0]
    source = inbox / "phieu giam-doc-noi-vu.docx"
    for number, ending in enumerate(("odt", "docx", "rtf", "doc"), start=2):
        converted = _saved_as(source, ending, office.parent / ending)
        found = told("collect", office, converted, "--received", "19/6/2024")
        assert found["received"][0]["version"] == number
        entry = yaml.safe_load(record(office).read_text("utf-8"))["phiếu"][0]
        assert {**entry, "bản nhận": 1, "tệp": direct["tệp"]} == direct, ending
        assert (office / "bao-cao" / PERIOD / entry["tệp"]).read_bytes() == converted.read_bytes()


def _saved_as(source: Path, ending: str, folder: Path) -> Path:
    """The file as LibreOffice saves it."""
    folder.mkdir()
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        *find_engine().command,
        profile,
        "--headless",
        "--convert-to",
        ending,
        "--outdir",
        str(folder),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return folder / f"{source.stem}.{ending}"


def test_submit__refused_until_everything_is_settled(office: Path) -> None:
    slips = asked(office)
    messy = Filling("thống nhất toàn bộ", rows=[("Mục II", "Nêu rõ nguyên nhân.", "")], outside=["Đã họp."])
    inbox = filled(office, slips, {"giam-doc-noi-vu": messy})
    told("collect", office, inbox, "--received", "19/6/2024")
    refused = vanthu("reports", "opinions", "submit", office, PERIOD, "--on", "25/6/2024")
    assert refused.returncode == 1
    assert [refused.stderr.count(code) for code in ("YK-02", "YK-04")] == [2, 2]
    assert f"bao-cao/{PERIOD}/y-kien.yaml:15" in refused.stderr
    assert not (office / "bao-cao" / PERIOD / "to-trinh.yaml").exists()
    found = told("submit", office, "--on", "25/6/2024", "--incomplete")
    assert len(found["open"]) == 4
    annexes = (office / "bao-cao" / PERIOD / "phu-luc-trinh.yaml").read_text("utf-8")
    assert annexes.count("Chưa xử lý") == 2
    assert "chưa xử lý 02 ý kiến" in " ".join(
        (office / "bao-cao" / PERIOD / "to-trinh.yaml").read_text("utf-8").split()
    )


@pytest.mark.office
def test_submit__one_pdf_with_everything(office: Path) -> None:
    place = office / "bao-cao" / PERIOD
    slips = asked(office)
    inbox = filled(office, slips, {"giam-doc-noi-vu": WITH, "giam-doc-y-te": AGREED})
    told("collect", office, inbox, "--received", "24/6/2024")
    content = yaml.safe_load(record(office).read_text("utf-8"))
    for opinion in content["phiếu"][0]["góp ý"]:
        opinion |= {"xử lý": "tiếp thu", "nội dung xử lý": "Đã sửa ở Mục II."}
    record(office).write_text(record_text(content), encoding="utf-8")
    edit(place / "tong-hop.yaml", "Kết quả các chỉ tiêu chủ yếu như sau", "Kết quả các chỉ tiêu chính như sau")
    assert told("status", office, "--on", "25/6/2024")["changed_since"]
    found = told("submit", office, "--on", "25/6/2024")
    assert (found["changed"], found["open"]) == (1, [])
    assert not told("status", office, "--on", "25/6/2024")["changed_since"]
    (first, second) = sorted((place / "y-kien").glob("ban-*"))
    comparison = compare(*((one / f"{PERIOD}-tong-hop.docx").read_bytes() for one in (first, second)))
    assert "chủ yếu” → “" in comparison.summary.replace("các chỉ tiêu ", "")
    submission = f"{PERIOD}-to-trinh"
    result = vanthu("build", office, "-o", office.parent / "out", "--only", submission, "--json")
    assert result.returncode == 0, result.stderr
    built = {one["id"]: one for one in json.loads(result.stdout)["documents"]}
    assert [one["findings"] for one in built.values()] == [[], []]
    bundle = Path(built[submission]["bundle"]).read_bytes()
    assert page_count(bundle) == sum(one["pages"] for one in built.values())
    assert [name for name, field in fields(read(bundle)).items() if field["/FT"] == "/Sig"] == ["chu-ky-1", "con-dau-1"]
    words = text(bundle)
    for wanted in (
        "Bảng tổng hợp",
        "Kết quả các chỉ tiêu chủ yếu",
        "Kết quả các chỉ tiêu chính",
        "Chưa cho ý kiến",
        "muộn 3 ngày",
    ):
        assert wanted.casefold() in words.casefold(), wanted
    assert "có 02/26 thành viên cho ý kiến" in words
    edit(place / "to-trinh.yaml", "Thực hiện chế độ báo cáo định kỳ", "Thực hiện Quy chế hoạt động")
    told("submit", office, "--on", "25/6/2024")
    assert "Thực hiện Quy chế hoạt động" in (place / "to-trinh.yaml").read_text("utf-8")
