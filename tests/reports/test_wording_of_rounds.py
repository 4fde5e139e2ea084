"""Every line of the wording reaches paper: each is marked, and the marks are found again in what an office puts out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pipeline.errors import Refused
from pipeline.papers.compose import compose
from pipeline.papers.wording import Wording, load_wording, shipped_wording
from pipeline.papers.wording_file import WORDING_FILE
from pipeline.papers.written_papers import compose_paper
from pipeline.records.office import Office
from pipeline.reports.compiled import annex_records, report_record
from pipeline.reports.opinions.opinion_papers import Submission, opinion_letter, submission_letter
from pipeline.reports.opinions.opinion_round import OpinionRound
from pipeline.reports.opinions.opinion_tables import Reworded, dossier_annexes
from pipeline.reports.opinions.slip_words import opinion_slip
from pipeline.reports.period_letters import call_letter, reminder
from pipeline.reports.reconciling.return_letter import return_letter
from pipeline.reports.reconciling.worklist import worklist
from pipeline.reports.reporting_round import Round
from pipeline.reports.status import standings
from tests.reports.rounds import office
from tests.sample import FIXTURES

PERIOD = "6t-2024"
CHANGED = (Reworded("I", "cũ", "mới"), Reworded("II", "", "thêm"), Reworded("III", "bỏ", ""))
# The sample has no case for these; each has an example of its own, tried by tests/papers/test_wording.py.
NOT_IN_THE_SAMPLE = frozenset(
    {
        "biên bản / bên làm việc",
        "biên bản / chủ trì từ lúc",
        "biên bản / dự thêm",
        "biên bản / họp tiếp",
        "biên bản / khách mời vắng",
        "biên bản / không biểu quyết",
        "biên bản / người và giờ",
        "biên bản / người đại diện",
        "biên bản / số phiếu cần",
        "biên bản / thư ký phần",
        "biên bản / vắng không lý do",
        "biên bản / về sớm",
        "biên bản / đơn vị lưu",
        "biên bản / đại diện bên làm việc",
        "biên bản / đến muộn",
        "báo cáo tổng hợp / báo cáo còn chỗ chưa rõ",
        "báo cáo tổng hợp / cao hơn tiến độ",
        "báo cáo tổng hợp / chỉ tiêu hỏi số khác",
        "báo cáo tổng hợp / tiến độ của đơn vị được giao kế hoạch",
        "báo cáo tổng hợp / vượt mức kế hoạch",
        "báo cáo tổng hợp / đơn vị vượt mức kế hoạch giao",
        "báo cáo tổng hợp / kết quả biểu nhiều dòng",
        "báo cáo tổng hợp / số đơn vị không có nội dung",
        "báo cáo tổng hợp / tương đương kỳ so sánh",
        "báo cáo tổng hợp / đơn vị mới gửi bản ký",
        "báo cáo tổng hợp / đơn vị so với kế hoạch giao",
        "bản so sánh / đoạn chuyển chỗ",
        "bảng tổng hợp ý kiến / chưa xử lý",
        "công văn lấy ý kiến / người được hỏi",
        "công văn yêu cầu báo cáo / số đơn vị có biểu",
        "công văn trả lại báo cáo / để trống",
        "giấy mời / lời đề nghị",
        "hoạt động của ban chỉ đạo / kết quả chưa",
        "hoạt động của ban chỉ đạo / xong chưa ghi ngày",
        "nơi nhận / thành phần dự họp",
        "phụ lục số liệu / chú thích biểu nhiều dòng",
        "phụ lục số liệu / chú thích dòng chưa cộng",
        "phụ lục số liệu / chú thích dòng đang hỏi lại",
        "phụ lục số liệu / cột kế hoạch của đơn vị",
        "phụ lục số liệu / cột so kế hoạch của đơn vị",
        "phụ lục số liệu / một dòng của đơn vị",
        "phụ lục số liệu / đơn vị mới gửi bản ký",
        "sổ đăng ký văn bản đi / chưa có",
        "sổ đăng ký văn bản đi / cột bản lưu",
        "sổ đăng ký văn bản đi / cột ghi chú",
        "sổ đăng ký văn bản đi / cột ký nhận",
        "sổ đăng ký văn bản đi / cột ngày chuyển",
        "sổ đăng ký văn bản đi / cột ngày",
        "sổ đăng ký văn bản đi / cột người ký",
        "sổ đăng ký văn bản đi / cột nơi nhận",
        "sổ đăng ký văn bản đi / cột số bản",
        "sổ đăng ký văn bản đi / cột số, ký hiệu",
        "sổ đăng ký văn bản đi / cột trích yếu",
        "sổ đăng ký văn bản đi / khoảng",
        "sổ đăng ký văn bản đi / tên sổ",
        "thông báo kết luận / chủ trì từ lúc",
        "thời hạn / trong năm",
        "thời hạn / trong quý",
        "thời hạn / trong tháng",
        "thời hạn / trước ngày",
        "thời hạn / đến hết ngày",
        "thời hạn / đến hết năm",
        "thời hạn / đến hết quý",
        "thời hạn / đến hết tháng",
        "tờ trình / số chưa rõ",
        "tờ trình / số chưa xử lý",
        "tờ trình / số không thống nhất",
        "văn bản / ban hành kèm theo",
        "văn bản / kèm theo, bản điện tử",
        "xếp hạng đơn vị / thấp nhất trước",
        "công văn yêu cầu báo cáo / các sở",
    }
)


def _marked() -> tuple[Wording, dict[str, str]]:
    """The wording with a mark before every line, and the name of the line of each mark."""
    ours = shipped_wording()
    names = {f"#{number:03}#": key for number, key in enumerate(ours.lines)}
    lines = {key: replace(ours.lines[key], source=mark + ours.lines[key].source) for mark, key in names.items()}
    return replace(ours, lines=lines), {mark: " / ".join(key) for mark, key in names.items()}


def _put_out(whole: Office, wording: Wording) -> Iterator[str]:
    """All that an office puts on paper, as text."""
    yield repr(compose(whole, wording))
    for period in whole.periods:
        yield from _round(Round(whole, FIXTURES, period, wording=wording))
        yield from _round(Round(whole, Path("khong-co"), period, wording=wording))
    opinion_round = OpinionRound(whole, FIXTURES / "bao-cao" / PERIOD, whole.period(PERIOD), wording)
    yield from _opinions(opinion_round)
    yield from _opinions(replace(opinion_round, office=replace(whole, opinions=())))
    yield from _opinions(replace(opinion_round, period=opinion_round.period.model_copy(update={"addressees": ()})))


def _round(reporting_round: Round) -> Iterator[str]:
    found = standings(reporting_round.collected, reporting_round.first_sent(), on=date(2024, 12, 30))
    yield repr(call_letter(reporting_round.office, reporting_round.period, reporting_round.wording))
    yield repr(
        reminder(reporting_round.office, reporting_round.period, found, reporting_round.wording, on=date(2024, 12, 30))
    )
    rows = worklist(reporting_round)
    for unit in dict.fromkeys(row.unit for row in rows):
        own = [row for row in rows if row.unit == unit]
        yield repr(return_letter(reporting_round, unit, own, on=date(2024, 7, 1), due=None))
    for on in (date(2024, 6, 14), date(2024, 7, 1)):
        yield repr(report_record(reporting_round.whole, on=on))
        yield repr(list(annex_records(replace(reporting_round.whole, on=on))))


def _opinions(opinion_round: OpinionRound) -> Iterator[str]:
    yield repr(opinion_letter(opinion_round, subject="Báo cáo", on=date(2024, 6, 12)))
    for changed in ((), CHANGED):
        for on in (date(2024, 6, 13), date(2024, 7, 18)):
            yield repr(submission_letter(opinion_round, Submission("Báo cáo", changed, on)))
            yield repr(dossier_annexes(opinion_round, opinion_round.heard(on=on), changed))
    yield repr(opinion_slip(opinion_round, opinion_round.members[0], draft=1, subject="Báo cáo"))


def test_every_line__reaches_what_the_sample_office_puts_out() -> None:
    wording, names = _marked()
    text = "\n".join(_put_out(office(), wording))
    assert {name for mark, name in names.items() if mark not in text} == NOT_IN_THE_SAMPLE


def test_changed_line__goes_into_the_letter_of_a_round(tmp_path: Path) -> None:
    file = tmp_path / WORDING_FILE
    file.write_text('["công văn yêu cầu báo cáo"]\n"trích yếu" = "đề nghị báo cáo {{ ten_ky }}"\n', "utf-8")
    period = office().period(PERIOD)
    letter = call_letter(office(), period, load_wording(file))
    assert letter == {**call_letter(office(), period, shipped_wording()), "trích yếu": f"đề nghị báo cáo {period.name}"}


def test_faulty_line__stops_the_letter_that_says_it_and_no_other(tmp_path: Path) -> None:
    file = tmp_path / WORDING_FILE
    file.write_text('["công văn yêu cầu báo cáo"]\n"trích yếu" = "báo cáo {{ ten_ki }}"\n', "utf-8")
    reporting_round = Round(office(), FIXTURES, office().period(PERIOD), wording=load_wording(file))
    with pytest.raises(Refused) as refusal:
        call_letter(reporting_round.office, reporting_round.period, reporting_round.wording)
    (finding,) = refusal.value.findings
    assert (finding.file, finding.line) == (WORDING_FILE, 2)
    assert "“ten_ky”" in finding.hint
    assert json.dumps(report_record(reporting_round.whole, on=date(2024, 7, 1)), ensure_ascii=False)


def test_compose_paper__without_a_wording_speaks_ours() -> None:
    paper = office().papers[0]
    assert compose_paper(office(), paper) == compose_paper(office(), paper, shipped_wording())
