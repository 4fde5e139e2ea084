"""The questions about a new office (câu hỏi): for each kind of office, in order, with a proposal where there is one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from pipeline.decree.profile import first_day
from pipeline.errors import UsageError
from pipeline.text import nearest
from pipeline.workspace.closest import plain_letters
from pipeline.workspace.starting import office_names

Given = Mapping[str, str]
_LONGEST_PROPOSAL = 8
_FIRST_YEAR, _LAST_YEAR = first_day().year, 2100


class OfficeKind(StrEnum):
    """The kinds of office that a folder can be made for."""

    PROVINCE = "ubnd tỉnh"
    DEPARTMENT = "sở"
    COMMUNE = "ubnd xã"
    SCHOOL = "trường"
    ENTERPRISE = "doanh nghiệp"


KIND_WORDS: Mapping[OfficeKind, str] = {
    OfficeKind.PROVINCE: "UBND tỉnh, thành phố, có một Ban Chỉ đạo",
    OfficeKind.DEPARTMENT: "sở, cơ quan chuyên môn của tỉnh",
    OfficeKind.COMMUNE: "UBND xã, phường, đặc khu",
    OfficeKind.SCHOOL: "trường học",
    OfficeKind.ENTERPRISE: "doanh nghiệp",
}
_OTHER_WORDS = {"tinh": OfficeKind.PROVINCE, "xa": OfficeKind.COMMUNE, "phuong": OfficeKind.COMMUNE} | {
    "ubnd phuong": OfficeKind.COMMUNE,
    "truong hoc": OfficeKind.SCHOOL,
    "cong ty": OfficeKind.ENTERPRISE,
    "thanh pho": OfficeKind.PROVINCE,
}
HEADS: Mapping[OfficeKind, str] = {
    OfficeKind.PROVINCE: "Chủ tịch",
    OfficeKind.DEPARTMENT: "Giám đốc",
    OfficeKind.COMMUNE: "Chủ tịch",
    OfficeKind.SCHOOL: "Hiệu trưởng",
    OfficeKind.ENTERPRISE: "Giám đốc",
}
_NAMES = {
    OfficeKind.PROVINCE: "Tên tỉnh, thành phố (ví dụ: tỉnh Sông Thương)",
    OfficeKind.DEPARTMENT: "Tên cơ quan (ví dụ: Sở Nội vụ)",
    OfficeKind.COMMUNE: "Tên xã, phường, đặc khu (ví dụ: xã An Bình)",
    OfficeKind.SCHOOL: "Tên trường (ví dụ: Trường Trung học phổ thông Sông Thương)",
    OfficeKind.ENTERPRISE: "Tên doanh nghiệp (ví dụ: Công ty Cổ phần Cấp nước Sông Thương)",
}
_SUPERIORS = {
    OfficeKind.DEPARTMENT: "UBND tỉnh cấp trên (ví dụ: tỉnh Sông Thương)",
    OfficeKind.COMMUNE: "UBND tỉnh cấp trên (ví dụ: tỉnh Sông Thương); không in trên đầu văn bản của UBND xã",
    OfficeKind.SCHOOL: "Cơ quan chủ quản (ví dụ: Sở Giáo dục và Đào tạo tỉnh Sông Thương; UBND xã An Bình)",
    OfficeKind.ENTERPRISE: "Cơ quan chủ quản; bỏ trống nếu không có",
}


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question.

    `option`: the command's option for the answer; `words`: the question; `proposal`: the proposed answer; `read`: check
    and normalise an answer; `asked`: whether it applies; `may_be_empty`: whether "" is an answer.
    """

    key: str
    option: str
    words: Callable[[Given], str]
    read: Callable[[str, Given], str]
    proposal: Callable[[Given], str] = lambda _: ""
    asked: Callable[[Given], bool] = lambda _: True
    may_be_empty: Callable[[Given], bool] = lambda _: False


def kind_of(given: Given) -> OfficeKind:
    """The kind of office in the answers."""
    return OfficeKind(given["kind"])


def _kind(written: str, _: Given) -> str:
    plain = plain_letters(written)
    known = {plain_letters(kind): kind for kind in OfficeKind} | _OTHER_WORDS
    numbered = dict(zip("12345", OfficeKind, strict=True))
    found = known.get(plain) or numbered.get(plain)
    if found is None:
        near = nearest(plain, known)
        hint = f"Có phải “{known[near]}”? " if near else ""
        raise UsageError(f"Không có loại cơ quan “{written}”", f"{hint}Các loại: {', '.join(OfficeKind)}.")
    return found.value


def _name(written: str, given: Given) -> str:
    match kind_of(given):
        case OfficeKind.PROVINCE:
            return office_names.province(written, "Tên cơ quan").name
        case OfficeKind.COMMUNE:
            return office_names.commune(written, "Tên cơ quan").name
    return office_names.proper_line(written, "Tên cơ quan")


def _superior(written: str, given: Given) -> str:
    if kind_of(given) in {OfficeKind.DEPARTMENT, OfficeKind.COMMUNE}:
        return office_names.province(written, "Cơ quan cấp trên").name
    return office_names.proper_line(written, "Cơ quan chủ quản") if written.strip() else ""


def _place(given: Given) -> str:
    own_first = kind_of(given) in {OfficeKind.PROVINCE, OfficeKind.COMMUNE}
    unit = office_names.unit_within(given["name"] if own_first else given.get("superior", ""))
    return unit.place if unit else ""


def _symbol(given: Given) -> str:
    people = kind_of(given) in {OfficeKind.PROVINCE, OfficeKind.COMMUNE}
    return "UBND" if people else _short(office_names.proposed_symbol(given["name"]))


def _short(symbol: str) -> str:
    """The proposed symbol; "" for a long one, which would take room from the date on the same line."""
    return symbol if len(symbol) <= _LONGEST_PROPOSAL else ""


def _symbol_words(words: str, proposal: str) -> str:
    """The question about the symbol; without a proposal it says what is wanted."""
    return words if proposal else f"{words}: tên dài, hãy đặt chữ ngắn, nên không quá {_LONGEST_PROPOSAL} chữ"


def _year(written: str, _: Given) -> str:
    text = written.strip()
    if not (text.isascii() and text.isdigit() and _FIRST_YEAR <= int(text) <= _LAST_YEAR):
        raise UsageError(f"Năm: “{text}” không dùng được", f"Ghi năm từ {_FIRST_YEAR} đến {_LAST_YEAR}.")
    return text


def _committee_symbol(given: Given) -> str:
    name = given["committee"].removeprefix("Ban Chỉ đạo ")
    return _short(f"BCĐ{office_names.proposed_symbol(name.removesuffix(given['name']))}")


def _in_province(given: Given) -> bool:
    return kind_of(given) is OfficeKind.PROVINCE


QUESTIONS: tuple[Question, ...] = (
    Question(key="kind", option="--kind", words=lambda _: "Loại cơ quan", read=_kind),
    Question(key="name", option="--agency", words=lambda given: _NAMES[kind_of(given)], read=_name),
    Question(
        key="superior",
        option="--superior",
        words=lambda given: _SUPERIORS[kind_of(given)],
        read=_superior,
        asked=lambda given: not _in_province(given),
        may_be_empty=lambda given: kind_of(given) is OfficeKind.ENTERPRISE,
    ),
    Question(
        key="place",
        option="--place",
        words=lambda _: "Địa danh trước ngày tháng (đơn vị đặt theo tên người, chữ số, sự kiện thì ghi đủ: Phường 3)",
        read=lambda written, _: office_names.place(written, "Địa danh"),
        proposal=_place,
    ),
    Question(
        key="symbol",
        option="--symbol",
        words=lambda given: _symbol_words("Viết tắt tên cơ quan trong số, ký hiệu", _symbol(given)),
        read=lambda written, _: office_names.symbol(written, "Viết tắt"),
        proposal=_symbol,
    ),
    Question(
        key="signer",
        option="--signer",
        words=lambda _: "Người đứng đầu, ký văn bản (ví dụ: Bà Trần Thị Lan)",
        read=lambda written, _: office_names.person_name(written, "Người ký").text,
    ),
    Question(
        key="title",
        option="--title",
        words=lambda _: "Chức vụ của người ấy",
        read=lambda written, _: office_names.post(written, "Chức vụ"),
        proposal=lambda given: HEADS[kind_of(given)],
    ),
    Question(
        key="clerk",
        option="--clerk",
        words=lambda _: "Văn thư (ví dụ: Ông Lê Văn Bình)",
        read=lambda written, _: office_names.person_name(written, "Văn thư").text,
    ),
    Question(key="year", option="--year", words=lambda _: "Năm", read=_year, proposal=lambda given: given["this year"]),
    Question(
        key="committee",
        option="--committee",
        words=lambda _: "Tên Ban Chỉ đạo (ví dụ: về cải cách hành chính)",
        read=lambda written, _: office_names.committee(written, "Tên Ban Chỉ đạo"),
        proposal=lambda given: f"Ban Chỉ đạo chuyển đổi số {given['name']}",
        asked=_in_province,
    ),
    Question(
        key="committee symbol",
        option="--committee-symbol",
        words=lambda given: _symbol_words("Viết tắt tên Ban Chỉ đạo", _committee_symbol(given)),
        read=lambda written, _: office_names.symbol(written, "Viết tắt tên Ban"),
        proposal=_committee_symbol,
        asked=_in_province,
    ),
)
