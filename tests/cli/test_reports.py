"""Periodic reporting as a user meets it: from the forms to the compiled report, each command a process of its own."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pypdf
import pytest
import yaml

from pipeline.reports.reporting_round import Round
from pipeline.workspace.load import load
from tests.program import vanthu
from tests.reports.filled import filled
from tests.reports.sample_units import sent
from tests.sample import FIXTURES

PERIOD = "6t-2024"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The sample office with its returned reports; nothing compiled yet."""
    folder = Path(shutil.copytree(FIXTURES, tmp_path / "ho-so", ignore=shutil.ignore_patterns("cuoc-hop", "van-ban")))
    for period in (folder / "bao-cao").iterdir():
        for file in period.glob("*.yaml") if period.is_dir() else ():
            file.unlink()
        for made in (".goc", "phu-luc"):
            shutil.rmtree(period / made, ignore_errors=True)
    # The quarters tell of meetings that are not here.
    for file in (folder / "bao-cao").glob("*quy-*.yaml"):
        file.unlink()
    return folder


def told(*arguments: str | Path, code: int = 0) -> dict[str, Any]:
    """What a command prints as JSON."""
    result = vanthu("reports", *arguments, "--json")
    assert result.returncode == code, result.stderr
    return json.loads(result.stdout)  # type: ignore[no-any-return]


def compiled(office: Path) -> Path:
    """Compile the report; its file."""
    told("compile", office, PERIOD, "--on", "14/6/2024")
    return office / "bao-cao" / PERIOD / "tong-hop.yaml"


def test_status__draft_letter_and_another_period_with_errors_do_not_stop_it(office: Path) -> None:
    (office / "cong-van-nhap.yaml").write_text("loại: công văn\nmã: cong-van-nhap\ntrích yếu: [", "utf-8")
    other = office / "bao-cao" / "ky-nam-2024.yaml"
    other.write_text(other.read_text("utf-8").replace("hạn gửi", "hạn gửi sai"), "utf-8")
    assert told("status", office, PERIOD)
    stopped = vanthu("reports", "status", office, "nam-2024")
    assert stopped.returncode == 1
    assert "bao-cao/ky-nam-2024.yaml dòng " in stopped.stderr


def test_status__corrections_with_an_error_stop_their_own_period(office: Path) -> None:
    broken = office / "bao-cao" / "dieu-chinh-6t-2024.yaml"
    broken.write_text(broken.read_text("utf-8") + "\nthừa: 1\n", "utf-8")
    stopped = vanthu("reports", "status", office, PERIOD)
    assert stopped.returncode == 1
    assert "dieu-chinh-6t-2024.yaml" in stopped.stderr
    assert told("status", office, "6t-2023")


def test_form__one_for_each_unit_and_the_letter(office: Path) -> None:
    first = told("form", office, PERIOD)
    assert len(first["forms"]) == 50
    assert {one["what"] for one in first["forms"]} == {"lập mới"}
    letter = yaml.safe_load(Path(first["letter"]["file"]).read_text("utf-8"))
    assert letter["loại"] == "công văn"
    assert letter["kính gửi"] == ["cac-don-vi-bao-cao"]
    again = told("form", office, PERIOD, "--unit", "so-y-te")
    assert [one["what"] for one in again["forms"]] == ["không đổi"]
    assert "ma-la" in vanthu("reports", "form", office, PERIOD, "--unit", "ma-la").stderr


def test_collect__takes_what_it_can_and_says_what_it_cannot(office: Path, tmp_path: Path) -> None:
    reporting_round = Round(load(office).office, office, load(office).office.period(PERIOD))
    agency = reporting_round.office.agency("buu-dien-tinh")
    inbox = tmp_path / "hop thu"
    inbox.mkdir()
    (inbox / "buu dien.xlsx").write_bytes(filled(reporting_round, agency, sent(agency, reporting_round.period)))
    (inbox / "hong.xlsx").write_bytes(b"PK hong")
    (inbox / "ghi chu.txt").write_text("không phải báo cáo", encoding="utf-8")
    found = told("collect", office, PERIOD, inbox, "--received", "12/6/2024", code=1)
    assert [(one["unit"], one["version"], one["questions"]) for one in found["received"]] == [("buu-dien-tinh", 1, 0)]
    assert [Path(one["file"]).name for one in found["refused"]] == ["ghi chu.txt", "hong.xlsx"]
    units = {one["unit"]: one for one in told("status", office, PERIOD, "--on", "14/6/2024")["units"]}
    assert (units["buu-dien-tinh"]["state"], units["buu-dien-tinh"]["days_late"]) == ("muộn", 2)


def test_status__who_has_sent_and_the_reminder(office: Path) -> None:
    found = told("status", office, PERIOD, "--on", "14/6/2024", "--remind")
    states = [one["state"] for one in found["units"]]
    assert (states.count("đúng hạn"), states.count("muộn"), states.count("quá hạn chưa gửi")) == (45, 2, 3)
    versions = {one["unit"]: one["version"] for one in found["units"]}
    assert (versions["so-y-te"], versions["so-noi-vu"], versions["cuc-hai-quan"]) == (2, 1, None)
    letter = yaml.safe_load(Path(found["reminder"]["file"]).read_text("utf-8"))
    assert letter["kính gửi"] == ["cuc-hai-quan", "buu-dien-tinh", "ubnd-huyen-son-lung"]
    before = told("status", office, PERIOD, "--on", "1/6/2024")
    assert {one["state"] for one in before["units"]} == {"chưa gửi"}


def test_check__lists_questions_and_ends_with_1_while_one_is_open(office: Path) -> None:
    assert {one["code"] for one in told("check", office, PERIOD)["findings"]} <= {"BC-203", "BC-204"}
    (office / "bao-cao" / f"dieu-chinh-{PERIOD}.yaml").unlink()
    found = told("check", office, PERIOD, code=1)["findings"]
    assert {"BC-104", "BC-105", "BC-111", "BC-202"} <= {one["code"] for one in found}


def test_trace__a_total_leads_to_its_cells_and_corrections(office: Path) -> None:
    found = told("trace", office, PERIOD, "Hồ sơ thủ tục hành chính tiếp nhận")
    assert found["units"] == 47
    assert sum(int(one["value"]) for one in found["entries"]) == int(found["value"])
    corrected = next(one for one in found["entries"] if one["unit"] == "so-xay-dung")
    assert (corrected["text"], corrected["value"]) == ("6.451", "6451")
    assert corrected["correction"]["by"] == "chuyen-vien-cntt"
    assert corrected["source"]["cell"] == "E6"
    wrong = vanthu("reports", "trace", office, PERIOD, "Hồ sơ tiếp nhân")
    assert wrong.returncode == 2
    assert "không có chỉ tiêu" in wrong.stderr


def test_compile__what_a_person_wrote_stays(office: Path) -> None:
    report = compiled(office)
    text = report.read_text("utf-8")
    report.write_text(text.replace("Tình hình báo cáo của các đơn vị", "Tình hình báo cáo"), encoding="utf-8")
    (office / "bao-cao" / PERIOD / "nhan" / "so-ngoai-vu").rename(office / "so-ngoai-vu")
    again = told("compile", office, PERIOD, "--on", "15/6/2024")
    assert again["report"]["what"] == "làm mới, giữ chỗ đã sửa tay"
    text = report.read_text("utf-8")
    assert "mục: Tình hình báo cáo\n" in text
    assert "46/50 cơ quan" in " ".join(text.split())
    assert "Sở Ngoại vụ: Trong kỳ" not in text


def test_compile__where_both_changed_a_line_the_persons_stays_and_the_other_lies_beside(office: Path) -> None:
    report = compiled(office)
    text = report.read_text("utf-8")
    assert "47/50" in text
    report.write_text(text.replace("47/50", "hầu hết các", 1), encoding="utf-8")
    shutil.rmtree(office / "bao-cao" / PERIOD / "nhan" / "so-ngoai-vu")
    again = told("compile", office, PERIOD, "--on", "14/6/2024", code=1)
    assert "có chỗ máy và người cùng sửa" in again["report"]["what"]
    (conflict,) = again["report"]["conflicts"]
    assert "hầu hết các" in " ".join(conflict["person"])
    assert "46/50" in " ".join(conflict["machine"])
    assert report.read_text("utf-8").splitlines()[conflict["line"] - 1] == conflict["person"][0].rstrip("\n")
    assert "hầu hết các" in report.read_text("utf-8")
    assert "46/50" in report.with_suffix(".yaml.moi").read_text("utf-8")


def _conflict(office: Path) -> Path:
    """A report in which the first sentence was edited, and would now be another one."""
    report = compiled(office)
    report.write_text(report.read_text("utf-8").replace("47/50", "hầu hết các", 1), encoding="utf-8")
    shutil.rmtree(office / "bao-cao" / PERIOD / "nhan" / "so-ngoai-vu")
    return report


def test_compile__a_conflict_is_shown_until_the_person_says_whose_words_hold(office: Path) -> None:
    report = _conflict(office)
    for _ in range(2):
        shown = vanthu("reports", "compile", office, PERIOD, "--on", "14/6/2024")
        assert shown.returncode == 1
        assert "1 chỗ trong tong-hop.yaml cả người và máy cùng sửa" in shown.stdout
        assert re.search(r"người \| .*hầu hết các", shown.stdout)
        assert re.search(r"máy   \| .*46/50", shown.stdout)
        assert "--take người" in shown.stdout
    told("compile", office, PERIOD, "--on", "14/6/2024", "--take", "người")
    assert "hầu hết các" in report.read_text("utf-8")
    assert not report.with_suffix(".yaml.moi").exists()
    assert told("compile", office, PERIOD, "--on", "14/6/2024")["report"]["what"] == "không đổi"


def test_compile__the_programs_words_are_taken_where_the_person_says_so(office: Path) -> None:
    report = _conflict(office)
    told("compile", office, PERIOD, "--on", "14/6/2024", "--take", "máy")
    assert "46/50" in " ".join(report.read_text("utf-8").split())
    assert "hầu hết các" not in report.read_text("utf-8")


def test_compile__annexes_no_longer_made_go_and_edited_ones_are_kept_beside(office: Path) -> None:
    compiled(office)
    folder = office / "bao-cao" / PERIOD / "phu-luc"
    names = sorted(file.name for file in folder.glob("*.yaml"))
    edited, gone = folder / names[0], next(folder.glob("*bieu-do.yaml"))
    edited.write_text(edited.read_text("utf-8").replace("Chỉ tiêu", "Chỉ số"), encoding="utf-8")
    outline = office / "bao-cao" / "de-cuong.yaml"
    outline.write_text(outline.read_text("utf-8").replace("    xếp hạng: có\n", ""), encoding="utf-8")
    fates = {
        Path(one["file"]).name: one["what"] for one in told("compile", office, PERIOD, "--on", "14/6/2024")["annexes"]
    }
    (beside,) = folder.glob(f"{names[0]}.sua-tay-*")
    assert fates[names[0]] == f"lập mới, bản sửa tay ở {beside.name}"
    assert "Chỉ số" in beside.read_text("utf-8")
    assert fates[gone.name] == "bỏ, không còn cần"
    assert not gone.exists()
    assert len(list(folder.glob("*.yaml"))) == len(names) - 1
    assert vanthu("validate", office).returncode == 0


@pytest.mark.parametrize(
    ("period", "on"), [("6t-2024", "14/6/2024"), ("quy-2-2024", "28/6/2024"), ("nam-2024", "10/12/2024")]
)
def test_compile__on_the_untouched_sample_changes_no_file(tmp_path: Path, period: str, on: str) -> None:
    office = Path(shutil.copytree(FIXTURES, tmp_path / "ho-so"))

    def contents() -> dict[Path, bytes]:
        return {one: one.read_bytes() for one in office.rglob("*.yaml") if ".vanthu" not in one.parts}

    before = contents()
    told("compile", office, period, "--on", on)
    assert contents() == before


def test_compile__makes_annexes_that_are_gone(office: Path) -> None:
    compiled(office)
    shutil.rmtree(office / "bao-cao" / PERIOD / "phu-luc")
    assert "DL-733" in vanthu("validate", office).stdout + vanthu("validate", office).stderr
    compiled(office)
    assert vanthu("validate", office).returncode == 0


def test_reread__applies_an_outline_that_changed(office: Path) -> None:
    outline = office / "bao-cao" / "de-cuong.yaml"
    text = outline.read_text("utf-8")
    titled = text.replace("tên gọi khác: [Kết quả đạt được,", "tên gọi khác: [Công tác thi đua khen thưởng,", 1)
    assert titled != text
    outline.write_text(titled, encoding="utf-8")
    shown = vanthu("reports", "check", office, PERIOD)
    assert "BC-207" in shown.stdout
    assert f"vanthu reports reread THƯ_MỤC {PERIOD}" in shown.stdout
    found = told("reread", office, PERIOD)["reread"]
    assert len(found) == 50  # 47 units; one sent twice, two sent words as well
    changed = {one["unit"] for one in found if one["changed"]}
    assert changed == {"ubnd-huyen-tan-xuyen"}
    assert "BC-207" not in vanthu("reports", "check", office, PERIOD).stdout
    assert not any(one["changed"] for one in told("reread", office, PERIOD, "--unit", "so-y-te")["reread"])


def test_reread__what_cannot_be_read_is_told_and_the_rest_is_done(office: Path) -> None:
    kept = office / "bao-cao" / PERIOD / "nhan" / "so-y-te" / "2"
    next(kept.glob("*.xlsx")).write_bytes(b"PK")
    refused = vanthu("reports", "status", office, PERIOD)
    assert refused.returncode == 1
    assert "tệp gốc đã bị thay hoặc mất" in refused.stderr
    found = told("reread", office, PERIOD, code=1)
    assert len(found["failed"]) == 1
    assert len(found["reread"]) >= 48


@pytest.mark.office
def test_compile__the_papers_pass_the_checker_and_have_charts_as_lines(office: Path, tmp_path: Path) -> None:
    compiled(office)
    told("form", office, PERIOD, "--unit", "so-y-te")
    told("status", office, PERIOD, "--on", "14/6/2024", "--remind")
    result = vanthu("build", office, "--output", tmp_path / "ra", "--json")
    assert result.returncode == 0, result.stderr
    documents = {one["id"]: one for one in json.loads(result.stdout)["documents"]}
    assert set(documents) == {f"{PERIOD}-tong-hop", f"{PERIOD}-yeu-cau", f"{PERIOD}-don-doc-20240614"}
    assert [one for paper in documents.values() for one in paper["findings"]] == []
    report = documents[f"{PERIOD}-tong-hop"]
    reader = pypdf.PdfReader(report["pdf"])
    texts = [page.extract_text() for page in reader.pages]
    charts = [page for page, text in zip(reader.pages, texts, strict=True) if "theo đơn vị (xã)" in text]
    assert charts
    assert all(not page.images for page in charts)
    beginning = " ".join(" ".join(texts[:2]).split())
    assert "Còn 03 cơ quan, đơn vị chưa báo cáo" in beginning
    assert "UBND huyện Sơn Lũng" in beginning
    _sound_charts(Path(report["docx"]))


def _sound_charts(docx: Path) -> None:
    """Every chart is named in the content types, related from the text, and carries a workbook that opens."""
    with zipfile.ZipFile(docx) as archive:
        names = archive.namelist()
        charts = [name for name in names if name.startswith("word/charts/chart")]
        assert len(charts) == 2
        types = archive.read("[Content_Types].xml").decode()
        relations = archive.read("word/_rels/document.xml.rels").decode()
        document = archive.read("word/document.xml").decode()
        for number in range(1, 3):
            assert f"/word/charts/chart{number}.xml" in types
            assert f'Target="charts/chart{number}.xml"' in relations
            assert document.count(f'r:id="rIdBieuDo{number}"') == 1
            book = archive.read(f"word/embeddings/bieu-do-{number}.xlsx")
            assert "xl/worksheets/sheet1.xml" in zipfile.ZipFile(io.BytesIO(book)).namelist()
