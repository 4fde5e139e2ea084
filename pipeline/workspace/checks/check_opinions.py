"""Checks of opinion rounds (lấy ý kiến): members asked in time, one answer each."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.finding import Finding
from pipeline.workspace.findings_at import error, quote
from pipeline.workspace.view import View


def calls(view: View) -> Iterator[Finding]:
    """Finds calls for opinions of nobody, or due before the reports were called for."""
    for period in view.office.periods:
        call = period.opinions
        if call is None:
            continue
        if not call.members:
            at = view.at(period.id, "lấy ý kiến", "thành viên")
            yield error("DL-713", at, "“Lấy ý kiến” không có thành viên nào", hint="Ghi mã ban chỉ đạo hoặc cơ quan.")
        if call.due < period.opened:
            words = f"“Hạn góp ý” {call.due:%d/%m/%Y} trước “Ngày yêu cầu” {period.opened:%d/%m/%Y}"
            at = view.at(period.id, "lấy ý kiến", "hạn góp ý")
            yield error("DL-714", at, words, hint="Sửa một trong hai ngày.")


def records(view: View) -> Iterator[Finding]:
    """Finds two records of one period, two entries of one member, answers without a disposition."""
    first: dict[str, str] = {}
    for record in view.office.opinions:
        if first.setdefault(record.period, record.id) != record.id:
            words = f"Kỳ báo cáo {quote(record.period)} đã có hồ sơ ý kiến góp ý mang mã {quote(first[record.period])}"
            yield error("DL-715", view.at(record.id, "kỳ báo cáo"), words, hint="Gộp hai hồ sơ làm một.")
        met: set[str] = set()
        for number, entry in enumerate(record.slips):
            if entry.member in met:
                words = f"{quote(view.name(entry.member))} có hai phiếu trong hồ sơ"
                at = view.at(record.id, "phiếu", number, "thành viên")
                yield error("DL-716", at, words, hint="Gộp góp ý vào một phiếu; bản gửi lại nhận bằng lệnh collect.")
            met.add(entry.member)
            for index, opinion in enumerate(entry.opinions):
                if opinion.answer is not None and opinion.disposition is None:
                    at = view.at(record.id, "phiếu", number, "góp ý", index, "nội dung xử lý")
                    words = "Góp ý có “Nội dung xử lý” nhưng chưa ghi “Xử lý”"
                    yield error("DL-717", at, words, hint="Ghi xử lý: tiếp thu, hoặc xử lý: giải trình.")
