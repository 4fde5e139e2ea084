"""Checks of what every paper needs (văn bản): dates, subject, bases, addressees; and no state secrets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from pipeline.decree.profile import Profile, first_day, load_profile, regulation_on
from pipeline.finding import Finding
from pipeline.records.content import Node
from pipeline.records.paper import DecisionRecord, LetterRecord
from pipeline.text import identifier, last_of_month
from pipeline.workspace.findings_at import error, quote, warning
from pipeline.workspace.value_places import Path
from pipeline.workspace.view import View

_ABOUT_TYPED = re.compile(r"^(V/v|Về việc)\b[:\s]*", re.IGNORECASE)
_SECRETS = "Luật Bảo vệ bí mật nhà nước; PLI.P1.III.2a"


def dates(view: View) -> Iterator[Finding]:
    """Finds papers without date or month, and numbers without a date (PLI.P1.II.4b, Đ.15)."""
    settings = view.office.settings
    for paper in view.issued():
        issue, where = paper.issue, f"“{paper.kind.capitalize()}”"
        if issue.date is None and issue.month is None:
            words = f"{where} thiếu cả “Ngày ban hành” và “Tháng ban hành”"
            hint = "Văn bản chờ ký thì thêm vào: tháng ban hành: 3/2024"
            yield error("DL-601", view.at(paper.owner, *paper.path), words, hint=hint, citation="PLI.P1.II.4b")
        if issue.number is not None and issue.date is None:
            words = f"{where} đã có số {issue.number} nhưng chưa có “Ngày ban hành”"
            hint = "Số và ngày được cấp cùng lúc: thêm ngày ban hành, hoặc bỏ trống số khi chờ ký."
            yield error("DL-602", view.at(paper.owner, *paper.path, "số"), words, hint=hint, citation="Đ.15")
        if issue.date is not None and issue.month is not None and issue.date.replace(day=1) != issue.month:
            words = f"{where}: “Ngày ban hành” {issue.date:%d/%m/%Y} không thuộc “Tháng ban hành” {issue.month:%m/%Y}"
            hint = "Đã có ngày ban hành thì bỏ mục “tháng ban hành”."
            yield error("DL-603", view.at(paper.owner, *paper.path, "tháng ban hành"), words, hint=hint)
        day = issue.date or issue.month
        if day is not None and settings is not None and abs(day.year - settings.year) > 1:
            key = "ngày ban hành" if issue.date else "tháng ban hành"
            words = f"{where} ban hành năm {day.year}, còn bộ hồ sơ là của năm {settings.year}"
            yield warning("DL-604", view.at(paper.owner, *paper.path, key), words, hint="Kiểm tra lại năm.")


def regulations(view: View) -> Iterator[Finding]:
    """Finds papers of which nobody can know under which regulation they are set: no day in the month of a change, too old."""
    for paper in view.issued():
        issue, where = paper.issue, f"“{paper.kind.capitalize()}”"
        if issue.date is None and issue.month is not None:
            yield from _in_a_month_of_change(view, paper.owner, paper.path, issue.month, where)
        day = issue.date or issue.month
        if day is not None and day < first_day():
            oldest = load_profile(regulation_on(day))
            key = "ngày ban hành" if issue.date else "tháng ban hành"
            words = f"{where} ban hành trước ngày {first_day():%d/%m/%Y}; phần mềm không có thể thức của thời ấy"
            hint = f"Văn bản được dàn theo {_short(oldest)}, là quy định sớm nhất có trong phần mềm; đối chiếu lại bằng mắt."
            yield warning("DL-616", view.at(paper.owner, *paper.path, key), words, hint=hint)


def _in_a_month_of_change(view: View, owner: str, path: Path, month: date, where: str) -> Iterator[Finding]:
    last = last_of_month(month.year, month.month)
    old, new = load_profile(regulation_on(month)), load_profile(regulation_on(last))
    # Asked for a day under the older one, the paper is set under that.
    if old.id == new.id or (view.day is not None and view.day < new.valid_from):
        return
    words = (
        f"{where} của tháng {month:%m/%Y} chưa có ngày: trước ngày {new.valid_from:%d/%m/%Y} theo {_short(old)}, "
        f"từ ngày ấy theo {_short(new)}"
    )
    hint = f"Ghi ngày ban hành, hoặc dựng với --on NGÀY; chưa biết ngày thì văn bản được dàn theo {_short(new)}."
    yield warning("DL-615", view.at(owner, *path, "tháng ban hành"), words, hint=hint)


def _short(regulation: Profile) -> str:
    """`Thông tư số 01/2011/TT-BNV`: the citation up to its day."""
    return regulation.citation.partition(" ngày ")[0]


def states(view: View) -> Iterator[Finding]:
    """Finds issued papers without number or date, and hashes of papers that are not issued (Đ.14, 15)."""
    for paper in view.issued():
        issue, where = paper.issue, f"“{paper.kind.capitalize()}”"
        if issue.state == "đã ban hành" and (issue.number is None or issue.date is None):
            words = f"{where} ghi “Tình trạng” là “đã ban hành” nhưng thiếu số hoặc ngày ban hành"
            hint = "Ghi số và ngày ban hành như trên văn bản đã phát hành."
            yield error("DL-611", view.at(paper.owner, *paper.path, "tình trạng"), words, hint=hint, citation="Đ.15")
        if issue.sent is not None and issue.state != "đã ban hành":
            words = f"{where} có “Mã băm” của tệp đã phát hành nhưng “Tình trạng” không phải “đã ban hành”"
            hint = "Ghi “tình trạng: đã ban hành”, hoặc bỏ mã băm."
            yield error("DL-612", view.at(paper.owner, *paper.path, "mã băm"), words, hint=hint)


def enclosures(view: View) -> Iterator[Finding]:
    """Finds papers enclosed twice, and papers that enclose themselves, directly or through others."""
    written = {paper.id: paper.enclosed for paper in view.office.papers}
    for paper in view.office.papers:
        if chain := _circle(paper.id, written):
            words = f"“Kèm theo” đi vòng: {' → '.join(chain)}"
            hint = "Bỏ một mã trong vòng ấy: văn bản chính kèm các văn bản khác, văn bản kèm theo không kèm lại nó."
            yield error("DL-614", view.at(paper.id, "kèm theo"), words, hint=hint)
        for number, key in enumerate(paper.enclosed):
            if key == paper.id or key in paper.enclosed[:number]:
                why = "chính văn bản này" if key == paper.id else "văn bản đã có trong danh sách"
                words = f"“Kèm theo” ghi {quote(key)} là {why}"
                yield error("DL-613", view.at(paper.id, "kèm theo", number), words, hint="Xóa dòng này.")


def _circle(start: str, written: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The shortest chain of ids from a paper through others back to it; empty where there is none."""
    ways: list[tuple[str, ...]] = [(start, key) for key in written[start] if key != start]
    seen = {start}
    while ways:
        longer = []
        for way in ways:
            if way[-1] == start:
                return way
            if way[-1] not in seen:
                seen.add(way[-1])
                longer += [(*way, key) for key in written.get(way[-1], ())]
        ways = longer
    return ()


def secrecy(view: View) -> Iterator[Finding]:
    """Finds marks of secrecy: state secrets must not be written with this program."""
    for source, visit in view.visits():
        if visit.path[-1:] == ("độ mật",) and visit.value is not None:
            yield error(
                "DL-605",
                source.place(visit.path),
                f"“Độ mật” ghi {quote(visit.value)}: phần mềm này không được dùng để soạn văn bản chứa bí mật nhà nước",
                hint="Soạn văn bản mật trên máy tính độc lập theo quy định về bảo vệ bí mật nhà nước; xóa hồ sơ này khỏi "
                "thư mục. Văn bản không mật thì xóa mục “độ mật”.",
                citation=_SECRETS,
            )


def subjects(view: View) -> Iterator[Finding]:
    """Finds subjects typed with `V/v` or a final mark (PLI.P1.II.5b)."""
    for paper in view.office.papers:
        at = view.at(paper.id, "trích yếu")
        if isinstance(paper, LetterRecord) and (typed := _ABOUT_TYPED.match(paper.subject)):
            words = f"“Trích yếu” của công văn đã gõ sẵn {quote(typed[0])}; phần mềm tự thêm “V/v”"
            rest = paper.subject[typed.end() :]
            yield warning("DL-606", at, words, hint=f"Ghi: trích yếu: {rest}", citation="PLI.P1.II.5b")
        if paper.subject.endswith((".", ";", ",", ":")):
            words = f"“Trích yếu” kết thúc bằng dấu {quote(paper.subject[-1])}"
            yield warning("DL-607", at, words, hint="Bỏ dấu ở cuối trích yếu.", citation="PLI.P1.II.5b")


def bases(view: View) -> Iterator[Finding]:
    """Finds decisions without legal bases (PLI.P1.II.6a)."""
    for paper in view.office.papers:
        if isinstance(paper, DecisionRecord) and not paper.bases:
            words = "Quyết định không có “Căn cứ” nào"
            hint = "Ghi căn cứ về thẩm quyền và căn cứ về nội dung ở mục “căn cứ”, mỗi căn cứ một gạch đầu dòng."
            yield error("DL-608", view.at(paper.id), words, hint=hint, citation="PLI.P1.II.6a")


def addressees(view: View) -> Iterator[Finding]:
    """Finds papers without addressees of types that need them by the table of types (PLI.P1.II.9b)."""
    for paper in view.office.papers:
        if isinstance(paper, DecisionRecord) or paper.addressees:
            continue
        row = view.office.types.by_name[paper.kind]
        if row.addressee == "có":
            words = f"{row.title} không có nơi “Kính gửi” nào"
            yield error(
                "DL-609",
                view.at(paper.id, "kính gửi"),
                words,
                hint="Ghi mã hoặc tên nơi nhận.",
                citation="PLI.P1.II.9b",
            )
        elif row.addressee == "nên có":
            words = f"{row.title} không ghi “Kính gửi”"
            hint = "Thêm mục “kính gửi” với cấp có thẩm quyền quyết định."
            yield warning("DL-609", view.at(paper.id), words, hint=hint, citation="PLI.P1.II.9b")


def own_fields(view: View) -> Iterator[Finding]:
    """Finds own fields with names that templates cannot write, and two with one name in a paper."""
    owners = [(paper.owner, paper.path, paper.issue.own) for paper in view.issued()]
    owners += [(meeting.id, ("biên bản",), meeting.minutes.own) for meeting in view.office.meetings if meeting.minutes]
    for owner, path, own in owners:
        names: dict[str, str] = {}
        for name in own:
            written = identifier(name)
            at = view.at(owner, *path, "thêm", name)
            if not written.isidentifier() or not re.fullmatch(r"[\w -]+", name):
                words = f"Tên mục thêm {quote(name)} phải bắt đầu bằng chữ cái, chỉ gồm chữ, số và dấu cách"
                yield error("MAU-04", at, words, hint="Ví dụ: số hợp đồng. Mẫu Word in bằng {{ them.so_hop_dong }}.")
            elif written in names:
                words = f"Hai mục thêm {quote(names[written])} và {quote(name)} có cùng tên trong mẫu: them.{written}"
                yield error("MAU-04", at, words, hint="Đổi tên một mục.")
            names.setdefault(written, name)


def decisions(view: View) -> Iterator[Finding]:
    """Finds decisions not arranged in articles, to which recipients are referred (`Như Điều …`, PLIII.M1.2)."""
    for paper in view.office.papers:
        if isinstance(paper, DecisionRecord) and paper.body and not _has_article(paper.body):
            words = "“Nội dung” của quyết định không có điều nào"
            hint = "Viết mỗi điều một phần tử: “- điều: …” (không gõ “Điều 1.”)."
            yield error("DL-610", view.at(paper.id, "nội dung"), words, hint=hint, citation="PLIII.M1.2")


def _has_article(content: tuple[str | Node, ...]) -> bool:
    return any(isinstance(item, Node) and (item.article is not None or _has_article(item.content)) for item in content)
