"""An opinion round (lấy ý kiến) opened for work: the folder that was read, the reporting period and its round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.app.drafts import Desk
from pipeline.app.progress import Listener
from pipeline.app.reporting_periods import open_folder
from pipeline.building.prepare import house_profile
from pipeline.building.template_trial import try_templates
from pipeline.errors import Faulty
from pipeline.finding import has_errors
from pipeline.intake.file import read_file
from pipeline.reports.compiled import report_id
from pipeline.reports.opinions.opinion_round import OpinionRound
from pipeline.reports.reporting_round import Round
from pipeline.text import lower_first
from pipeline.typeset.docx.templates import office_templates
from pipeline.workspace.limits import LIMITS
from pipeline.workspace.load import Loaded


@dataclass(frozen=True)
class Opened:
    """A folder that was read, a period with its opinion round, and the tools that make the Word files (`desk`)."""

    loaded: Loaded
    round: Round
    opinions: OpinionRound
    desk: Desk

    @property
    def report(self) -> str:
        """The id of the compiled report that the round is about."""
        return report_id(self.round.period)


def open_opinions(folder: Path, period: str, templates: Path, listener: Listener) -> Opened:
    """Read the folder and open the opinion round of a period.

    Faulty: the folder has errors in its records. UsageError: the period does not exist.
    """
    loaded, reporting_round = open_folder(folder, period, listener, templates=templates)
    loaded.office.require_all("văn phòng")
    profile, problems = house_profile(loaded)
    if has_errors(problems):
        raise Faulty("hồ sơ còn lỗi nên chưa làm được.", "Sửa các lỗi trên rồi chạy lại.", problems)
    forms = office_templates(folder, templates)
    if faults := try_templates(forms, keep=False).findings:
        raise Faulty("mẫu trình bày có lỗi nên chưa làm được.", "Sửa các mẫu trên rồi chạy lại.", faults)
    wording = reporting_round.wording
    desk = Desk(loaded.office, profile, forms, wording)
    opinions = OpinionRound(loaded.office, reporting_round.store.place, reporting_round.period, wording)
    return Opened(loaded, reporting_round, opinions, desk)


def called(opened: Opened) -> str:
    """How other papers name the compiled report: `Báo cáo kết quả …`."""
    report = opened.desk.paper(opened.report)
    return f"{opened.desk.office.types.by_name[report.kind].title} {lower_first(report.subject)}"


def drafted_from(opened: Opened) -> Mapping[str, bytes]:
    """The record files from which the report is made: file name to content in bytes."""
    office = opened.loaded.office
    files, period = office.files, opened.round.period.id
    office.require_all("phụ lục số liệu", period)
    annexes = [
        annex_set.id for annex_set in office.annex_sets if annex_set.period == period and annex_set.paper is None
    ]
    ids = [key for key in (opened.report, *annexes) if key in files]
    found = [opened.round.folder / files[key] for key in ids]
    return {path.name: read_file(path, most=LIMITS.file_bytes) for path in found}
