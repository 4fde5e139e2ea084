"""Names of agencies and people inside a sentence (tên trong câu): their first letter, and several of them joined."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.text.letters import lower_first

# Common nouns that open the name of a party; inside a sentence they are written small (PLII.I, PLII.V.3). Where the first
# syllable opens proper names too (Đại học Quốc gia, Thủ tướng Chính phủ), both syllables stand here.
_COMMON_OPENERS = tuple(
    f"{opener} "
    for opener in (
        *("Các", "Ông", "Bà", "Những", "Một", "Mỗi", "Mọi", "Từng", "Toàn", "Tất cả", "Đồng chí"),
        *("Đại diện", "Đại biểu", "Lãnh đạo", "Thủ trưởng", "Người", "Chuyên gia", "Chuyên viên", "Thành viên"),
        *(
            "Cơ quan",
            "Đơn vị",
            "Trưởng các",
            "Trưởng thôn",
            "Cán bộ",
            "Công chức",
            "Viên chức",
            "Doanh nghiệp",
            "Hộ gia đình",
        ),
    )
)


def in_sentence(name: str) -> str:
    """A party's name inside a sentence: `các sở, ban, ngành`, `ông Lê Văn A`, but `Sở Tài chính`."""
    return lower_first(name) if f"{name} ".startswith(_COMMON_OPENERS) else name


def join_names(names: Sequence[str]) -> str:
    """Names joined by commas and a last `và`: `Sở A, Sở B và các huyện`; "" for no names."""
    return " và ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def join_guests(names: Sequence[str]) -> str:
    """As `join_names`, with semicolons where a name has a comma of its own, as people with their posts do.

    So it stays clear what belongs to whom: `các thành viên Ban Chỉ đạo; ông Lê Văn A, Giám đốc Sở B; đại diện Tỉnh đoàn`.
    """
    return "; ".join(names) if any(", " in name for name in names) else join_names(names)
