"""Checking references (dẫn chiếu): every id that is written belongs to something, of the right kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from pipeline.finding import Finding
from pipeline.records.base import RefersTo, Target, is_slug
from pipeline.workspace.binding import Bound
from pipeline.workspace.closest import closest
from pipeline.workspace.findings_at import error, label, quote, warning
from pipeline.workspace.identifiers import PAPER, Known
from pipeline.workspace.limits import LIMITS
from pipeline.workspace.record_shape import Form, Shape, Visit, walk
from pipeline.workspace.value_places import Place

_ALLOWED: Mapping[Target, frozenset[str]] = {
    Target.AGENCY: frozenset({"cơ quan"}),
    Target.PERSON: frozenset({"cán bộ"}),
    Target.COMMITTEE: frozenset({"ban chỉ đạo"}),
    Target.BODY: frozenset({"cơ quan", "ban chỉ đạo"}),
    Target.PARTY: frozenset({"cơ quan", "nhóm cơ quan", "ban chỉ đạo", "cán bộ"}),
    Target.REPORTING: frozenset({"cơ quan", "nhóm cơ quan"}),
    Target.INDICATOR: frozenset({"chỉ tiêu"}),
    Target.OUTLINE: frozenset({"đề cương"}),
    Target.PERIOD: frozenset({"kỳ báo cáo"}),
    Target.PAPER: frozenset({PAPER}),
}
_MAKE: Mapping[Target, str] = {
    Target.AGENCY: "thêm cơ quan này vào tệp “loại: cơ quan”",
    Target.PERSON: "thêm người này vào tệp “loại: cán bộ”",
    Target.COMMITTEE: "lập hồ sơ “loại: ban chỉ đạo” cho ban này",
    Target.BODY: "thêm cơ quan hoặc ban này vào hồ sơ",
    Target.PARTY: "thêm vào hồ sơ, hoặc nếu là tên gọi thì viết tên có dấu, chữ đầu viết hoa",
    Target.REPORTING: "thêm vào tệp “loại: cơ quan”",
    Target.INDICATOR: "thêm chỉ tiêu này vào tệp “loại: đề cương”",
    Target.OUTLINE: "lập hồ sơ “loại: đề cương”",
    Target.PERIOD: "lập hồ sơ “loại: kỳ báo cáo”",
    Target.PAPER: "lập hồ sơ cho văn bản này",
}


def reference_findings(
    bound: Iterable[Bound], known: Mapping[str, Known], unread: frozenset[str] = frozenset()
) -> Iterator[Finding]:
    """A finding for every reference to an unknown id or to a thing of the wrong kind.

    Ids that seem to be given in files that could not be read (`unread`) are accepted: one typing error in the list of
    people must not make every reference to them an error.
    """
    for file in bound:
        # A suggestion costs a look at every id: beyond what is shown of one file none is made.
        yield from islice(_of_file(file, known, unread), LIMITS.findings_a_file + 1)


def _of_file(file: Bound, known: Mapping[str, Known], unread: frozenset[str]) -> Iterator[Finding]:
    for visit in walk(file.data, Shape(Form.RECORD, model=file.model)):
        if visit.shape.refers is not None and isinstance(visit.value, str) and visit.value not in unread:
            text = visit.value.strip() if visit.shape.refers.or_text else visit.value
            yield from _check(visit, text, file.source.place(visit.path), known)


def _check(visit: Visit, value: str, at: Place, known: Mapping[str, Known]) -> Iterator[Finding]:
    refers = visit.shape.refers
    if refers is None or not value:
        return
    allowed = _ALLOWED[refers.target]
    if not is_slug(value):
        if not refers.or_text:
            yield _not_an_id(visit, refers, at, known)
        elif (meant := _as_slug(value)) in known:
            words = f"{label(visit.path)} ghi {quote(value)}, gần giống mã {quote(meant)} của {known[meant].name}"
            yield warning("DL-205", at, words, hint=f"Nếu muốn dẫn đến hồ sơ thì ghi đúng mã: {meant}.")
    elif value not in known:
        candidates = [entry.key for entry in known.values() if entry.kind in allowed]
        close = closest(value, candidates)
        words = f"{label(visit.path)} ghi mã {quote(value)}; không có {refers.target} nào mang mã này"
        hint = f"Có lẽ là “{close}” ({known[close].name}); " if close else ""
        yield error("DL-201", at, words, hint=_sentence(f"{hint}nếu chưa có thì {_MAKE[refers.target]}."))
    elif known[value].kind not in allowed:
        entry = known[value]
        whose = f"{entry.kind} {quote(entry.name)}"
        words = f"{label(visit.path)} phải là mã của {refers.target}, còn {quote(value)} là mã của {whose}"
        yield error(
            "DL-202", at, words, hint=_sentence(f"Ghi mã của {refers.target}{_named_like(entry.name, allowed, known)}.")
        )


def _not_an_id(visit: Visit, refers: RefersTo, at: Place, known: Mapping[str, Known]) -> Finding:
    value = str(visit.value).strip()
    allowed = _ALLOWED[refers.target]
    candidates = {entry.name: entry.key for entry in known.values() if entry.kind in allowed and entry.name}
    slug = _as_slug(value)
    if value in known:
        words = f"{label(visit.path)} ghi mã {quote(value)} nhưng thừa dấu cách ở đầu hoặc cuối"
        return error("DL-203", at, words, hint=f"Ghi: {value}")
    found = candidates.get(value) or (slug if slug in known else None)
    if found is None and (close := closest(value, candidates)):
        found = candidates[close]
    words = f"{label(visit.path)} ghi {quote(value)}; ở đây phải ghi mã của {refers.target} (chữ thường không dấu, ví dụ so-tttt)"
    hint = (
        f"Có lẽ là mã “{found}” ({known[found].name})."
        if found
        else _sentence(f"{_MAKE[refers.target]}, rồi ghi mã đã đặt.")
    )
    return error("DL-203", at, words, hint=hint)


def _named_like(name: str, allowed: frozenset[str], known: Mapping[str, Known]) -> str:
    candidates = {entry.name: entry.key for entry in known.values() if entry.kind in allowed}
    close = closest(name, candidates)
    return f", ví dụ “{candidates[close]}” ({close})" if close else ""


def _as_slug(value: str) -> str:
    return "-".join(value.lower().replace("_", " ").split())


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
