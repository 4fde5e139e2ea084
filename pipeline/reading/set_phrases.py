"""The phrases by which components are recognised (từ khóa nhận biết thành phần), without regard to case and tone style."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from rapidfuzz import fuzz

from pipeline.decree.type_names import COPY_CODES, OLDER_TYPE_CODES, TYPE_CODES
from pipeline.reading.facts import Paragraph
from pipeline.text import normalize_tone_style

_LIKE_ENOUGH = 88.0
_CAPITALS_SHARE = 0.8


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """A text in the form for comparing: NFC, one style of tone marks, lower case, single spaces, hyphens for dashes.

    Cached, since each stage of recognition asks for the same few hundred lines of a paper.
    """
    return " ".join(normalize_tone_style(text).lower().replace("–", "-").replace("—", "-").split())


NATIONAL_NAME = key("Cộng hòa xã hội chủ nghĩa Việt Nam")
MOTTO = key("Độc lập - Tự do - Hạnh phúc")
_PHRASE = re.compile(r"\w+")
_WORDS_OF_MOTTO = " ".join(_PHRASE.findall(MOTTO))
PARTY_NAME = key("Đảng Cộng sản Việt Nam")

TYPES: Mapping[str, str] = {key(name): name for name in (*TYPE_CODES, *OLDER_TYPE_CODES)}
COPIES: Mapping[str, str] = {key(name): name for name in (*COPY_CODES, "sao y bản chính", "bản sao y", "bản sao lục")}
LEGISLATION = frozenset(
    map(key, ("hiến pháp", "bộ luật", "luật", "pháp lệnh", "lệnh", "nghị định", "thông tư", "thông tư liên tịch"))
)

URGENCIES = frozenset(map(key, ("hỏa tốc", "thượng khẩn", "khẩn", "hỏa tốc hẹn giờ")))
CIRCULATIONS = frozenset(map(key, ("xem xong trả lại", "lưu hành nội bộ", "tài liệu thu hồi")))
SECRECIES = frozenset(map(key, ("mật", "tối mật", "tuyệt mật")))
DRAFT = re.compile(r"^\(?dự thảo(?: lần [\w ]{1,8}| ngày [\d/. ]+)?\)?[.:]?$")

NUMBER = re.compile(r"^số\s*[:.]?\s*(?:[\d.…_]+\s*)?(?:/|$|:\s*\d)|^số\s*:", re.IGNORECASE)
PLACE_DATE = re.compile(
    r"\bngày\b.{0,12}\btháng\b.{0,12}\bnăm\b.{0,8}$"
    r"|^[^\d,;:]{2,45},\s*(?:ngày\s*)?\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*\d{4}$"
)
# A date broken over two lines: how its first one ends, how its second one reads.
NO_YEAR = re.compile(r"\bnăm$")
YEAR_ALONE = re.compile(r"^(?:19|20)\d\d$")
BEGUN_DATE = re.compile(r",\s*ngày\b[\s\d.…_]{0,12}(?:tháng\b[\s\d.…_]{0,12})?$|^[^\d,;:]{2,45},$")
DATE_END = re.compile(r"^(?:ngày\b.{0,12})?(?:tháng\b.{0,12})?năm\b.{0,6}$")
LETTER_SUBJECT = re.compile(r"^v\s*/\s*v\b|^v/v|^về việc\b")
ADDRESSEE = re.compile(r"^kính gửi\b")
RECIPIENTS_LABEL = re.compile(r"^nơi nhận\b")
BASIS = re.compile(r"^(?:căn cứ|xét|theo|thực hiện|được sự|sau khi)\b")
CERTAIN_BASIS = re.compile(r"^(?:căn cứ|xét (?:đề nghị|đơn|tờ trình)|theo đề nghị)\b")
COMMAND = re.compile(r"^(?:quyết định|quyết nghị|nghị quyết|chỉ thị|nay quyết định)\s*:$|^quyết nghị\s*:?$")
ANNEX_LABEL = re.compile(r"^phụ lục(?:\s+(?:số\s+)?(?P<number>[ivxlc]+|\d+|[a-zđ]))?\s*[.:]?$")
REFERENCE = re.compile(r"^\(?\s*(?:ban hành\s+)?(?:kèm theo|đính kèm|gửi kèm)\b")
CONTACT = re.compile(r"^(?:địa chỉ|trụ sở|điện thoại|đt|email|e-mail|website|fax)\b.*[:.]", re.IGNORECASE)
SIGNING_LINE = re.compile(r";\s*\d{1,2}\s*[/.]\s*\d{1,2}\s*[/.]\s*\d{4}\s*;?\s*\d{1,2}\s*:\s*\d{2}")
# As the decree writes it, and as it is often written wrong: T/M, K/T, KT without its stop.
CAPACITY = re.compile(
    r"^(?:(?:tm|kt|tl|tuq|q)\s*\.\s*\w|(?:t/m|k/t|t/l|t/uq)\s*\.?\s*\w|(?:tm|kt|tl|tuq)\s+\w)", re.IGNORECASE
)
_LEADING_TITLES = (
    "chủ_tịch bộ_trưởng trưởng giám_đốc tổng_giám_đốc cục_trưởng chi_cục_trưởng chánh viện_trưởng hiệu_trưởng chủ_nhiệm "
    "tổng_cục_trưởng vụ_trưởng đội_trưởng tổ_trưởng thủ_tướng thư_ký chủ_toạ chủ_trì người uỷ_viên thủ_trưởng chỉ_huy "
    "chính_uỷ tư_lệnh đại_diện tổng_thanh_tra tổng_biên_tập kế_toán thường_trực bí_thư tổng_thư_ký quyền_hạn hiệu_phó "
    "viện_phó cục_phó tổ_phó đội_phó"
)
_OFFICES = (
    "sở ban phòng chi_cục cục trung_tâm văn_phòng trường bệnh_viện thanh_tra bộ tổng_cục viện hội_đồng tổ đoàn công_ty "
    "tập_đoàn tổng_công_ty đại_học học_viện uỷ_ban ubnd hđnd chủ_tịch trưởng quỹ báo đài kho_bạc bảo_hiểm toà_án "
    "viện_kiểm_sát công_an hội liên nhà thư_viện bảo_tàng chính_phủ thủ_tướng quốc_hội giám_đốc vụ khối tổng"
)


def _any_of(phrases: str) -> str:
    return "|".join(phrase.replace("_", " ") for phrase in phrases.split())


# The first words of a leading title, or of the two who sign minutes.
TITLE = re.compile(rf"^(?:quyền |q\. ?|phó |thứ )?(?:{_any_of(_LEADING_TITLES)})\b")
# The first words of the name of an office: where they begin a line, a new office begins.
OFFICE = re.compile(rf"^(?:{_any_of(_OFFICES)})\b")


def is_like(text: str, wanted: str) -> float:
    """The similarity of a text to the wanted one, 0..1; 0 where the difference is more than a typing slip."""
    if abs(len(text) - len(wanted)) > len(wanted) / 3:
        return 0.0
    score = fuzz.ratio(text, wanted)
    return score / 100 if score >= _LIKE_ENOUGH else 0.0


def is_motto(text: str) -> float:
    """The similarity of a text to the motto, whatever is between its three phrases, 0..1."""
    return is_like(" ".join(_PHRASE.findall(key(text))), _WORDS_OF_MOTTO)


def capitals(text: str) -> bool:
    """Whether a text is in capitals, except for a slip or two."""
    letters = list(filter(str.isalpha, text))
    return bool(letters) and sum(map(str.isupper, letters)) / len(letters) >= _CAPITALS_SHARE


def bold(paragraph: Paragraph) -> bool | None:
    """Whether all printed text is bold; None where it is mixed or unknown."""
    looks = {run.bold for run in paragraph.inked}
    return next(iter(looks)) if len(looks) == 1 else None


def italic(paragraph: Paragraph) -> bool | None:
    """Whether all printed text is italic; None where it is mixed or unknown."""
    looks = {run.italic for run in paragraph.inked}
    return next(iter(looks)) if len(looks) == 1 else None
