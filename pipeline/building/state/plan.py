"""What to build and why (kế hoạch dựng): each paper compared with the manifest and with the files in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from pipeline.building.making.output import Artefact, own_files
from pipeline.building.state.changes import Change
from pipeline.building.state.fingerprint import Environment, PaperInputs, printed
from pipeline.building.state.issued_papers import mark_of, parts_changed, said, since_frozen
from pipeline.building.state.manifest import Entry, FileMark, Manifest
from pipeline.filing.look import Whose, look
from pipeline.finding import Finding, Severity
from pipeline.papers.official_document import OfficialDocument
from pipeline.register.frozen import Frozen

AMEND = (
    "Sai nội dung: ban hành văn bản sửa đổi, thay thế có hình thức tương đương; sai thể thức, kỹ thuật trình bày, thủ tục: "
    "đính chính bằng công văn."
)
_AMEND_AT = "Đ.18.3"
CHANGED_SINCE = "DUNG-06"
"""The code of findings on a signed or issued paper whose records have changed."""
_WAS_ISSUED = "văn bản đã ban hành"
# Where a signature is looked for first, and what the file is called.
_SIGNED_IN = {Artefact.PDF: "PDF", Artefact.DOCX: "Word"}
_PARTS = {
    "type": "loại văn bản",
    "letterhead": "tên cơ quan",
    "number": "số, ký hiệu",
    "place_date": "địa danh, ngày tháng",
    "subject": "trích yếu",
    "body": "nội dung",
    "signatures": "chữ ký",
    "recipients": "nơi nhận",
    "addressees": "kính gửi",
    "bases": "căn cứ",
    "own": "mục thêm",
    "power": "thẩm quyền ban hành",
    "invitation": "nội dung mời",
    "minutes": "nội dung biên bản",
    "attached": "văn bản kèm theo",
    "annexes": "phụ lục",
    "contact": "địa chỉ cơ quan",
    "urgency": "độ khẩn",
    "circulation": "phạm vi lưu hành",
    "draft": "dấu DỰ THẢO",
}


class Action(StrEnum):
    """What happens to a paper."""

    BUILD = "dựng"
    KEEP = "giữ nguyên"
    RECHECK = "kiểm tra lại"
    PROTECT = "không đụng tới"


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What to do with one paper, and the first reason. Whose the files in place are is found out when they are written.

    `entry`: the paper as it was built last; `since`: the mark of a change of an issued paper, by which it is reported
    once.
    """

    document: OfficialDocument
    paper_inputs: PaperInputs
    action: Action
    reason: str
    entry: Entry | None = None
    findings: tuple[Finding, ...] = ()
    since: str = ""
    """The mark of a change of a paper that was, or may have been, issued; "" without one."""


@dataclass(frozen=True, kw_only=True)
class Changed:
    """What differs around the papers since the last build, for the reasons given in messages.

    `records`: changed values; `measure`: the first measure that differs; `frozen`: frozen copies of papers, by id;
    `told`: marks of changes that were reported, by id.
    """

    records: tuple[Change, ...] = ()
    measure: str = ""
    frozen: Mapping[str, Frozen] = field(default_factory=dict)
    told: Mapping[str, str] = field(default_factory=dict)
    """The marks of the changes that earlier builds reported, by id of the paper."""


def plan(
    documents: Sequence[tuple[OfficialDocument, PaperInputs]], *, manifest: Manifest, folder: Path, changed: Changed
) -> tuple[Decision, ...]:
    """A decision for each paper, in the order given."""
    return tuple(
        _decide(document, made_from, manifest, folder=folder, changed=changed) for document, made_from in documents
    )


def _decide(
    document: OfficialDocument, made_from: PaperInputs, manifest: Manifest, *, folder: Path, changed: Changed
) -> Decision:
    entry = manifest.entries.get(document.id)
    files = own_files(folder, document.id)
    difference = _difference(document, made_from, entry, changed)
    start = Decision(document=document, paper_inputs=made_from, action=Action.BUILD, reason=difference, entry=entry)
    frozen = changed.frozen.get(document.id)
    if frozen is not None:
        return _frozen(start, files[Artefact.PDF], frozen, changed)
    if document.issued is not None:
        return _issued(start, files[Artefact.PDF], document.issued, changed)
    for artefact, name in _SIGNED_IN.items():
        if is_signed(files[artefact], entry.files[artefact] if entry else None):
            return _signed(start, f"đã có chữ ký số trên tệp {name}", files[artefact])
    if entry is not None and _changed_from_outside(start, entry, changed):
        return _asked_about(start, entry, changed)
    return start if entry is None else _against_files(start, entry, manifest, folder)


def _changed_from_outside(start: Decision, entry: Entry, changed: Changed) -> bool:
    """Whether a paper with number and day would read otherwise because of records that are not its own.

    It may well have gone out: nobody who edits the list of people means to write last year's papers anew. What an earlier
    build has asked about is asked again, until it is answered or the paper's own record is edited.
    """
    document = start.document
    if document.number.number is None or document.place_date is None or document.place_date.day is None:
        return False
    if any(record.file == document.source for record in changed.records) or not parts_changed(document, entry):
        return False
    return bool(changed.records) or changed.told.get(document.id) == _mark(document, entry)


def _mark(document: OfficialDocument, entry: Entry) -> str:
    now = printed(document)
    return mark_of((name, now[name]) for name in parts_changed(document, entry))


def _asked_about(start: Decision, entry: Entry, changed: Changed) -> Decision:
    """The decision to leave a paper's files until somebody records that it was issued, or has it made anew."""
    document = start.document
    why = _cause(document, parts_changed(document, entry), changed.records)
    kept = replace(
        start,
        action=Action.KEEP,
        reason="đã có số, ngày nên chờ xác nhận",
        findings=entry.findings,
        since=_mark(document, entry),
    )
    words = f"đã có số {document.number.number:02d} và ngày ban hành nên chưa dựng lại, dù hồ sơ khác đã đổi: {why}"
    hint = "Đã phát hành: ghi “tình trạng: đã ban hành” và mã băm vào hồ sơ. "
    hint += f"Chưa phát hành: dựng lại bằng vanthu build … --only {document.id} --force."
    return _with(kept, "DUNG-42", Severity.WARNING, words, hint)


def _against_files(start: Decision, entry: Entry, manifest: Manifest, folder: Path) -> Decision:
    """The decision after a look at the files in place: missing, changed by hand, or as they were written."""
    document = start.document
    files = own_files(folder, document.id)
    other = [path for artefact, path in files.items() if not entry.files[artefact].is_of(path)]
    missing = [path.name for path in other if _is_lost(path)]
    unfinished = [path for path in other if path.name not in missing and manifest.is_own(document.id, path)]
    by_hand = tuple(path for path in other if path.name not in missing and path not in unfinished)
    reason = start.reason
    if not reason and unfinished:
        reason = "lần dựng trước bị ngắt giữa chừng"
    if not reason and missing:
        reason = f"thiếu tệp kết quả {', '.join(missing)}"
    if not reason and by_hand:
        reason = f"tệp kết quả bị sửa tay: {', '.join(path.name for path in by_hand)}"
    if not reason and start.paper_inputs.environment.checker != entry.paper_inputs.environment.checker:
        return replace(start, action=Action.RECHECK, reason="quy tắc kiểm tra đã đổi", findings=entry.findings)
    if not reason:
        return replace(start, action=Action.KEEP, reason="không có gì đổi", findings=entry.findings)
    return replace(start, reason=reason)


def _is_lost(path: Path) -> bool:
    """Whether a file is not there, or only its name is: what a power cut leaves of one that was just written."""
    return not path.is_file() or not path.read_bytes().strip(b"\0")


def _difference(document: OfficialDocument, made_from: PaperInputs, entry: Entry | None, changed: Changed) -> str:
    """The first part that differs from the last build, in words; "" where none does."""
    if entry is None:
        return "chưa có trong bản kê của lần dựng trước"
    before = entry.paper_inputs
    # A sentence that was changed shows in the paper's data too; it is named first, for no record was.
    if said := _other_line(made_from.wording, before.wording):
        return f"lời văn: {said}"
    parts = [name for name, value in made_from.data.items() if before.data.get(name) != value]
    if parts:
        return f"dữ liệu: {_cause(document, parts, changed.records)}"
    for name in sorted({*made_from.templates, *before.templates}):
        if made_from.templates.get(name) != before.templates.get(name):
            return f"mẫu: {name}"
    return _shared(made_from.environment, before.environment, changed)


def _other_line(now: Mapping[str, str], before: Mapping[str, str]) -> str:
    """The first line of the wording whose text differs from the last build; lines used only then or only now do not count."""
    return next((name for name in sorted(now.keys() & before.keys()) if now[name] != before[name]), "")


def _shared(now: Environment, before: Environment, changed: Changed) -> str:
    if now.profile != before.profile:
        return f"thể thức: {changed.measure}" if changed.measure else "thể thức"
    # A record of an older program does not tell the first two apart from the program.
    for title, old, new in (("Python", before.python, now.python), ("zlib", before.zlib, now.zlib)):
        if old and old != new:
            return f"{title}: {old} → {new}"
    if now.program != before.program:
        return "phần mềm đã đổi"
    if now.engine != before.engine:
        return f"LibreOffice: {before.engine} → {now.engine}"
    return "phông chữ đã đổi" if now.fonts != before.fonts else ""


def _cause(document: OfficialDocument, parts: Sequence[str], records: Sequence[Change]) -> str:
    """The change of the records that shows in the paper, else the part of the paper that differs.

    A change speaks for a paper when it stands in the paper's own file, or when its words stand in a part that differs.
    """
    words = [repr(getattr(document, name)).casefold() for name in parts]
    own = [change for change in records if change.file == document.source]
    shown = [change for change in records if change.value and any(change.value.casefold() in text for text in words)]
    best = next((change for change in own if change in shown), None) or next(iter((*shown, *own, *records)), None)
    shown_part = _PARTS.get(parts[0], parts[0])
    return f"{best} (đổi {shown_part})" if best else shown_part


# ----------------------------------------------------------------------------------------------- what is never touched
def is_signed(path: Path, known: FileMark | None) -> bool:
    """Whether a file holds a signature. One that is as it was built does not: signing changes the file."""
    if not path.is_file() or (known is not None and known.is_of(path)):
        return False
    return look(path).whose is Whose.SIGNED


def _issued(start: Decision, pdf: Path, sent: str, changed: Changed) -> Decision:
    """A paper that was issued and not frozen: nothing is built; what is in place must be what went out."""
    decision = _since(start, changed)
    if not pdf.exists():
        return _with(decision, "DUNG-07", Severity.WARNING, f"không có tệp đã ban hành {pdf.name} trong thư mục kết quả",
                     "Lấy lại tệp đã ban hành từ hồ sơ lưu; phần mềm không dựng lại văn bản đã ban hành.")  # fmt: skip
    if sent and sha256(pdf.read_bytes()).hexdigest() != sent.lower():
        return _with(decision, "DUNG-08", Severity.ERROR, f"{pdf.name} không phải là tệp đã ban hành (khác mã băm trong hồ sơ)",
                     "Thay bằng tệp đã ban hành lấy từ hồ sơ lưu, hoặc sửa “mã băm” trong hồ sơ nếu ghi nhầm.")  # fmt: skip
    return decision


def _since(start: Decision, changed: Changed) -> Decision:
    """The decision for an issued paper with a finding on what its records changed since the build, beyond number and day."""
    decision = replace(start, action=Action.PROTECT, reason=_WAS_ISSUED)
    if start.entry is None or not (parts := parts_changed(start.document, start.entry)):
        return decision
    words = f"{_WAS_ISSUED} nên không dựng lại; từ đó đến nay đã đổi: {_cause(start.document, parts, changed.records)}"
    mark = _mark(start.document, start.entry)
    return _told(decision, changed, mark, words, AMEND)


def _told(decision: Decision, changed: Changed, mark: str, words: str, hint: str) -> Decision:
    """The decision with a finding on the change of an issued paper; a change with a known mark is not reported again."""
    decision = replace(decision, since=mark)
    if changed.told.get(decision.document.id) == mark:
        return decision
    return _with(decision, CHANGED_SINCE, Severity.WARNING, words, hint)


def _frozen(start: Decision, pdf: Path, frozen: Frozen, changed: Changed) -> Decision:
    """A paper with a frozen copy: nothing is built, whatever became of its record or of the files in place."""
    document = start.document
    decision = replace(start, action=Action.PROTECT, reason=_WAS_ISSUED)
    if changes := since_frozen(document, frozen):
        words = "; ".join(said(change, _PARTS.get(change.part, change.part)) for change in changes)
        message = f"{_WAS_ISSUED} số {frozen.number:02d} ngày {frozen.day:%d/%m/%Y} nên giữ nguyên; hồ sơ từ đó đã đổi {words}"
        hint = f"Xem chỗ khác nhau: vanthu diff THƯ_MỤC --only {document.id}. {AMEND}"
        mark = mark_of((change.part, f"{change.before} {change.now}") for change in changes)
        decision = _told(decision, changed, mark, message, hint)
    if document.issued is None:
        hint = f"Chạy lại: vanthu issue THƯ_MỤC {document.id}"
        words = f"đã cấp số {frozen.number:02d} và có bản lưu, nhưng hồ sơ chưa ghi “đã ban hành”"
        decision = _with(decision, "DUNG-40", Severity.WARNING, words, hint)
    if (
        pdf.is_file()
        and not (start.entry and start.entry.files[Artefact.PDF].is_of(pdf))
        and not frozen.holds(pdf.read_bytes())
    ):
        words = f"{pdf.name} trong thư mục kết quả không phải là bản đã ban hành"
        hint = f"Bản đã ban hành ở {frozen.pdf.name} trong thư mục da-ban-hanh/{document.id} của hồ sơ; đừng gửi tệp kia đi."
        decision = _with(decision, "DUNG-41", Severity.WARNING, words, hint)
    return decision


def _protected(start: Decision, why: str) -> Decision:
    decision = replace(start, action=Action.PROTECT, reason=why)
    if start.entry is None or not start.reason:
        return decision
    return _with(
        decision,
        CHANGED_SINCE,
        Severity.WARNING,
        f"{why} nên không dựng lại; từ đó đến nay đã đổi: {start.reason}",
        AMEND,
    )


def _signed(start: Decision, why: str, path: Path) -> Decision:
    """The decision to leave a signed paper as it is.

    Without an entry in the manifest nobody can tell whether the records still say what the paper says; a finding says
    so.
    """
    if start.entry is not None:
        return _protected(start, why)
    decision = replace(start, action=Action.PROTECT, reason=why)
    words = f"{why} nên không dựng lại; bản kê của lần dựng {path.name} không còn, nên không biết hồ sơ từ đó có đổi gì không"
    hint = f"Xem chỗ khác nhau: vanthu diff THƯ_MỤC --against {path.parents[1]} --only {start.document.id}. {AMEND}"
    return _with(decision, CHANGED_SINCE, Severity.WARNING, words, hint)


def _with(decision: Decision, code: str, severity: Severity, message: str, hint: str) -> Decision:
    document = decision.document
    finding = Finding(
        code=code,
        severity=severity,
        message=f"“{document.headline}”: {message}",
        file=document.source or None,
        hint=hint,
        citation=_AMEND_AT if hint.endswith(AMEND) else "",
        document=document.id,
    )
    return replace(decision, findings=(*decision.findings, finding))


def summary(decisions: Sequence[Decision]) -> Mapping[Action, int]:
    """How many papers for each action."""
    return {action: sum(decision.action is action for decision in decisions) for action in Action}
