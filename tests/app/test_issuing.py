"""Issuing papers: the right number, the record with nothing else changed, the register, the frozen copy, and every refusal."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.app.issuing import Issued, IssueOptions, issue
from pipeline.errors import Refused, UsageError, VanthuError
from pipeline.register.frozen import frozen_paper
from pipeline.register.ledger import read_book
from pipeline.workspace.load import load
from tests.register.issuing_office import INVITATION, LETTER, MINUTES, NOTICE, build, office, pdf_of
from tests.sample import ROOT

TODAY = date(2025, 11, 15)
OPTIONS = IssueOptions(on=TODAY)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An office whose papers are built, in `output` beside it."""
    made = office(tmp_path, letters=3)
    build(made, tmp_path / "output")
    return made


def _issue(folder: Path, paper: str, options: IssueOptions = OPTIONS) -> Issued:
    return issue(folder, folder.parent / "output", paper, options)


def test_issue__writes_four_values_and_no_other_byte(folder: Path) -> None:
    path = folder / f"{LETTER}.yaml"
    before = path.read_text("utf-8")
    done = _issue(folder, LETTER)
    assert (done.number, done.symbol, done.day, done.completed) == (1, "01/UBND-VP", TODAY, False)
    new = [line for line in path.read_text("utf-8").splitlines() if line not in before.splitlines()]
    sent = sha256(pdf_of(LETTER)).hexdigest()
    assert new == ["số: 1", "ngày ban hành: 15/11/2025", "tình trạng: đã ban hành", f"mã băm: {sent}"]
    assert [line for line in path.read_text("utf-8").splitlines() if line not in new] == before.splitlines()
    assert not [one for one in load(folder).findings if one.file == path.name]


def test_issue__keeps_files_and_values_beside_the_records(folder: Path) -> None:
    done = _issue(folder, LETTER)
    frozen = frozen_paper(folder, LETTER)
    assert frozen is not None
    assert done.frozen == folder / "da-ban-hanh" / LETTER
    assert (frozen.number, frozen.day, frozen.damaged) == (1, TODAY, ())
    assert frozen.pdf.read_bytes() == pdf_of(LETTER)
    assert frozen.values["number"]["number"] == 1
    assert (done.frozen / "ho-so.txt").read_bytes() == (folder / f"{LETTER}.yaml").read_bytes()
    (entry,) = read_book(folder, "ubnd-xa", 2025).entries
    assert (entry.paper, entry.symbol, entry.signer, entry.sent) == (
        LETTER,
        "01/UBND-VP",
        "Nguyễn Đăng Khôi",
        frozen.sent,
    )
    assert entry.recipients.startswith("Phòng Kinh tế")
    assert entry.archive.startswith("Lưu: VT")


def test_issue__papers_of_a_meeting_each_in_its_part_of_the_record(folder: Path) -> None:
    numbers = [
        _issue(folder, key, replace(OPTIONS, on=date(2025, 11, 20))).symbol for key in (INVITATION, MINUTES, NOTICE)
    ]
    assert numbers == ["01/GM-BCĐCĐS", "01/BB-BCĐCĐS", "01/TB-BCĐCĐS"]
    meeting = load(folder).office.meetings[0]
    assert meeting.invitation is not None
    assert meeting.minutes is not None
    assert meeting.notice is not None
    assert (meeting.invitation.date, meeting.notice.date) == (date(2025, 11, 10), date(2025, 11, 20))
    assert {meeting.invitation.state, meeting.minutes.state, meeting.notice.state} == {"đã ban hành"}
    assert read_book(folder, "bcd", 2025).entry_for(MINUTES).day == meeting.day  # type: ignore[union-attr]


def test_issue__counts_on_in_its_series_and_may_fill_a_gap(folder: Path) -> None:
    assert _issue(folder, LETTER, replace(OPTIONS, number=8)).number == 8
    assert _issue(folder, "cong-van-2").number == 9
    with (folder / "so-van-ban" / "2025" / "ubnd-xa.tsv").open("a", encoding="utf-8") as file:
        file.write("12\t12/UBND\t15/11/2025\tcông văn\n")
    assert _issue(folder, "cong-van-3", replace(OPTIONS, number=10)).number == 10


def test_issue__types_that_the_office_numbers_together(folder: Path) -> None:
    with (folder / "van-phong.yaml").open("a", encoding="utf-8") as file:
        file.write("sổ văn bản:\n  - {tên: Sổ chung, loại: [giấy mời, thông báo]}\n")
    later = replace(OPTIONS, on=date(2025, 11, 20))
    assert [_issue(folder, key, later).number for key in (INVITATION, NOTICE, MINUTES)] == [1, 2, 1]
    text = (folder / "hop-11-2025.yaml").read_text("utf-8")
    (folder / "hop-11-2025.yaml").write_text(text.replace("số: 2", "số: 1"), "utf-8")
    assert "DL-902" in {one.code for one in load(folder).findings}


def test_issue__a_number_that_the_clerk_has_written_is_entered_as_it_is(folder: Path) -> None:
    path = folder / f"{LETTER}.yaml"
    path.write_text(path.read_text("utf-8") + "số: 41\nngày ban hành: 12/11/2025\ntình trạng: đã ban hành\n", "utf-8")
    assert _issue(folder, LETTER).number == 41
    assert _issue(folder, "cong-van-2").number == 42
    assert path.read_text("utf-8").count("số: 41") == 1


REFUSED: dict[str, tuple[IssueOptions, str]] = {
    "a day to come": (replace(OPTIONS, day=date(2025, 11, 16)), "chưa tới"),
    "a day of another month": (replace(OPTIONS, day=date(2025, 10, 16)), "tháng 11/2025"),
    "a day before the last number's": (replace(OPTIONS, day=date(2025, 11, 1)), "trước ngày của số 01"),
    "a number that is taken": (replace(OPTIONS, number=1), "đã cấp ngày 15/11/2025"),
    "a number that leaves a gap": (replace(OPTIONS, number=3), "nhảy cách số tiếp theo"),
    "a file that is not there": (replace(OPTIONS, signed=Path("khong-co.pdf")), "khong-co.pdf"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_issue__is_refused_with_a_remedy_and_leaves_nothing(folder: Path, case: str) -> None:
    _issue(folder, LETTER)
    options, words = REFUSED[case]
    before = _everything(folder)
    with pytest.raises(VanthuError, match=words) as caught:
        _issue(folder, "cong-van-2", options)
    assert caught.value.remedy
    assert _everything(folder) == before


def _everything(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".vanthu" not in path.parts
    }


def test_issue__what_is_not_fit_to_go_out(folder: Path) -> None:
    output = folder.parent / "output"
    path = folder / f"{LETTER}.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("20 tháng 11", "25 tháng 11"), "utf-8")
    with pytest.raises(Refused, match="không còn đúng với hồ sơ: đã đổi nội dung"):
        _issue(folder, LETTER)
    path.write_text(text.replace("người ký: chu-tich", "người ký: khong-co"), "utf-8")
    with pytest.raises(Refused, match="có lỗi ở"):
        _issue(folder, LETTER)
    path.write_text(text, "utf-8")
    with pytest.raises(Refused, match="chưa được dựng"):
        issue(folder, folder.parent / "khac", LETTER, OPTIONS)
    with pytest.raises(UsageError, match="cong-van-9"):
        _issue(folder, "cong-van-9")
    (output / LETTER / f"{LETTER}.pdf").write_bytes(pdf_of(LETTER) + b" by hand")
    with pytest.raises(Refused, match="chưa có chữ ký số"):
        _issue(folder, LETTER)
    (output / LETTER / f"{LETTER}.docx").write_bytes(b"by hand")
    with pytest.raises(Refused, match="đã bị sửa sau lần dựng"):
        _issue(folder, LETTER)
    assert not (folder / "so-van-ban").exists()


def test_issue__a_paper_built_for_other_facts_is_to_be_built_for_the_day_of_its_issue(folder: Path) -> None:
    """The signer is called otherwise from 12/11 on: what was built for 05/11 cannot go out on 14/11, and the way is said."""
    output, people = folder.parent / "output", folder / "can-bo.yaml"
    old, turn = "chức vụ: Chủ tịch, cơ quan: ubnd-xa}", "thay đổi: [{từ: 12/11/2025, họ và tên: Tên Mới}]}"
    people.write_text(people.read_text("utf-8").replace(old, f"{old[:-1]}, {turn}"), "utf-8")
    build(folder, output, on=date(2025, 11, 5))
    later = IssueOptions(on=TODAY, day=date(2025, 11, 14))
    with pytest.raises(Refused, match="đã đổi nội dung") as refused:
        _issue(folder, LETTER, later)
    assert refused.value.remedy.endswith(f" --only {LETTER} --on 14/11/2025")
    build(folder, output, on=date(2025, 11, 14))
    assert "\tTên Mới\t" in _issue(folder, LETTER, later).register.read_text("utf-8")


def test_issue__twice_is_told(folder: Path) -> None:
    _issue(folder, LETTER)
    before = _everything(folder)
    with pytest.raises(UsageError, match="đã ban hành: số 01, ngày 15/11/2025"):
        _issue(folder, LETTER)
    assert _everything(folder) == before


@pytest.mark.slow
@pytest.mark.parametrize("signed", ["paper", "file"])
def test_issue__killed_at_any_moment_is_completed_by_the_next_run(tmp_path: Path, signed: str) -> None:
    code = "from tests.register.killed_issue import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, signed, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    assert done.returncode == 0, done.stderr
    rounds = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(rounds) > 10
    assert {one["number"] for one in rounds} == {1}
    assert {one["lines"] for one in rounds} <= {1, 2}
    assert all(one["sound"] and one["others"] and one["filled"] for one in rounds)
    assert {one["given"] for one in rounds} == {True, False}
    assert rounds[-1]["killed"] is False
