"""An office made from nothing (cơ quan dựng): fourteen units, sixteen indicators, two periods; what each unit means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Final

# Unit, indicator, column.
Key = tuple[str, str, str]
Truth = Mapping[Key, Decimal | str]
NOW: Final = "6t-2024"
BEFORE: Final = "6t-2023"
COLUMNS: Final = ("thực hiện", "ước cả năm")

_DEPARTMENTS: Final = (
    "Nội vụ", "Y tế", "Tài chính", "Xây dựng", "Giáo dục và Đào tạo", "Khoa học và Công nghệ", "Công Thương", "Tư pháp",
    "Nông nghiệp và Môi trường", "Văn hóa, Thể thao và Du lịch",
)  # fmt: skip
_COMMUNES: Final = ("An Bình", "Hòa Lộc", "Tân Thành", "Trung Sơn", "An Hòa", "Bình An", "Lộc Hòa", "Thành Tân")
_COUNT: Final = ("tiep-nhan", "truc-tuyen", "dung-han", "van-ban-di", "van-ban-ky-so", "tap-huan", "su-co", "so-hoa")

_OUTLINE: Final = """loại: đề cương
mã: dc
tên: Báo cáo kết quả chuyển đổi số
chỉ tiêu:
  - {mã: tiep-nhan, tên: Tổng số hồ sơ thủ tục hành chính tiếp nhận, đơn vị tính: hồ sơ, tổng hợp: tổng}
  - {mã: truc-tuyen, tên: Số hồ sơ nộp trực tuyến, đơn vị tính: hồ sơ, tổng hợp: tổng, chiều tốt: tăng, là phần của: tiep-nhan}
  - {mã: tl-truc-tuyen, tên: Tỷ lệ hồ sơ nộp trực tuyến, đơn vị tính: "%", tổng hợp: tỷ lệ, tử số: truc-tuyen, mẫu số: tiep-nhan,
     số chữ số lẻ: 1, chiều tốt: tăng, xếp hạng: có, kế hoạch: [{năm: 2024, giá trị: 60}]}
  - {mã: dung-han, tên: Số hồ sơ giải quyết đúng hạn, đơn vị tính: hồ sơ, tổng hợp: tổng, không lớn hơn: [tiep-nhan]}
  - {mã: hai-long, tên: Mức độ hài lòng của người dân, đơn vị tính: "%", tổng hợp: bình quân gia quyền, trọng số: tiep-nhan,
     số chữ số lẻ: 1, chiều tốt: tăng}
  - {mã: van-ban-di, tên: Số văn bản đi, đơn vị tính: văn bản, tổng hợp: tổng}
  - {mã: van-ban-ky-so, tên: Số văn bản đi được ký số, đơn vị tính: văn bản, tổng hợp: tổng, là phần của: van-ban-di}
  - {mã: tap-huan, tên: Số lượt người được tập huấn, đơn vị tính: lượt người, tổng hợp: tổng, chiều tốt: tăng,
     kế hoạch: [{năm: 2024, giá trị: 9000}]}
  - {mã: can-bo, tên: Số cán bộ làm công nghệ thông tin, đơn vị tính: người, tổng hợp: tổng, cộng dồn: không}
  - {mã: kp-giao, tên: Kinh phí được giao, đơn vị tính: triệu đồng, tổng hợp: tổng, số chữ số lẻ: 1, cộng dồn: không}
  - {mã: kp-giai-ngan, tên: Kinh phí đã giải ngân, đơn vị tính: triệu đồng, tổng hợp: tổng, số chữ số lẻ: 1}
  - {mã: tl-giai-ngan, tên: Tỷ lệ giải ngân, đơn vị tính: "%", tổng hợp: tỷ lệ, tử số: kp-giai-ngan, mẫu số: kp-giao,
     số chữ số lẻ: 1, chiều tốt: tăng, xếp hạng: có}
  - {mã: chuyen-trach, tên: Có cán bộ chuyên trách, đơn vị tính: đơn vị, tổng hợp: số đơn vị}
  - {mã: he-thong, tên: Số hệ thống thông tin đang vận hành, đơn vị tính: hệ thống, tổng hợp: tổng, cộng dồn: không}
  - {mã: su-co, tên: Số sự cố an toàn thông tin, đơn vị tính: sự cố, tổng hợp: tổng, chiều tốt: giảm}
  - {mã: so-hoa, tên: Số hồ sơ được số hóa, đơn vị tính: hồ sơ, tổng hợp: tổng, chiều tốt: tăng}
  - {mã: nen-tang, tên: Các nền tảng số đang dùng, đơn vị tính: danh sách, tổng hợp: danh sách}
biểu:
  - {mã: b1, tiêu đề: Dịch vụ công trực tuyến,
     chỉ tiêu: [tiep-nhan, truc-tuyen, tl-truc-tuyen, dung-han, hai-long], theo đơn vị: có}
  - {mã: b2, tiêu đề: "Văn bản, nhân lực", chỉ tiêu: [van-ban-di, van-ban-ky-so, tap-huan, can-bo], theo đơn vị: có}
  - {mã: b3, tiêu đề: "Kinh phí, hạ tầng",
     chỉ tiêu: [kp-giao, kp-giai-ngan, tl-giai-ngan, chuyen-trach, he-thong, su-co, so-hoa, nen-tang],
     theo đơn vị: có}
mục:
  - {mã: ket-qua, tiêu đề: Kết quả thực hiện nhiệm vụ, tên gọi khác: [Kết quả đạt được]}
  - {mã: han-che, tiêu đề: "Tồn tại, hạn chế và nguyên nhân"}
  - {mã: kien-nghi, tiêu đề: "Đề xuất, kiến nghị"}
"""
PLATFORMS: Final = (
    "Kho dữ liệu dùng chung",
    "Họp trực tuyến",
    "Phản ánh hiện trường",
    "Quản lý công việc",
    "Cổng dữ liệu mở",
)


@dataclass(frozen=True)
class MadeOffice:
    """The folder of the office, its units in order, and what every unit means in each period."""

    folder: Path
    units: tuple[str, ...]
    names: Mapping[str, str]
    meant: Mapping[str, Truth]


def make_office(folder: Path, chance: Random) -> MadeOffice:
    """Write the records of an office; draw what its units report."""
    departments = chance.sample(_DEPARTMENTS, 7)
    communes = chance.sample(_COMMUNES, 7)
    names = {f"so-{n}": f"Sở {name}" for n, name in enumerate(departments)}
    names |= {f"xa-{n}": f"Ủy ban nhân dân xã {name}" for n, name in enumerate(communes)}
    units = tuple(names)
    (folder / "bao-cao").mkdir(parents=True)
    (folder / "van-phong.yaml").write_text("loại: văn phòng\ntên: Văn phòng thử tỉnh Đông Sơn\nnăm: 2024\n", "utf-8")
    (folder / "co-quan.yaml").write_text(_agencies(names), "utf-8")
    (folder / "can-bo.yaml").write_text(
        "loại: cán bộ\ndanh sách:\n"
        "  - {mã: ct, họ và tên: Trần Văn Mẫu, danh xưng: Ông, chức vụ: Chủ tịch, cơ quan: ubnd-tinh}\n"
        "  - {mã: gd, họ và tên: Lê Thị Thử, danh xưng: Bà, chức vụ: Giám đốc, cơ quan: co-quan-chu-tri}\n",
        "utf-8",
    )
    (folder / "bao-cao" / "de-cuong.yaml").write_text(_OUTLINE, "utf-8")
    for year in (2023, 2024):
        past = f"cùng kỳ: {BEFORE}\n" if year == 2024 else ""
        (folder / "bao-cao" / f"ky-{year}.yaml").write_text(
            f"loại: kỳ báo cáo\nmã: 6t-{year}\ntên: 6 tháng đầu năm {year}\nđề cương: dc\nkỳ: 6 tháng\nnăm: {year}\n"
            f"ngày yêu cầu: 15/5/{year}\nhạn gửi: 10/6/{year}\nđơn vị báo cáo: [{', '.join(units)}]\n"
            f"cơ quan tổng hợp: co-quan-chu-tri\n{past}",
            "utf-8",
        )
    sizes = {unit: chance.uniform(0.6, 1.8) for unit in units}
    meant: dict[str, Truth] = {}
    for period, growth in ((BEFORE, 0.8), (NOW, 1.0)):
        meant[period] = {
            key: value for unit in units for key, value in _figures(unit, sizes[unit] * growth, chance).items()
        }
    return MadeOffice(folder, units, names, meant)


def _agencies(names: Mapping[str, str]) -> str:
    head = (
        "loại: cơ quan\ndanh sách:\n"
        "  - {mã: ubnd-tinh, tên: Ủy ban nhân dân tỉnh Đông Sơn, viết tắt: UBND, tên gọi: UBND tỉnh,"
        " chức vụ người đứng đầu: Chủ tịch, tên khi là cơ quan chủ quản: UBND tỉnh Đông Sơn,"
        " tên tập thể: Ủy ban nhân dân, địa danh: Đông Sơn}\n"
        "  - {mã: co-quan-chu-tri, tên: Văn phòng Ủy ban nhân dân tỉnh, viết tắt: VP, chức vụ người đứng đầu: Giám đốc,"
        " cơ quan chủ quản: ubnd-tinh}\n"
    )
    lines = []
    for unit, name in names.items():
        if unit.startswith("so"):
            lines.append(
                f'  - {{mã: {unit}, tên: "{name}", viết tắt: S{unit[-1]}, chức vụ người đứng đầu: Giám đốc, '
                "cơ quan chủ quản: ubnd-tinh}"
            )
        else:
            place = name.rpartition(" xã ")[2]
            lines.append(
                f"  - {{mã: {unit}, tên: {name}, tên gọi: UBND xã {place}, viết tắt: UBND, chức vụ người đứng đầu: Chủ tịch, "
                f"cơ quan chủ quản: ubnd-tinh, địa danh: {place}}}"
            )
    return head + "\n".join(lines) + "\n"


def _figures(unit: str, size: float, chance: Random) -> dict[Key, Decimal | str]:
    """What one unit means in one period; parts stay below their wholes, the year's estimate is above what was done."""
    scale = size * (1 if unit.startswith("so") else 0.7)

    def count(about: int) -> int:
        return max(2, round(about * scale * chance.uniform(0.7, 1.4)))

    cases, papers = count(2400), count(1700)
    money = Decimal(count(14000)) / 10
    done: dict[str, Decimal] = {
        "tiep-nhan": Decimal(cases),
        "truc-tuyen": Decimal(round(cases * chance.uniform(0.4, 0.95))),
        "dung-han": Decimal(round(cases * chance.uniform(0.7, 0.99))),
        "hai-long": Decimal(chance.randint(700, 990)) / 10,
        "van-ban-di": Decimal(papers),
        "van-ban-ky-so": Decimal(round(papers * chance.uniform(0.5, 0.98))),
        "tap-huan": Decimal(count(260)),
        "can-bo": Decimal(chance.randint(2, 9)),
        "kp-giao": money,
        "kp-giai-ngan": (money * Decimal(chance.randint(25, 70)) / 100).quantize(Decimal("0.1")),
        "chuyen-trach": Decimal(chance.random() < 0.7),
        "he-thong": Decimal(chance.randint(2, 14)),
        "su-co": Decimal(chance.randint(0, 5)),
        "so-hoa": Decimal(count(1300)),
    }
    found: dict[Key, Decimal | str] = {}
    for indicator, value in done.items():
        found[unit, indicator, "thực hiện"] = value
        factor = Decimal(2) if indicator in _COUNT or indicator == "kp-giai-ngan" else Decimal(1)
        extra = Decimal(chance.randint(1, 40)) if indicator in _COUNT else Decimal(0)
        found[unit, indicator, "ước cả năm"] = (
            value * factor + extra if indicator != "kp-giai-ngan" else min(value * 2, money)
        )
    for part, whole in (("truc-tuyen", "tiep-nhan"), ("dung-han", "tiep-nhan"), ("van-ban-ky-so", "van-ban-di")):
        found[unit, part, "ước cả năm"] = min(found[unit, part, "ước cả năm"], found[unit, whole, "ước cả năm"])
    found[unit, "nen-tang", "thực hiện"] = "\n".join(chance.sample(PLATFORMS, chance.randint(1, 3)))
    return found
