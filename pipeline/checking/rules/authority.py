"""The grammar of a signature block (thể thức đề ký): TM., KT., TL., TUQ., Q. and the titles that may follow. PLI.P1.II.7."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.reading import set_phrases
from pipeline.reading.recognised import Paper, PartKind, Signature

_LINE = re.compile(r"^(?P<prefix>TM|KT|TL|TUQ|Q)(?P<join>\s*\.\s*)(?P<title>\w.*)$", re.IGNORECASE)
_HEADS = (
    "chủ_tịch bộ_trưởng trưởng giám_đốc tổng_giám_đốc cục_trưởng chi_cục_trưởng tổng_cục_trưởng chánh viện_trưởng "
    "hiệu_trưởng chủ_nhiệm vụ_trưởng đội_trưởng tổ_trưởng thủ_tướng thủ_trưởng chỉ_huy_trưởng chính_uỷ tư_lệnh "
    "tổng_thanh_tra tổng_kiểm_toán tổng_biên_tập thống_đốc bí_thư tổng_thư_ký hạt_trưởng trạm_trưởng kế_toán_trưởng"
)
_DEPUTIES = "phó thứ_trưởng hiệu_phó viện_phó cục_phó tổ_phó đội_phó chi_cục_phó trưởng_phó"
_MEMBERS = "uỷ_viên thành_viên thư_ký chuyên_viên cán_bộ"


def _starting(words: str) -> re.Pattern[str]:
    return re.compile(rf"^(?:{'|'.join(word.replace('_', ' ') for word in words.split())})\b")


_HEAD = re.compile(rf"^(?:quyền |q\s*\.\s*)?(?:{_starting(_HEADS).pattern[1:]})")
_DEPUTY = re.compile(rf"{_starting(_DEPUTIES).pattern}|^p\s*\.\s*\w")
_MEMBER = _starting(_MEMBERS)
# “Chủ tịch đoàn” is several people.
_COLLECTIVE = re.compile(
    r"^(?:uỷ ban|ubnd\b|hội đồng|hđnd\b|thường trực|đoàn chủ tịch|chủ tịch đoàn|ban chấp hành|ban thường vụ|ban chỉ đạo)\b"
)
# Bodies set up to advise (tổ chức tư vấn): not the standing ones whose names begin alike.
_CONSULTATIVE = re.compile(
    r"^(?:ban chỉ đạo|ban vận động|ban biên soạn|ban biên tập|ban tổ chức (?!trung|tỉnh uỷ|thành uỷ)"
    r"|hội đồng (?!nhân dân|thành viên|quản trị|quản lý|trường|dân tộc|bầu cử|trung ương|đội|giám mục)"
    r"|tổ (?!chức|hợp|trưởng|dân)|đoàn (?:kiểm tra|công tác|thanh tra|giám sát))"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class AuthorityLine:
    """One line of authority or title taken apart. `prefix` in capitals without its stop, "" where there is none.

    `joined_well` tells whether exactly one stop and one blank stand between prefix and title. `paragraph` is where it is.
    """

    text: str
    prefix: str
    title: str
    joined_well: bool
    paragraph: int | None

    @property
    def is_deputy(self) -> bool:
        """Whether the title is that of a deputy (cấp phó)."""
        return is_deputy(self.title)

    @property
    def is_head(self) -> bool:
        """Whether the title is that of a head (người đứng đầu) of a body or unit."""
        return is_head(self.title)

    @property
    def is_member(self) -> bool:
        """Whether the title is that of a plain member of a body."""
        return bool(_MEMBER.match(set_phrases.key(self.title)))


def authority_lines(paper: Paper, signature: Signature) -> tuple[AuthorityLine, ...]:
    """The lines of authority and title of one signature block, top down."""
    return tuple(_line(paper, signature, text) for text in signature.lines)


def _line(paper: Paper, signature: Signature, text: str) -> AuthorityLine:
    found = _LINE.match(text)
    at = next((index for index in signature.capacity if text.startswith(paper.paragraph(index).plain)), None)
    if at is None and signature.capacity:
        at = signature.capacity[0]
    if not found:
        return AuthorityLine(text=text, prefix="", title=text, joined_well=True, paragraph=at)
    return AuthorityLine(
        text=text,
        prefix=found["prefix"].upper(),
        title=found["title"],
        joined_well=found["join"] == ". ",
        paragraph=at,
    )


def signatures_of(paper: Paper) -> Iterator[Signature]:
    """The signature blocks of the paper and of the block that makes it a copy."""
    kinds = {PartKind.MAIN, PartKind.COPY}
    return (
        signature for signature in paper.signatures if signature.capacity and paper.parts[signature.part].kind in kinds
    )


def is_deputy(title: str) -> bool:
    """Whether a title is that of a deputy (cấp phó)."""
    return bool(_DEPUTY.match(set_phrases.key(title)))


def is_head(title: str) -> bool:
    """Whether a title is that of a head (người đứng đầu)."""
    key = set_phrases.key(title)
    return bool(_HEAD.match(key)) and not is_collective(title) and not is_deputy(title)


def is_collective(name: str) -> bool:
    """Whether a name is that of a body that decides together (tập thể)."""
    return bool(_COLLECTIVE.match(set_phrases.key(name)))


def is_consultative(agency: str) -> bool:
    """Whether an agency is a consultative body (tổ chức tư vấn: Ban Chỉ đạo, Hội đồng, Tổ, Đoàn)."""
    return bool(_CONSULTATIVE.match(set_phrases.key(agency)))
