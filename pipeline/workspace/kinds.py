"""The kinds of records (loại hồ sơ): the purpose of each, and its name in file names: `cuộc họp` is `cuoc-hop`."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.records.office import KINDS
from pipeline.workspace.closest import plain_letters

_PAPER = "văn bản soạn trực tiếp"
_ABOUT: Mapping[str, str] = {
    "văn phòng": "bộ hồ sơ của ai, năm nào, thể thức riêng; mỗi thư mục một tệp",
    "cơ quan": "danh bạ cơ quan, nhóm cơ quan",
    "cán bộ": "người ký, thành viên: họ tên, chức vụ",
    "ban chỉ đạo": "thành viên, con dấu, số văn bản riêng của một ban",
    "tổ giúp việc": "tổ giúp việc của một ban chỉ đạo",
    "hội đồng": "hội đồng do cơ quan thành lập (thi đua, nghiệm thu, tuyển dụng …)",
    "tổ công tác": "tổ công tác, nhóm công tác liên ngành",
    "đoàn kiểm tra": "đoàn kiểm tra, đoàn công tác",
    "cuộc họp": "cho ra giấy mời, biên bản, thông báo kết luận",
    "quyết định": f"{_PAPER}; kèm được quy chế, quy định, danh sách",
    "đề cương": "chỉ tiêu, mục, biểu của báo cáo định kỳ nhiều đơn vị",
    "kỳ báo cáo": "đơn vị nào báo cáo kỳ nào, hạn gửi, ai ký",
    "điều chỉnh số liệu": "số liệu đơn vị đã đính chính, kèm lý do",
    "phụ lục số liệu": "do vanthu reports compile lập, không viết tay",
    "ý kiến góp ý": "do vanthu reports opinions lập, rồi ghi cách xử lý",
}


def kinds() -> tuple[str, ...]:
    """Every value of `loại:`, in the order of the registry."""
    return tuple(KINDS)


def about_kind(kind: str, *, own: bool = False) -> str:
    """The purpose of a kind of record, in one line; `own`: whether it is a type of the office's own."""
    return f"{_PAPER}; loại riêng của cơ quan" if own else _ABOUT.get(kind, _PAPER)


def kind_slug(kind: str) -> str:
    """The kind in letters for file names and ids."""
    return plain_letters(kind).replace(" ", "-")


def schema_name(kind: str) -> str:
    """The file that holds the JSON Schema of a kind."""
    return f"{kind_slug(kind)}.schema.json"
