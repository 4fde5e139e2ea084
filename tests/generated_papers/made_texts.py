"""Texts of papers (câu chữ): whole sentences of any length that refer to nothing outside them."""

from __future__ import annotations

from random import Random
from typing import Final

_WHO: Final = (
    "Văn phòng", "Các phòng, ban chuyên môn", "Cơ quan chủ trì", "Bộ phận Một cửa", "Thủ trưởng các cơ quan, đơn vị",
    "Đơn vị được giao quản lý hệ thống", "Công chức, viên chức được phân công", "Trung tâm Công nghệ thông tin",
)  # fmt: skip
_DOES: Final = (
    "rà soát, chuẩn hóa danh mục dữ liệu dùng chung", "tổ chức tập huấn kỹ năng số cho công chức, viên chức",
    "số hóa hồ sơ, kết quả giải quyết thủ tục hành chính còn hiệu lực", "công khai tiến độ xử lý hồ sơ trên trang thông tin",
    "kiểm tra, khắc phục các điểm yếu về an toàn thông tin", "bố trí kinh phí, nhân lực thực hiện nhiệm vụ được giao",
    "xây dựng phương án dự phòng cho các hệ thống quan trọng", "bảo đảm đường truyền phục vụ họp trực tuyến",
    "cập nhật đầy đủ, kịp thời dữ liệu theo thẩm quyền", "lập danh sách thiết bị cần thay thế, nâng cấp",
)  # fmt: skip
_HOW: Final = (
    "đúng tiến độ, tiết kiệm và hiệu quả", "theo phân cấp và quy định của pháp luật", "trong toàn ngành và tại địa phương",
    "gắn với cải cách hành chính và nâng cao chất lượng phục vụ người dân", "phù hợp với điều kiện thực tế của đơn vị",
    "bảo đảm liên thông giữa các cấp, các ngành", "trước khi đưa vào vận hành chính thức", "và chịu trách nhiệm về kết quả",
)  # fmt: skip
_THINGS: Final = (
    "Quản lý văn bản và điều hành", "Nền tảng tích hợp, chia sẻ dữ liệu", "Cổng dịch vụ công trực tuyến",
    "An toàn thông tin mạng", "Hạ tầng kỹ thuật và đường truyền", "Dữ liệu dùng chung", "Kỹ năng số của cán bộ",
    "Hồ sơ điện tử và chữ ký số", "Thanh toán trực tuyến", "Kinh phí thực hiện",
)  # fmt: skip


def sentence(chance: Random, *, clauses: int = 0) -> str:
    """A sentence without its full stop: one clause or several."""
    parts = [
        f"{chance.choice(_DOES)} {chance.choice(_HOW)}" if chance.random() < 0.6 else chance.choice(_DOES)
        for _ in range(clauses or chance.randint(1, 3))
    ]
    return f"{chance.choice(_WHO)} {'; '.join(parts)}"


def paragraph(chance: Random, most: int = 3) -> str:
    """Several sentences, each with its full stop."""
    return " ".join(f"{sentence(chance)}." for _ in range(chance.randint(1, most)))


def heading(chance: Random) -> str:
    """A few words without a full stop."""
    return chance.choice(_THINGS)


def subject(chance: Random, lines: int) -> str:
    """What a paper is about, on about so many lines of a title."""
    words = ["triển khai", chance.choice(_DOES)]
    for _ in range(lines - 1):
        words += [chance.choice(("và", "gắn với việc", "đồng thời")), chance.choice(_DOES)]
    if lines > 1:
        words += [chance.choice(_HOW[:4])]
    return " ".join(words)
