"""Every field of a meeting's record reaches one of its papers, and no paper says what the record does not hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from pipeline.papers.meeting_papers import compose_meeting
from pipeline.papers.official_document import OfficialDocument
from pipeline.records.meeting import Meeting
from pipeline.workspace.record_shape import Form, Shape, fields_of, shape_at, walk
from pipeline.workspace.value_places import Path
from tests.offices import record, small_office

OFFICE = small_office()
SIGN = {"người ký": "giam-doc-tttt", "quyền hạn": "TL", "dòng chức vụ": ["TL. Trưởng Ban", "Ủy viên"]}
SENT = {
    "đứng đầu": [{"gửi": "Nơi đầu", "để": "biết"}, {"gửi": "Nơi thay", "thay dòng": "các thành viên"}],
    "thêm": ["Nơi thêm"],
    "không gửi": ["so-tai-chinh"],
    "lưu": "ABC",
    "số bản lưu": 3,
    "ký hiệu người soạn thảo": "PL",
    "số bản phát hành": 30,
}
ISSUED = {
    "số": 7,
    "ngày ban hành": "20/3/2024",
    "độ khẩn": "khẩn",
    "phạm vi lưu hành": "xem xong trả lại",
    "thêm": {"mục riêng": "chữ riêng"},
}
EVERYTHING: Mapping[str, Any] = {
    "loại": "cuộc họp",
    "mã": "hop-1",
    "tên": "Phiên họp mở đầu",
    "của": "bcd",
    "kiểu họp": "hội nghị",
    "hình thức": "mở rộng",
    "cách họp": "trực tuyến",
    "làm việc với": "Bên Kia",
    "chủ trì": "chu-tich",
    "đồng chủ trì": ["giam-doc-noi-vu"],
    "thư ký": "giam-doc-tttt",
    "thư ký từng phần": [{"cán bộ": "chanh-van-phong", "ghi phần": "phần hai"}],
    "ngày họp": "15/3/2024",
    "giờ bắt đầu": "14:00",
    "giờ kết thúc": "17:15",
    "địa điểm": "phòng dự kiến",
    "chương trình": [{"nội dung": "Mục dự kiến", "trình bày": "Người dự kiến"}],
    "thành phần": {
        "thành viên": ["chu-tich", "pho-chu-tich", "giam-doc-tttt", "giam-doc-noi-vu", "chanh-van-phong"],
        "có mặt": ["chu-tich", "giam-doc-tttt", "giam-doc-noi-vu"],
        "xếp theo tên": "không",
        "vắng mặt": [{"cán bộ": "pho-chu-tich", "lý do": "ốm đau"}],
        "vắng không lý do": ["pho-chanh-van-phong"],
        "ủy quyền": [
            {
                "cán bộ": "chanh-van-phong",
                "người dự thay": "Ông Thay Thế",
                "ý kiến bằng văn bản": "Ý kiến gửi trước",
                "được biểu quyết": "có",
            }
        ],
        "đến muộn": [{"cán bộ": "giam-doc-noi-vu", "lúc": "14:20"}],
        "về sớm": [{"cán bộ": "giam-doc-tttt", "lúc": "16:40"}],
        "không biểu quyết": ["giam-doc-noi-vu"],
        "khách mời": ["Khách Một", "Khách Hai", "so-tai-chinh"],
        "đại diện": [{"cơ quan": "Khách Một", "người dự": "Ông Đại Diện"}],
        "dự thêm": ["Người Dự Thêm"],
        "bên làm việc": ["Người Bên Kia"],
    },
    "thực tế": {
        "ngày họp": "16/3/2024",
        "giờ bắt đầu": "14:10",
        "giờ kết thúc": "17:20",
        "địa điểm": "phòng thực tế",
        "chủ trì": "chu-tich",
        "đồng chủ trì": ["giam-doc-noi-vu"],
        "đổi chủ trì": [{"cán bộ": "giam-doc-noi-vu", "lúc": "15:30"}],
        "thư ký": "giam-doc-tttt",
        "chương trình": [{"nội dung": "Mục thực tế", "trình bày": "Người Trình Bày"}],
        "khách mời": ["Khách Một"],
        "họp tiếp": [
            {"ngày họp": "18/3/2024", "giờ bắt đầu": "8:00", "giờ kết thúc": "9:30", "địa điểm": "phòng họp tiếp"}
        ],
    },
    "khai mạc": ["Lời khai mạc"],
    "phát biểu": [{"người phát biểu": "Người Phát Biểu", "ý kiến": ["Ý đầu", "Ý sau"]}],
    "biểu quyết": [
        {
            "nội dung": "Câu hỏi",
            "đồng ý": 1,
            "không đồng ý": 1,
            "ý kiến khác": 1,
            "tỷ lệ cần": "quá nửa",
            "tính trên": "thành viên có mặt",
            "lúc": "15:00",
        }
    ],
    "đánh giá chung": ["Lời đánh giá"],
    "kết luận": [{"việc": "Làm việc ấy", "chủ trì": "so-tttt"}],
    "giấy mời": {
        **ISSUED,
        "ký": SIGN,
        "nơi nhận": SENT,
        "kính mời": ["Người Được Mời"],
        "lưu ý": ["Lời lưu ý"],
        "gọn trong 1 trang": "không",
    },
    "biên bản": {
        "gọn trong 1 trang": "không",
        "số": 8,
        "đại diện bên làm việc": "Lê Bên Kia",
        "nơi nhận": SENT,
        "đóng dấu": "có",
        "thêm": {"mục riêng": "chữ riêng"},
    },
    "thông báo": {
        **ISSUED,
        "gọn trong 1 trang": "không",
        "ký": SIGN,
        "nơi nhận": SENT,
        "người kết luận": "chu-tich",
        "về các đề xuất, kiến nghị": ["Lời đáp kiến nghị"],
    },
}
# Keys that say nothing on paper, each with what it is for.
NOT_ON_PAPER = {
    "loại": "what kind of record it is",
    "tình trạng": "whether the paper has gone out: it is not made any more",
    "mã băm": "which file went out",
    "độ mật": "refused: the program makes no secret papers",
    "tháng ban hành": "says nothing beside the day of issue",
}
# An invitation goes to those whom it invites: nobody follows from the record who could be left out.
NOT_THERE = ("giấy mời", "nơi nhận", "không gửi")
OTHER: Mapping[str, str] = {"chu-tich": "pho-chu-tich", "bcd": "so-tttt", "hop-1": "hop-2", "so-tai-chinh": "van-phong"}


def papers(data: Mapping[str, Any]) -> list[OfficialDocument]:
    meeting = record(data)
    assert isinstance(meeting, Meeting)
    return [replace(paper, source="") for paper in compose_meeting(OFFICE, meeting)]


def changed(data: Mapping[str, Any], path: Path, value: object) -> dict[str, Any]:
    copy: Any = deepcopy(dict(data))
    here = copy
    for part in path[:-1]:
        here = here[part]
    here[path[-1]] = value
    return copy  # type: ignore[no-any-return]


def without(data: Mapping[str, Any], path: Path) -> dict[str, Any]:
    copy: Any = deepcopy(dict(data))
    here = copy
    for part in path[:-1]:
        here = here[part]
    del here[path[-1]]
    return copy  # type: ignore[no-any-return]


def other_value(value: object, shape: Shape) -> object:
    """A value of the same kind that is not the one there."""
    text = str(value)
    by_form: Mapping[Form, Callable[[], object]] = {
        Form.NUMBER: lambda: int(text) + 1,
        Form.DATE: lambda: re.sub(r"^[0-9]+", lambda day: str(int(day[0]) + 1), text),
        Form.TIME: lambda: re.sub(r"[0-9]+$", lambda minute: f"{int(minute[0]) + 3:02d}", text),
        Form.CHOICE: lambda: next(choice for choice in shape.choices if choice != text),
    }
    if shape.form in by_form:
        return by_form[shape.form]()
    if shape.pattern and "quá nửa" in shape.pattern:
        return "2/3"
    if text in OTHER:
        return OTHER[text]
    if shape.refers is not None and "-" in text and text.islower():
        return "van-phong" if text.startswith("so-") else "pho-giam-doc-tttt"
    return f"{text} khác"


def values() -> Iterator[tuple[Path, object, Shape]]:
    for visit in walk(dict(EVERYTHING), Shape(Form.RECORD, model=Meeting)):
        if isinstance(visit.value, (str, int)) and visit.shape.form not in {Form.LIST, Form.RECORD, Form.TABLE}:
            yield visit.path, visit.value, visit.shape


VALUES = [one for one in values() if str(one[0][-1]) not in NOT_ON_PAPER and one[0][:3] != NOT_THERE]


def context(path: Path) -> Mapping[str, Any]:
    """The record in which a value counts: the plan shows where nothing came otherwise, the own list where none is given."""
    data = dict(EVERYTHING)
    if path[0] != "thực tế":
        data = without(data, ("thực tế",))
    if path[-1] == "quyền hạn":  # lines written by hand stand in place of those that follow from it
        data = without(data, (*path[:-1], "dòng chức vụ"))
    if path[0] == "của" or path[:2] == ("thành phần", "thành viên"):
        data = changed(data, ("thành phần", "có mặt"), [])
    if path[-1] == "xếp theo tên":  # Lương came before Hương
        data = changed(data, ("thành phần", "có mặt"), ["chu-tich", "chanh-van-phong", "giam-doc-noi-vu"])
    if path[-1] in {"được biểu quyết", "đồng ý"}:
        return data
    return without(data, ("thông báo", "người kết luận")) if "chủ trì" in str(path) else data


def test_record__has_every_field_of_the_model() -> None:
    """A field that is added to the record is added here, so that it has to reach paper."""
    seen = {(shape_at(Meeting, path[:-1]), path[-1]) for path, _, _ in every_place()}
    keys = {(model, key) for shape, key in seen if shape is not None and (model := shape.model) is not None}
    models = {model for model, _ in keys}
    missing = {
        (model.__name__, key)
        for model in models
        if model.__module__ in {"pipeline.records.meeting", "pipeline.records.paper"}
        for key in fields_of(model)
        if (model, key) not in keys and key not in NOT_ON_PAPER and key != "mã"
    }
    assert missing == set()


def every_place() -> Iterator[tuple[Path, object, Shape]]:
    for visit in walk(dict(EVERYTHING), Shape(Form.RECORD, model=Meeting)):
        if visit.path:
            yield visit.path, visit.value, visit.shape


@pytest.mark.slow
@pytest.mark.parametrize(("path", "value", "shape"), VALUES, ids=[" / ".join(map(str, path)) for path, _, _ in VALUES])
def test_field__another_value_makes_another_paper(path: Path, value: object, shape: Shape) -> None:
    data = context(path)
    assert papers(changed(data, path, other_value(value, shape))) != papers(data)


def words(data: Mapping[str, Any]) -> str:
    return repr(papers(data))


# A fact, and the words that may stand on paper only where the record holds it.
FACTS: tuple[tuple[Path, tuple[str, ...]], ...] = (
    (("phát biểu",), ("phát biểu", "Ý đầu")),
    (("biểu quyết",), ("Biểu quyết", "Câu hỏi", "đạt")),
    (("khai mạc",), ("Khai mạc",)),
    (("đánh giá chung",), ("ĐÁNH GIÁ CHUNG",)),
    (("kết luận",), ("Giao ", "NHIỆM VỤ")),
    (("hình thức",), ("mở rộng",)),
    (("cách họp",), ("trực tuyến",)),
    (("làm việc với",), ("Bên Kia,",)),
    (("giờ kết thúc",), ("17 giờ",)),
    (("thư ký từng phần",), ("phần hai", "Phạm Đức Lương")),
    (("thành phần", "vắng mặt"), ("Vắng mặt có lý do", "ốm đau")),
    (("thành phần", "vắng không lý do"), ("Vắng mặt không có lý do",)),
    (("thành phần", "ủy quyền"), ("dự thay", "Ý kiến bằng văn bản", "Thay Thế")),
    (("thành phần", "ủy quyền", 0, "ý kiến bằng văn bản"), ("Ý kiến bằng văn bản",)),
    (("thành phần", "ủy quyền", 0, "được biểu quyết"), ("được biểu quyết",)),
    (("thành phần", "đến muộn"), ("Đến muộn",)),
    (("thành phần", "về sớm"), ("Về sớm",)),
    (("thành phần", "không biểu quyết"), ("không biểu quyết",)),
    (("thành phần", "khách mời"), ("Khách Hai",)),
    (("thành phần", "đại diện"), ("Ông Đại Diện",)),
    (("thành phần", "dự thêm"), ("Người dự thêm", "Người Dự Thêm")),
    (("thành phần", "bên làm việc"), ("Người Bên Kia",)),
    (("thực tế", "đổi chủ trì"), ("chủ trì từ",)),
    (("thực tế", "họp tiếp"), ("họp tiếp", "tạm dừng", "18 tháng 3")),
    (("thực tế", "khách mời"), ('vắng mặt", Khách',)),
    (("biểu quyết", 0, "tỷ lệ cần"), ("cần quá nửa", ": đạt", "không đạt")),
    (("biên bản", "đại diện bên làm việc"), ("Lê Bên Kia", "ĐẠI DIỆN")),
    (("thông báo", "về các đề xuất, kiến nghị"), ("KIẾN NGHỊ",)),
)


def _fact_context(path: Path) -> Mapping[str, Any]:
    data: Mapping[str, Any] = EVERYTHING if path[0] == "thực tế" else without(EVERYTHING, ("thực tế",))
    # Nobody is named twice: the proxy's principal writes no part of the minutes where the part is taken away.
    return without(data, ("thành phần", "ủy quyền")) if path == ("thư ký từng phần",) else data


@pytest.mark.parametrize(("path", "said"), FACTS, ids=[" / ".join(map(str, path)) for path, _ in FACTS])
def test_fact__that_is_not_there_is_said_nowhere(path: Path, said: tuple[str, ...]) -> None:
    data = _fact_context(path)
    if path == ("thư ký từng phần",):
        data = changed(data, ("thành phần", "thành viên"), ["chu-tich", "giam-doc-tttt", "giam-doc-noi-vu"])
    after = words(without(data, path))
    assert [text for text in said if text in after] == []
