"""Names as typed by users (tên gọi): cleaned, checked, split; abbreviations and places proposed from them.

A wrong name is refused with a UsageError that says how to write it; nothing is corrected in silence.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from pipeline.errors import UsageError
from pipeline.text import legacy_encoding, to_nfc

_LONGEST = 120
_LONGEST_PERSON = 60
_LONGEST_SYMBOL = 15
_LONGEST_WORD = 20
_QUOTED = 40
_SIGNS_OF_NAMES = frozenset(" 0123456789&-.,()'’\"“”/:#+")
_FEWEST_SYLLABLES = 2
_PEOPLES_COMMITTEE = re.compile(r"^(?:ủy ban nhân dân|uỷ ban nhân dân|ubnd)\s+", re.IGNORECASE)
_PROVINCES = ("tỉnh", "thành phố")
_COMMUNES = ("xã", "phường", "đặc khu")
_ABOLISHED = ("huyện", "quận", "thị xã", "thị trấn")
_TITLES = re.compile(r"^(?:GS|PGS|TSKH|TS|ThS|CN|KS|BS|DS|LS|NGND|NGƯT)[.,\s]|[,(]")
_PERSON = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*\.?(?: [^\W\d_]+(?:[’'-][^\W\d_]+)*\.?)*")
_SYMBOL = re.compile(r"[^\W_]+(?:[&-][^\W_]+)*")
_COMMITTEE = "Ban Chỉ đạo"
# What other bodies begin with: Ủy ban, Hội đồng, Tổ công tác, Tiểu ban, Ban Tổ chức.
_OTHER_BODIES = frozenset({"ủy", "uỷ", "hội", "tổ", "tiểu", "ban", "đoàn", "nhóm"})
_SMALL_WORDS = frozenset({"và", "của", "về", "cho", "các"})


@dataclass(frozen=True)
class PersonName:
    """A person as written on paper, with the form of address (danh xưng)."""

    name: str
    honorific: str

    @property
    def text(self) -> str:
        """The name as it is typed and shown: `Bà Trần Thị Lan`."""
        return f"{self.honorific} {self.name}"


@dataclass(frozen=True)
class Unit:
    """An administrative unit (đơn vị hành chính): `tỉnh Sông Thương`, `phường 3`."""

    kind: str
    bare: str

    @property
    def name(self) -> str:
        """The name in running text; a city that is written with a capital keeps it (PLII.III.1c)."""
        return self._in_full if self._named_for_a_person else f"{self.kind} {self.bare}"

    @property
    def place(self) -> str:
        """The place before a date: the bare name, in full for a unit named by a number or after a person (PLI.P1.II.4a)."""
        by_number = any(sign.isdigit() for sign in self.bare)
        return self._in_full if by_number or self._named_for_a_person else self.bare

    @property
    def _in_full(self) -> str:
        return f"{self.kind[:1].upper()}{self.kind[1:]} {self.bare}"

    @property
    def _named_for_a_person(self) -> bool:
        return self.bare == "Hồ Chí Minh" and self.kind == "thành phố"


def line_of(written: str, what: str, longest: int = _LONGEST) -> str:
    """Check one line of text for a record: NFC, single blanks. UsageError: it cannot be printed or is too long.

    `what`: the Vietnamese name of the answer, for messages.
    """
    text = to_nfc(written).replace("\u00a0", " ").strip()
    if not text:
        raise UsageError(f"{what}: còn bỏ trống", "Ghi nội dung vào mục này.")
    if not text.isprintable():
        raise UsageError(f"{what}: có chỗ xuống dòng hoặc ký tự không in được", "Gõ lại trên một dòng.")
    if legacy_encoding(text) or "Ð" in text:
        raise UsageError(f"{what}: “{_short(text)}” gõ bằng bảng mã cũ", "Gõ lại bằng bảng mã Unicode.")
    if foreign := "".join(dict.fromkeys(sign for sign in text if not _is_plain(sign))):
        raise UsageError(
            f"{what}: “{_short(text)}” có ký tự không dùng trong tên gọi: {foreign[:10]}",
            "Chỉ dùng chữ cái, chữ số và dấu câu thông thường.",
        )
    text = " ".join(text.split())
    if len(text) > longest:
        raise UsageError(f"{what}: dài {len(text)} ký tự, nhiều nhất {longest}", "Ghi gọn lại.")
    if any(len(word) > _LONGEST_WORD for word in text.split()):
        raise UsageError(f"{what}: “{_short(text)}” có chữ quá dài", "Kiểm tra lại dấu cách giữa các chữ.")
    return text


def _is_plain(sign: str) -> bool:
    """Whether a character is a Latin letter, a digit, or punctuation used in names."""
    if sign.isalpha():
        return unicodedata.name(sign, "").startswith("LATIN ")
    return sign in _SIGNS_OF_NAMES


def _short(text: str) -> str:
    """A text shortened for a message."""
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"


def proper_line(written: str, what: str, longest: int = _LONGEST) -> str:
    """Check a name as in running text: it begins with a capital and is not all capitals. UsageError otherwise."""
    text = line_of(written, what, longest)
    if not any(sign.isalpha() for sign in text):
        raise UsageError(f"{what}: “{text}” không có chữ nào", "Ghi tên đầy đủ.")
    if not (text[0].isupper() or text[0].isdigit()):
        raise UsageError(f"{what}: “{text}” chưa viết hoa chữ đầu", f"Có lẽ là “{text[0].upper()}{text[1:]}”.")
    if text.isupper() and " " in text:
        raise UsageError(
            f"{what}: “{text}” toàn chữ in hoa",
            "Viết như trong câu văn, ví dụ “Sở Nội vụ”; chỗ nào cần in hoa phần mềm tự đổi.",
        )
    return text


def person_name(written: str, what: str) -> PersonName:
    """Check a person's name: each syllable with a capital, no titles (PLI.P1.II.7c). `Bà` is assumed for a name with Thị."""
    text = line_of(written, what, _LONGEST_PERSON)
    honorific, name = "", text
    first, _, rest = text.partition(" ")
    if first.casefold() in {"ông", "bà"} and len(rest.split()) < _FEWEST_SYLLABLES:
        raise UsageError(
            f"{what}: “{text}” không phải họ và tên đầy đủ",
            "Sau “Ông”, “Bà” ghi đủ họ, tên đệm, tên: “Bà Trần Thị Lan”.",
        )
    if first in {"Ông", "Bà"}:
        honorific, name = first, rest
    if _TITLES.search(name):
        raise UsageError(f"{what}: “{text}” có học hàm, học vị", "Chỉ ghi họ và tên, ví dụ “Bà Trần Thị Lan”.")
    if _PERSON.fullmatch(name) is None or len(name.split()) < _FEWEST_SYLLABLES:
        raise UsageError(f"{what}: “{text}” không phải họ và tên đầy đủ", "Ghi họ, tên đệm, tên: “Bà Trần Thị Lan”.")
    proper = " ".join(part[:1].upper() + part[1:].lower() for part in name.split())
    if name.isupper() or any(part[0].islower() for part in name.split()):
        raise UsageError(f"{what}: “{text}” chưa viết hoa đúng", f"Có lẽ là “{proper}”: viết hoa chữ đầu mỗi âm tiết.")
    return PersonName(name=name, honorific=honorific or ("Bà" if "Thị" in name.split() else "Ông"))


def committee(written: str, what: str) -> str:
    """Check the full name of a steering committee; `về …` gets the noun before it."""
    text = line_of(written, what)
    proper_line(f"{text[0].upper()}{text[1:]}", what)
    first, _, purpose = text.partition(" ")
    if first.casefold() == "về" and purpose:
        return proper_line(f"{_COMMITTEE} về {purpose}", what)
    if text.startswith(f"{_COMMITTEE} "):
        return text
    if text.casefold().startswith(f"{_COMMITTEE} ".casefold()):
        remedy = f"Có lẽ là “{_COMMITTEE}{text[len(_COMMITTEE) :]}”."
    elif first.casefold() in _OTHER_BODIES:
        remedy = f'Ở đây chỉ lập một {_COMMITTEE}; tổ chức khác thêm sau bằng lệnh: vanthu new "ban chỉ đạo"'
    else:
        remedy = f"Ghi “{_COMMITTEE} …”, hoặc chỉ ghi “về …”, ví dụ “về cải cách hành chính”."
    raise UsageError(f"{what}: “{_short(text)}” chưa phải tên một {_COMMITTEE}", remedy)


def post(written: str, what: str) -> str:
    """Check the post of the head of an office. UsageError for a deputy, who is added later and signs for the head."""
    text = proper_line(written, what, _LONGEST_PERSON)
    if text.casefold().startswith("phó"):
        raise UsageError(
            f"{what}: “{text}” là cấp phó",
            "Khi lập hồ sơ, ghi người đứng đầu; cấp phó thêm sau vào can-bo.yaml, ký với quyền hạn: KT.",
        )
    return text


def symbol(written: str, what: str) -> str:
    """Check an abbreviation for the number of papers: capitals and digits (PLI.P1.II.3b)."""
    text = line_of(written, what, _LONGEST_SYMBOL)
    if _SYMBOL.fullmatch(text) is None or text != text.upper():
        raise UsageError(
            f"{what}: “{text}” không dùng được trong ký hiệu", "Chỉ ghi chữ in hoa, chữ số, không dấu cách: SNV."
        )
    return text


def place(written: str, what: str) -> str:
    """Check a place name as before the date (PLI.P1.II.4a)."""
    text = proper_line(written, what, _LONGEST_PERSON)
    if any(sign in text for sign in ",;:"):
        raise UsageError(f"{what}: “{text}” có dấu câu", "Chỉ ghi địa danh, không ghi ngày tháng: “Sông Thương”.")
    unit = next((kind for kind in (*_PROVINCES, *_COMMUNES) if text.casefold().startswith(f"{kind} ")), "")
    small = [part for part in text[len(unit) :].split() if part[0].islower()]
    if small:
        raise UsageError(f"{what}: “{text}” chưa viết hoa chữ “{small[0]}”", "Viết hoa chữ đầu mỗi âm tiết.")
    return text


def province(written: str, what: str) -> Unit:
    """Read `tỉnh Sông Thương`, with or without “UBND” before it."""
    return _unit(written, what, _PROVINCES, "tỉnh Sông Thương")


def commune(written: str, what: str) -> Unit:
    """Read `xã An Bình`, `phường 3`, `đặc khu …`, with or without “UBND” before it."""
    return _unit(written, what, _COMMUNES, "xã An Bình")


def _unit(written: str, what: str, kinds: tuple[str, ...], example: str) -> Unit:
    text = _PEOPLES_COMMITTEE.sub("", line_of(written, what))
    folded = text.casefold()
    kind = next((kind for kind in kinds if folded.startswith(f"{kind} ")), None)
    if kind is None:
        gone = next((kind for kind in _ABOLISHED if folded.startswith(f"{kind} ")), None)
        words = f"{what}: “{text}” thuộc cấp huyện cũ, không còn từ ngày 01/7/2025" if gone else f"{what}: “{text}”"
        wanted = " hay ".join(f"“{kind} …”" for kind in kinds)
        raise UsageError(words if gone else f"{words} chưa rõ là đơn vị nào", f"Ghi rõ {wanted}, ví dụ “{example}”.")
    bare = text[len(kind) :].strip()
    return Unit(kind=kind, bare=bare if bare.isdigit() else place(bare, what))


def unit_within(name: str) -> Unit | None:
    """The province or commune with which a name ends, as in `UBND xã An Bình`, `Sở Y tế tỉnh Sông Thương`; else None."""
    for kind in (*_COMMUNES, *_PROVINCES):
        _, found, bare = name.partition(f" {kind} ")
        if not found and name.casefold().startswith(f"{kind} "):
            found, bare = kind, name[len(kind) + 1 :]
        if found and (bare[:1].isupper() or bare[:1].isdigit()):
            return Unit(kind=kind, bare=bare)
    return None


def proposed_symbol(name: str) -> str:
    """The initials of a name, abbreviations in it whole: `Sở Khoa học và Công nghệ` gives `SKHCN`."""
    parts = [part.strip(",.-()\"“”'") for part in name.split() if part.casefold() not in _SMALL_WORDS]
    letters = (part if part.isupper() and len(part) <= len("THPT") else part[:1].upper() for part in parts)
    return "".join(sign for sign in "".join(letters) if sign.isalnum())[:_LONGEST_SYMBOL]
