"""Example values for fields (ví dụ): shown when a field is missing, and in the skeletons of new records."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.records.base import Target
from pipeline.workspace.record_shape import Form, Shape

_EXAMPLES: Mapping[str, str] = {
    "mã": "ma-moi",
    "mã băm": "0123456789abcdef" * 4,
    "tên": "Tên đầy đủ",
    "họ và tên": "Nguyễn Văn An",
    "chức vụ": "Phó Giám đốc",
    "chức vụ người đứng đầu": "Giám đốc",
    "viết tắt": "STTTT",
    "tên gọi": "Ban Chỉ đạo",
    "trích yếu": "Triển khai công tác văn thư, lưu trữ",
    "căn cứ": "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư",
    "nội dung": "Nội dung viết ở đây.",
    "địa điểm": "Phòng họp số 1, trụ sở cơ quan",
    "giờ bắt đầu": "14:00",
    "giờ kết thúc": "16:30",
    "năm": "2024",
    "số": "5",
    "chức danh": "Phó Trưởng Ban",
    "sổ văn bản": "Sổ văn bản đi của Ban Chỉ đạo",
    "đơn vị soạn thảo": "CNTT",
    "lý do": "đi công tác",
    "người dự thay": "Ông Trần Văn Bình, Phó Giám đốc",
    "ý kiến bằng văn bản": "Nhất trí với dự thảo",
    "ý kiến": "Nhất trí với dự thảo kế hoạch",
    "việc": "Hoàn thành báo cáo 6 tháng đầu năm",
    "lời dẫn": "Tổng kinh phí thực hiện",
    "đồng": "1.250.000",
    "giá trị": "1250",
    "từ": "0",
    "đến": "100",
    "tiêu đề": "Danh mục nhiệm vụ",
    "gồm": "ma-co-quan",
    "trưởng": "cơ quan của người ký",
    "phó": "cơ quan của người ký",
    "thường trực": "cơ quan của người ký",
    "ủy viên": "cơ quan của người ký",
    "rộng": "30",
    "lưu": "CNTT",
    "ký hiệu người soạn thảo": "ND",
    "số bản lưu": "2",
    "số bản phát hành": "30",
    "sản phẩm": "Báo cáo kết quả thực hiện",
    "đồng ý": "24",
    "tỷ lệ cần": "quá nửa",
    "lúc": "14:30",
    "ghi phần": "phần thảo luận",
    "để": "báo cáo",
    "gửi": "Thường trực Tỉnh ủy",
    "địa danh": "Thanh Giang",
    "địa chỉ": "Số 12 đường Bến Ngự, thành phố Thanh Giang",
    "điện thoại": "0200.000.0003",
    "fax": "0200.000.0503",
    "thư điện tử": "vanthu@thanhgiang.example",
    "trang thông tin điện tử": "thanhgiang.example",
    "phần": "Quy định chung",
    "chương": "Quy định chung",
    "mục": "Kết quả đạt được",
    "tiểu mục": "Kết quả cụ thể",
    "điều": "Quyết định này có hiệu lực kể từ ngày ký.",
    "khoản": "Nội dung của khoản.",
    "điểm": "Nội dung của điểm;",
    "gạch đầu dòng": "Nội dung của ý;",
    "dấu cộng": "Nội dung của ý nhỏ;",
    "đoạn": "Nội dung của đoạn.",
    "vị trí": "Mục II, đoạn 3",
    "nội dung xử lý": "Đã bổ sung ở Mục II.",
    "chữ": "Đã họp thống nhất",
    "nghi vấn": "ghi ngoài bảng",
    "trả lời": "Không phải góp ý.",
}
_BY_FORM: Mapping[Form, str] = {
    Form.NUMBER: "1",
    Form.DECIMAL: "30",
    Form.MONEY: "1.250.000",
    Form.DATE: "15/3/2024",
    Form.MONTH: "3/2024",
    Form.TIME: "14:00",
    Form.YES: "có",
    Form.LIST: "(danh sách, mỗi mục một gạch đầu dòng)",
    Form.RECORD: "(nhóm mục, viết ở các dòng dưới, thụt vào)",
    Form.BLOCK: "Nội dung viết ở đây.",
    Form.TABLE: "(các cặp tên: giá trị)",
    Form.TEXT: "Nội dung viết ở đây",
    Form.CHOICE: "",
}
_BY_TARGET: Mapping[Target, str] = {
    Target.AGENCY: "ma-co-quan",
    Target.PERSON: "ma-can-bo",
    Target.COMMITTEE: "ma-ban-chi-dao",
    Target.BODY: "ma-co-quan",
    Target.PARTY: "ma-co-quan",
    Target.REPORTING: "ma-co-quan",
    Target.INDICATOR: "van-ban-dien-tu",
    Target.OUTLINE: "ma-de-cuong",
    Target.PERIOD: "ma-ky-bao-cao",
    Target.PAPER: "ma-van-ban",
}
_IN_ABOUT = re.compile(r"[Vv]í dụ:? ([^;.…]+)")


def example_of(key: str, shape: Shape | None, about: str = "") -> str:
    """An example value for a field, on one line."""
    if shape is not None and shape.one_is_enough:
        shape = shape.item
    if shape is not None and shape.choices:
        return shape.choices[0]
    if shape is not None and shape.refers is not None:
        return _BY_TARGET[shape.refers.target]
    if shape is not None and shape.form is Form.TEXT and (said := _IN_ABOUT.search(about)):
        return said[1].strip()
    plain = shape is None or shape.form not in {Form.LIST, Form.RECORD, Form.TABLE}
    if plain and key in _EXAMPLES:
        return _EXAMPLES[key]
    return _BY_FORM[shape.form if shape else Form.TEXT]
