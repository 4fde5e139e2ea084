"""Papers made from a record of another kind (từ hồ sơ nào), and papers that the program does not make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.decree.type_table import paper_types


@dataclass(frozen=True)
class Origin:
    """Where a paper comes from: kind of record, fields to fill in, the choice to make there; `words` for the user."""

    kind: str
    fields: tuple[str, ...]
    words: str
    choice: str = ""


def _meeting(name: str, part: str, *others: str) -> Origin:
    words = f"{name} được lập từ hồ sơ “cuộc họp”, mục “{part}:”; một hồ sơ cho ra giấy mời, biên bản và thông báo kết luận."
    return Origin("cuộc họp", (part, *others), words)


def _invitation(name: str) -> Origin:
    words = f"{name}: phần mềm lập giấy mời, từ hồ sơ “cuộc họp”, mục “giấy mời:”."
    return Origin("cuộc họp", ("giấy mời",), words)


def _attached(kind: str) -> Origin:
    words = f"{kind.capitalize()} ban hành kèm theo quyết định: mục “văn bản kèm theo:” của hồ sơ “quyết định”."
    return Origin("quyết định", ("văn bản kèm theo",), words, choice=kind)


ORIGINS: Mapping[str, Origin] = {
    "giấy mời": _meeting("Giấy mời", "giấy mời"),
    "giấy mời họp": _invitation("Giấy mời họp"),
    "thư mời": _invitation("Thư mời"),
    "thư mời họp": _invitation("Thư mời họp"),
    "giấy triệu tập": _invitation("Giấy triệu tập"),
    "biên bản": _meeting("Biên bản", "biên bản", "giờ kết thúc"),
    "thông báo kết luận": _meeting("Thông báo kết luận", "thông báo", "kết luận"),
    "kết luận": _meeting("Kết luận", "thông báo", "kết luận"),
    **{
        f"{name} kèm theo" if name in paper_types().written_by_name else name: _attached(name)
        for name in paper_types().attached
    },
    "phụ lục": Origin(
        "công văn", ("phụ lục",), "Phụ lục là mục “phụ lục:” trong hồ sơ của văn bản mà nó đi kèm, ở đây là công văn."
    ),
    "biểu mẫu báo cáo": Origin(
        "kỳ báo cáo", (), "Biểu mẫu gửi đơn vị được lập từ hồ sơ “kỳ báo cáo” bằng lệnh vanthu reports form."
    ),
    "báo cáo tổng hợp": Origin(
        "kỳ báo cáo", (), "Báo cáo tổng hợp được lập từ hồ sơ “kỳ báo cáo” bằng lệnh vanthu reports compile."
    ),
    "phiếu góp ý": Origin(
        "kỳ báo cáo",
        ("lấy ý kiến",),
        "Phiếu góp ý được lập từ hồ sơ “kỳ báo cáo”, mục “lấy ý kiến:”, bằng lệnh vanthu reports opinions ask.",
    ),
}

# Names asked for that have no record here are refused by name rather than guessed at: types of Điều 7 without a form yet,
# and one that practice knows besides them.
NOT_MADE: tuple[str, ...] = (
    *(
        paper_type.name
        for paper_type in paper_types().types
        if not paper_type.record and paper_type.name not in ORIGINS
    ),
    "phiếu trình",
)
