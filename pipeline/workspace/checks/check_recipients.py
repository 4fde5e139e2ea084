"""Checks of typed recipients (nơi nhận): signers among them, replaced lines that do not exist (PLI.P1.II.9)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.errors import Refused
from pipeline.finding import Finding
from pipeline.papers.recipient_lines import names_of
from pipeline.records.paper import DecisionRecord, RecipientEntry, RecipientsRecord
from pipeline.workspace.findings_at import quote, warning
from pipeline.workspace.value_places import Path
from pipeline.workspace.view import View

_OF_PART: Mapping[str, frozenset[str]] = {
    "giấy mời": frozenset({"như trên"}),
    "biên bản": frozenset({"các thành viên", "người đứng đầu"}),
    "thông báo": frozenset({"các thành viên", "người đứng đầu", "người chủ trì"}),
}
Typed = tuple[str, Path, RecipientsRecord, frozenset[str]]


def replaced_lines(view: View) -> Iterator[Finding]:
    """Finds entries in place of an automatic line that the paper does not have."""
    for owner, path, record, lines in _lists(view):
        for key, entries in (("đứng đầu", record.first), ("thêm", record.more)):
            for n, entry in enumerate(entries):
                if isinstance(entry, RecipientEntry) and entry.instead is not None and entry.instead not in lines:
                    words = (
                        f"“Thay dòng” ghi {quote(entry.instead)}; nơi nhận của văn bản này không có dòng máy tự lập ấy"
                    )
                    there = ", ".join(f"“{line}”" for line in sorted(lines))
                    hint = f"Ghi một trong: {there}; hoặc bỏ mục này." if there else "Bỏ mục này."
                    yield warning("DL-557", view.at(owner, *path, "nơi nhận", key, n, "thay dòng"), words, hint=hint)


def signers(view: View) -> Iterator[Finding]:
    """Finds signers among the recipients of their own paper."""
    for paper in view.issued():
        then = view.of_paper(paper)
        issuer = then.agency(paper.issuer) or then.committee(paper.issuer)
        try:
            own = names_of(then.office, issuer, paper.issue.signing.person) if issuer is not None else frozenset()
        except (KeyError, Refused):  # somebody is not there or in doubt, and is told where that stands
            continue
        names = {name.casefold() for name in own}
        record = paper.issue.recipients
        for key, entries in (("đứng đầu", record.first), ("thêm", record.more)):
            for n, entry in enumerate(entries):
                party = entry.party if isinstance(entry, RecipientEntry) else entry
                if party.casefold() in names:
                    words = f"“Nơi nhận” ghi {quote(view.name(party))} là người ký văn bản; phần mềm không in dòng này"
                    at = view.at(paper.owner, *paper.path, "nơi nhận", key, n)
                    yield warning("DL-558", at, words, hint="Xóa dòng này.", citation="PLI.P1.II.9")


def _lists(view: View) -> Iterator[Typed]:
    """Every list of recipients, with the automatic lines of its paper."""
    for paper in view.office.papers:
        if isinstance(paper, DecisionRecord):
            lines = frozenset({"như điều"})
        else:
            lines = frozenset({"như trên"}) if paper.addressees else frozenset()
        yield paper.id, (), paper.recipients, lines
    for meeting in view.office.meetings:
        for key, part in meeting.papers.items():
            yield meeting.id, (key,), part.recipients, _OF_PART[key]
