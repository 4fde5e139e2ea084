"""What the program does, as functions for Python (`docs/api.md`): values in, values out, nothing printed, no exit.

    from pipeline import app

    result = app.build(Path("records"), Path("output"))

Each name is loaded when it is first asked for: what makes papers takes a second, and not every use needs it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pipeline.app.build_log import Logged
    from pipeline.app.build_values import BuildOptions, BuildResult
    from pipeline.app.building import build
    from pipeline.app.checking import CheckOptions, CheckResult, check, rule_named
    from pipeline.app.diffing import DiffOptions, DiffResult, diff
    from pipeline.app.drafting import NewRecord, new_record
    from pipeline.app.illustrate import Illustrated, write_pages
    from pipeline.app.inspect import Inspected
    from pipeline.app.issuing import Issued, IssueOptions, issue
    from pipeline.app.known_types import kinds_known
    from pipeline.app.mend import Mended, fix
    from pipeline.app.opinion_rounds import (
        OpinionsAsked,
        OpinionsTaken,
        OpinionStatus,
        Submitted,
        ask_opinions,
        collect_opinions,
        opinion_status,
        submit_report,
    )
    from pipeline.app.own_form_desk import (
        FormProposed,
        OwnFormRead,
        OwnFormsTaken,
        describe_form,
        take_own_forms,
        try_own_form,
    )
    from pipeline.app.paper_list import ListedPaper, ListOptions, PaperList, list_papers
    from pipeline.app.progress import Decided, LogLine, Notice, Progress, Step
    from pipeline.app.receiving import Collected
    from pipeline.app.registering import RegisterOptions, RegisterView, RegisterWritten, view_register, write_register
    from pipeline.app.report_files import WrittenFile
    from pipeline.app.report_intake import ReportsTaken, TakenFile, collect_reports
    from pipeline.app.report_returns import FormReturned, ReportsReturned, return_reports
    from pipeline.app.report_views import (
        ReportAnomalies,
        ReportStatus,
        Traced,
        TracedRows,
        report_anomalies,
        report_status,
        trace_figure,
        trace_rows,
    )
    from pipeline.app.report_worklist import WorklistMade, WorklistRead, make_worklist, read_worklist
    from pipeline.app.reporting_periods import (
        FormsMade,
        Redated,
        ReportCompiled,
        ReportsReread,
        compile_report,
        make_forms,
        redate_report,
        reread_reports,
    )
    from pipeline.app.schema_files import SchemasWritten, write_schemas
    from pipeline.app.sealing import Sealed, keep_sealed_file
    from pipeline.app.standing_by import StandingBy
    from pipeline.app.starting import NewOffice, answers, make_office
    from pipeline.app.task_tracker import TasksTracked, track_tasks
    from pipeline.app.template_files import copy_templates
    from pipeline.app.validating import validate
    from pipeline.app.watching import Round, watch
    from pipeline.building.making.cluster_access import Access, access
    from pipeline.building.making.output import Artefact, Written, files_in_place
    from pipeline.building.own_templates import pack_findings
    from pipeline.building.prepare import Prepared, prepare_office
    from pipeline.building.state.build_cache import BuiltPaper
    from pipeline.building.state.plan import Action, Decision
    from pipeline.decree.pack_folder import shipped_templates
    from pipeline.typeset.libreoffice.installation import Probe, probe

__all__ = [
    "Access",
    "Action",
    "Artefact",
    "BuildOptions",
    "BuildResult",
    "BuiltPaper",
    "CheckOptions",
    "CheckResult",
    "Collected",
    "Decided",
    "Decision",
    "DiffOptions",
    "DiffResult",
    "FormProposed",
    "FormReturned",
    "FormsMade",
    "Illustrated",
    "Inspected",
    "IssueOptions",
    "Issued",
    "ListOptions",
    "ListedPaper",
    "LogLine",
    "Logged",
    "Mended",
    "NewOffice",
    "NewRecord",
    "Notice",
    "OpinionStatus",
    "OpinionsAsked",
    "OpinionsTaken",
    "OwnFormRead",
    "OwnFormsTaken",
    "PaperList",
    "Prepared",
    "Probe",
    "Progress",
    "Redated",
    "RegisterOptions",
    "RegisterView",
    "RegisterWritten",
    "ReportAnomalies",
    "ReportCompiled",
    "ReportStatus",
    "ReportsReread",
    "ReportsReturned",
    "ReportsTaken",
    "Round",
    "SchemasWritten",
    "Sealed",
    "StandingBy",
    "Step",
    "Submitted",
    "TakenFile",
    "TasksTracked",
    "Traced",
    "TracedRows",
    "WorklistMade",
    "WorklistRead",
    "Written",
    "WrittenFile",
    "access",
    "answers",
    "ask_opinions",
    "build",
    "check",
    "collect_opinions",
    "collect_reports",
    "compile_report",
    "copy_templates",
    "describe_form",
    "diff",
    "files_in_place",
    "fix",
    "issue",
    "keep_sealed_file",
    "kinds_known",
    "list_papers",
    "make_forms",
    "make_office",
    "make_worklist",
    "new_record",
    "opinion_status",
    "pack_findings",
    "prepare_office",
    "probe",
    "read_worklist",
    "redate_report",
    "report_anomalies",
    "report_status",
    "reread_reports",
    "return_reports",
    "rule_named",
    "shipped_templates",
    "submit_report",
    "take_own_forms",
    "trace_figure",
    "trace_rows",
    "track_tasks",
    "try_own_form",
    "validate",
    "view_register",
    "watch",
    "write_pages",
    "write_register",
    "write_schemas",
]

_HOMES: Final = {
    "pipeline.app.build_log": ("Logged",),
    "pipeline.app.build_values": ("BuildOptions", "BuildResult"),
    "pipeline.app.building": ("build",),
    "pipeline.app.checking": ("CheckOptions", "CheckResult", "check", "rule_named"),
    "pipeline.app.diffing": ("DiffOptions", "DiffResult", "diff"),
    "pipeline.app.drafting": ("NewRecord", "new_record"),
    "pipeline.app.illustrate": ("Illustrated", "write_pages"),
    "pipeline.app.inspect": ("Inspected",),
    "pipeline.app.issuing": ("IssueOptions", "Issued", "issue"),
    "pipeline.app.known_types": ("kinds_known",),
    "pipeline.app.mend": ("Mended", "fix"),
    "pipeline.app.opinion_rounds": (
        "OpinionStatus",
        "OpinionsAsked",
        "OpinionsTaken",
        "Submitted",
        "ask_opinions",
        "collect_opinions",
        "opinion_status",
        "submit_report",
    ),
    "pipeline.app.own_form_desk": (
        "FormProposed",
        "OwnFormRead",
        "OwnFormsTaken",
        "describe_form",
        "take_own_forms",
        "try_own_form",
    ),
    "pipeline.app.paper_list": ("ListOptions", "ListedPaper", "PaperList", "list_papers"),
    "pipeline.app.progress": ("Decided", "LogLine", "Notice", "Progress", "Step"),
    "pipeline.app.receiving": ("Collected",),
    "pipeline.app.registering": (
        "RegisterOptions",
        "RegisterView",
        "RegisterWritten",
        "view_register",
        "write_register",
    ),
    "pipeline.app.report_files": ("WrittenFile",),
    "pipeline.app.report_returns": ("FormReturned", "ReportsReturned", "return_reports"),
    "pipeline.app.report_intake": ("ReportsTaken", "TakenFile", "collect_reports"),
    "pipeline.app.report_views": (
        "ReportAnomalies",
        "ReportStatus",
        "Traced",
        "TracedRows",
        "report_anomalies",
        "report_status",
        "trace_figure",
        "trace_rows",
    ),
    "pipeline.app.report_worklist": ("WorklistMade", "WorklistRead", "make_worklist", "read_worklist"),
    "pipeline.app.reporting_periods": (
        "FormsMade",
        "Redated",
        "ReportCompiled",
        "ReportsReread",
        "compile_report",
        "make_forms",
        "redate_report",
        "reread_reports",
    ),
    "pipeline.app.schema_files": ("SchemasWritten", "write_schemas"),
    "pipeline.app.sealing": ("Sealed", "keep_sealed_file"),
    "pipeline.app.standing_by": ("StandingBy",),
    "pipeline.app.starting": ("NewOffice", "answers", "make_office"),
    "pipeline.app.task_tracker": ("TasksTracked", "track_tasks"),
    "pipeline.app.template_files": ("copy_templates",),
    "pipeline.app.validating": ("validate",),
    "pipeline.app.watching": ("Round", "watch"),
    "pipeline.building.making.cluster_access": ("Access", "access"),
    "pipeline.building.making.output": ("Artefact", "Written", "files_in_place"),
    "pipeline.building.own_templates": ("pack_findings",),
    "pipeline.building.prepare": ("Prepared", "prepare_office"),
    "pipeline.building.state.build_cache": ("BuiltPaper",),
    "pipeline.building.state.plan": ("Action", "Decision"),
    "pipeline.decree.pack_folder": ("shipped_templates",),
    "pipeline.typeset.libreoffice.installation": ("Probe", "probe"),
}


if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """The function or value of this name, from the module where it is at home."""
        for module, names in _HOMES.items():
            if name in names:
                return getattr(import_module(module), name)
        raise AttributeError(name)


def __dir__() -> list[str]:
    return sorted(__all__)
