"""A small office for tests (văn phòng nhỏ): enough bodies and people for every form of signature."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.records.agency import Agency, AgencyGroup, Person
from pipeline.records.committee import Committee
from pipeline.records.meeting import Meeting
from pipeline.records.office import KINDS, Office, Paper

AGENCIES: tuple[Mapping[str, Any], ...] = (
    {
        "mã": "ubnd-tinh",
        "tên": "Ủy ban nhân dân tỉnh Thanh Giang",
        "tên gọi": "UBND tỉnh",
        "viết tắt": "UBND",
        "tên trên đầu văn bản": ["Ủy ban nhân dân", "tỉnh Thanh Giang"],
        "tên khi là cơ quan chủ quản": "UBND tỉnh Thanh Giang",
        "địa danh": "Thanh Giang",
        "chức vụ người đứng đầu": "Chủ tịch",
        "tên tập thể": "Ủy ban nhân dân",
    },
    {
        "mã": "van-phong",
        "tên": "Văn phòng UBND tỉnh",
        "viết tắt": "VP",
        "cơ quan chủ quản": "ubnd-tinh",
        "là đơn vị của": "ubnd-tinh",
        "chức vụ người đứng đầu": "Chánh Văn phòng",
    },
    {
        "mã": "so-tttt",
        "tên": "Sở Thông tin và Truyền thông",
        "viết tắt": "STTTT",
        "cơ quan chủ quản": "ubnd-tinh",
        "chức vụ người đứng đầu": "Giám đốc",
        "liên hệ": {"địa chỉ": "12 đường Bến Ngự", "điện thoại": "0200.000.0001", "thư điện tử": "a@b.example"},
    },
    {
        "mã": "so-noi-vu",
        "tên": "Sở Nội vụ",
        "viết tắt": "SNV",
        "cơ quan chủ quản": "ubnd-tinh",
        "chức vụ người đứng đầu": "Giám đốc",
    },
    {
        "mã": "so-tai-chinh",
        "tên": "Sở Tài chính",
        "viết tắt": "STC",
        "cơ quan chủ quản": "ubnd-tinh",
        "chức vụ người đứng đầu": "Giám đốc",
    },
)

PEOPLE: tuple[tuple[str, str, str, str], ...] = (
    ("chu-tich", "Lê Quang Thiệu", "Chủ tịch", "ubnd-tinh"),
    ("pho-chu-tich", "Trần Minh Hạnh", "Phó Chủ tịch", "ubnd-tinh"),
    ("chanh-van-phong", "Phạm Đức Lương", "Chánh Văn phòng", "van-phong"),
    ("pho-chanh-van-phong", "Đỗ Văn Sáng", "Phó Chánh Văn phòng", "van-phong"),
    ("giam-doc-tttt", "Nguyễn Hữu Bằng", "Giám đốc", "so-tttt"),
    ("pho-giam-doc-tttt", "Đỗ Lan Phương", "Phó Giám đốc", "so-tttt"),
    ("giam-doc-noi-vu", "Bùi Thanh Hương", "Giám đốc", "so-noi-vu"),
)

COMMITTEE: Mapping[str, Any] = {
    "loại": "ban chỉ đạo",
    "mã": "bcd",
    "tên": "Ban Chỉ đạo xây dựng Chính quyền điện tử tỉnh Thanh Giang",
    "tên gọi": "Ban Chỉ đạo",
    "viết tắt": "BCĐCQĐT",
    "cơ quan thành lập": "ubnd-tinh",
    "cơ quan thường trực": "so-tttt",
    "con dấu theo vai trò": {"trưởng": "ubnd-tinh", "phó": "ubnd-tinh"},
    "sổ văn bản": "Sổ của Ban Chỉ đạo",
    "thành viên": [
        {"cán bộ": "chu-tich", "vai trò": "trưởng", "chức danh": "Trưởng Ban"},
        {"cán bộ": "pho-chu-tich", "vai trò": "phó", "chức danh": "Phó Trưởng Ban"},
        {
            "cán bộ": "giam-doc-tttt",
            "vai trò": "thường trực",
            "chức danh": "Ủy viên Thường trực, Thư ký",
            "là thư ký": "có",
        },
        {"cán bộ": "giam-doc-noi-vu", "vai trò": "ủy viên", "chức danh": "Ủy viên"},
    ],
}

MEETING: Mapping[str, Any] = {
    "loại": "cuộc họp",
    "mã": "hop-1",
    "tên": "Phiên họp thứ nhất năm 2024 của Ban Chỉ đạo",
    "của": "bcd",
    "chủ trì": "chu-tich",
    "thư ký": "giam-doc-tttt",
    "ngày họp": "15/3/2024",
    "giờ bắt đầu": "14:00",
    "giờ kết thúc": "17:15",
    "địa điểm": "phòng họp số 2",
    "chương trình": [{"nội dung": "Báo cáo quý I", "trình bày": "so-tttt"}],
    "thành phần": {
        "vắng mặt": [{"cán bộ": "pho-chu-tich", "lý do": "đi công tác"}],
        "khách mời": ["Đại diện Tỉnh đoàn"],
    },
    "phát biểu": [{"người phát biểu": "giam-doc-noi-vu", "ý kiến": ["Nhất trí với báo cáo.", "Đề nghị bổ sung."]}],
    "biểu quyết": [{"nội dung": "Thông qua Kế hoạch", "đồng ý": 2, "không đồng ý": 1}],
    "đánh giá chung": ["Kết quả tốt."],
    "kết luận": [
        {
            "việc": "Hoàn thiện Kế hoạch",
            "chủ trì": "so-tttt",
            "phối hợp": ["so-noi-vu", "so-tai-chinh"],
            "sản phẩm": "Kế hoạch",
            "thời hạn": "5/4/2024",
        },
        {"việc": "Thực hiện số hóa", "chủ trì": "cac-so", "thời hạn khác": "Thường xuyên"},
    ],
    "giấy mời": {"tháng ban hành": "3/2024", "ký": {"người ký": "giam-doc-tttt", "quyền hạn": "TL"}},
    "biên bản": {},
    "thông báo": {
        "số": "5",
        "ngày ban hành": "20/3/2024",
        "ký": {"người ký": "giam-doc-tttt", "quyền hạn": "TL"},
        "nơi nhận": {"lưu": "CNTT"},
    },
}

LETTER: Mapping[str, Any] = {
    "loại": "công văn",
    "mã": "cong-van-1",
    "cơ quan ban hành": "so-tttt",
    "đơn vị soạn thảo": "CNTT",
    "tháng ban hành": "1/2024",
    "trích yếu": "báo cáo kết quả năm 2023",
    "kính gửi": ["so-noi-vu", "so-tai-chinh"],
    "nội dung": ["Thực hiện nhiệm vụ được giao.", "Đề nghị các cơ quan báo cáo trước ngày 20 tháng 01 năm 2024"],
    "ký": {"người ký": "pho-giam-doc-tttt", "quyền hạn": "KT"},
}

DECISION: Mapping[str, Any] = {
    "loại": "quyết định",
    "mã": "quyet-dinh-1",
    "cơ quan ban hành": "bcd",
    "tháng ban hành": "2/2024",
    "trích yếu": "Ban hành Quy chế làm việc",
    "căn cứ": ["Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015", "Quyết định số 1/QĐ-UBND;"],
    "theo đề nghị": "Giám đốc Sở Thông tin và Truyền thông",
    "nội dung": [
        {"điều": "Ban hành kèm theo Quyết định này Quy chế làm việc."},
        {"điều": "Quyết định này có hiệu lực kể từ ngày ký."},
    ],
    "văn bản kèm theo": [
        {
            "loại": "quy chế",
            "trích yếu": "Làm việc của Ban Chỉ đạo",
            "nội dung": [
                {
                    "chương": "Quy định chung",
                    "nội dung": [
                        {
                            "điều": "Phạm vi điều chỉnh",
                            "nội dung": [
                                {
                                    "khoản": "Quy chế này quy định:",
                                    "nội dung": [{"điểm": "Nguyên tắc;"}, {"điểm": "Chế độ họp."}],
                                },
                                {"khoản": "Quy chế này áp dụng cho thành viên."},
                            ],
                        }
                    ],
                },
                {
                    "chương": "Tổ chức thực hiện",
                    "nội dung": [{"điều": "Hiệu lực", "nội dung": ["Có hiệu lực từ ngày ký."]}],
                },
            ],
        }
    ],
    "ký": {"người ký": "chu-tich"},
}


def record(data: Mapping[str, Any]) -> Any:
    """A record from a mapping with Vietnamese keys, as a file gives it."""
    return KINDS[data["loại"]].model_validate(data, by_alias=True, by_name=False)


def small_office(*, papers: tuple[Paper, ...] = (), meetings: tuple[Meeting, ...] = ()) -> Office:
    """The office above with the given papers and meetings."""
    committee = record(COMMITTEE)
    assert isinstance(committee, Committee)
    agencies = tuple(Agency.model_validate(data, by_alias=True, by_name=False) for data in AGENCIES)
    people = tuple(
        Person(id=key, name=name, title=title, agency=agency, honorific="Ông", academic=None, full_title=None)
        for key, name, title, agency in PEOPLE
    )
    group = AgencyGroup(id="cac-so", name="Các sở", members=("so-tttt", "so-noi-vu", "so-tai-chinh"))
    return Office(
        settings=None,
        agencies=agencies,
        groups=(group,),
        people=people,
        committees=(committee,),
        meetings=meetings,
        papers=papers,
        files={},
    )
