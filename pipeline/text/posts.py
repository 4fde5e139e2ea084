"""A post (chức vụ) joined with its agency, without repeating a word: `Trưởng phòng` + `Phòng Kinh tế`.

A title that ends with the noun with which the agency's name begins shares it: `Trưởng phòng Kinh tế`, `Chánh Văn phòng
HĐND và UBND xã`. Where the noun begins the title, both are written, as is usual: `Cục trưởng Cục Thuế`, `Hiệu trưởng
Trường Tiểu học`.
"""

from __future__ import annotations

# Written small inside a post, whatever the agency's own name has: `Trưởng phòng Kinh tế`, `Trưởng thôn 3`. All other nouns
# keep the capital of the agency's name: `Trưởng Trạm Y tế xã`, `Trưởng Ban Quản lý`.
_SMALL_IN_A_POST = frozenset({"phòng", "khoa", "thôn", "bản", "ấp", "buôn", "xóm", "khóm"})
# A single small syllable is the agency's noun only after one of these; `Cán bộ` has nothing to do with `Bộ Chỉ huy Quân sự`.
_RANKS = frozenset({"trưởng", "phó", "chánh", "quyền"})
# Units inside an agency; a title that goes on after one names a part of the agency, and a comma parts the two.
_UNITS = frozenset({"phòng", "ban", "khoa", "đội", "tổ", "trung tâm", "trạm", "bộ phận"})


def joined_post(title: str, agency: str) -> str:
    """The post with its agency: `Giám đốc Sở Y tế`, `Trưởng Công an xã`, `Phó Trưởng phòng Ngân sách, Sở Tài chính`."""
    words, name = title.split(), agency.split()
    shared = _shared(words, name)
    if shared:
        tail = words[-shared:] if name[0].casefold() in _SMALL_IN_A_POST else name[:shared]
        return " ".join((*words[:-shared], *tail, *name[shared:]))
    return f"{' '.join(words)}{',' if _names_a_unit(words) else ''} {' '.join(name)}"


def _shared(title: list[str], agency: list[str]) -> int:
    """How many words at the end of the title are those at the beginning of the agency's name."""
    small, name = [word.casefold() for word in title], [word.casefold() for word in agency]
    for count in range(min(len(title), len(agency)), 0, -1):
        if small[-count:] == name[:count] and (count > 1 or _is_noun(title, agency[0])):
            return count
    return 0


def _is_noun(title: list[str], noun: str) -> bool:
    """Whether the last word of a title is the agency's noun, and not a syllable of another word."""
    return (title[-1] == noun and noun[:1].isupper()) or (len(title) > 1 and title[-2].casefold() in _RANKS)


def _names_a_unit(title: list[str]) -> bool:
    """Whether a title names a unit of its own: `Trưởng phòng Ngân sách`, `Chuyên viên Phòng Văn xã`, not `Trưởng phòng`."""
    small = [word.casefold() for word in title]
    for at in range(1, len(small) - 1):
        noun = next((unit for unit in _UNITS if small[at : at + len(unit.split())] == unit.split()), "")
        follows = title[at + len(noun.split()) :] if noun else []
        marked = small[at - 1] in _RANKS or title[at][:1].isupper()
        if follows and marked and follows[0][:1].isupper():
            return True
    return False
