"""What the fifty units of the sample office report (số liệu mẫu): figures that fit together, the same every time.

Everything follows from the unit's id and the period; nothing here belongs to a real office.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from pipeline.records.agency import Agency
from pipeline.records.reporting import Period
from pipeline.reports.numerals import format_figure

Answers = Mapping[tuple[str, str], int | float | str]
_COMMUNES = {
    "ubnd-tp-thanh-giang": 22,
    "ubnd-tx-phu-lam": 16,
    "ubnd-huyen-an-dong": 20,
    "ubnd-huyen-tan-xuyen": 19,
    "ubnd-huyen-vinh-khe": 18,
    "ubnd-huyen-cam-tra": 16,
    "ubnd-huyen-yen-thach": 16,
    "ubnd-huyen-son-lung": 15,
}
_GROWTH = {2023: 0.92, 2024: 1.0}
_PLATFORMS = (
    "Nền tảng họp trực tuyến",
    "Kho dữ liệu dùng chung",
    "Ứng dụng phản ánh hiện trường",
    "Phần mềm quản lý hồ sơ công việc",
    "Cổng dữ liệu mở",
    "Trợ lý ảo tra cứu thủ tục hành chính",
)
_RESULTS = (
    "Đã phân công lãnh đạo trực tiếp phụ trách, giao chỉ tiêu đến từng phòng và đưa kết quả vào đánh giá hằng tháng.",
    "Toàn bộ lãnh đạo, công chức đã được cấp chứng thư chữ ký số và xử lý văn bản trên môi trường điện tử.",
    "Đã rà soát, đơn giản hóa thành phần hồ sơ, không yêu cầu nộp lại giấy tờ đã có trong cơ sở dữ liệu.",
    "Đã bố trí máy tính và người hướng dẫn tại nơi tiếp nhận để người dân tự nộp hồ sơ trực tuyến.",
    "Đã kết nối phần mềm chuyên ngành với nền tảng tích hợp, chia sẻ dữ liệu của tỉnh, bỏ việc nhập số liệu hai lần.",
    "Hệ thống báo cáo điện tử được sử dụng cho toàn bộ báo cáo định kỳ, không còn báo cáo giấy.",
    "Đã số hóa hồ sơ, kết quả giải quyết còn hiệu lực và đưa vào kho dữ liệu điện tử của tổ chức, cá nhân.",
)
_SHORTCOMINGS = (
    "Một số hồ sơ trực tuyến vẫn do công chức nhập hộ vì người dân chưa quen thao tác.",
    "Trang thiết bị mua từ năm 2016 đã xuống cấp, máy quét chậm nên số hóa chưa kịp thời.",
    "Phần mềm chuyên ngành của bộ chưa liên thông với hệ thống của tỉnh, cán bộ phải nhập số liệu ở hai nơi.",
    "Chưa có cán bộ chuyên trách công nghệ thông tin, người kiêm nhiệm thường xuyên thay đổi.",
    "Giải ngân chậm do thủ tục lựa chọn nhà thầu kéo dài.",
    "Đường truyền tại một số địa bàn chưa ổn định, nhất là vào giờ cao điểm.",
)
_TASKS = (
    "Hoàn thành phê duyệt cấp độ an toàn cho các hệ thống thông tin còn lại trước khi kết thúc năm.",
    "Nâng tỷ lệ hồ sơ trực tuyến, chấm dứt việc nộp hộ; công khai kết quả hằng tuần theo từng bộ phận.",
    "Mở lớp bồi dưỡng kỹ năng số cho toàn thể công chức, viên chức.",
    "Hoàn thành số hóa hồ sơ còn hiệu lực, làm sạch dữ liệu trước khi kết nối.",
    "Rà soát, cắt giảm thời gian xử lý của các thủ tục hay trễ hạn.",
    "Đẩy nhanh tiến độ giải ngân, hoàn thành nghiệm thu các gói thầu đã ký.",
)
_REQUESTS = (
    "Đề nghị Sở Thông tin và Truyền thông hỗ trợ rà soát an toàn thông tin và hướng dẫn xác định cấp độ.",
    "Đề nghị Sở Tài chính bố trí kinh phí thay thế thiết bị tại Bộ phận Một cửa.",
    "Đề nghị Văn phòng UBND tỉnh sớm công bố lại danh mục dịch vụ công trực tuyến toàn trình.",
    "Đề nghị Ban Chỉ đạo kiến nghị bộ, ngành mở kết nối phần mềm chuyên ngành với hệ thống của tỉnh.",
)

_REASONS = (
    "đang chờ ý kiến của bộ chuyên ngành",
    "do phải lựa chọn lại nhà thầu",
    "do đơn vị phối hợp gửi số liệu muộn",
    "đã báo cáo và được đồng ý lùi thời hạn",
)


@dataclass(frozen=True)
class Sent:
    """What one unit reports: the answer to each indicator and column, the paragraphs of each section."""

    answers: Answers
    texts: Mapping[str, tuple[str, ...]]


def sent(unit: Agency, period: Period) -> Sent:
    """The report of a unit for a period, before anybody mistyped anything."""
    if period.span.startswith("quý"):
        return _quarter(unit, period)
    done = _done(unit.id, period)
    answers: dict[tuple[str, str], int | float | str] = {(key, "thực hiện"): value for key, value in done.items()}
    if "ước cả năm" in period.columns:
        answers |= {(key, "ước cả năm"): _estimate(key, value) for key, value in done.items()}
    return Sent(answers, _texts(unit, period, done))


def _quarter(unit: Agency, period: Period) -> Sent:
    """A quarter of the first half of a year: both quarters add up to what the unit reports for the half."""
    half = _done(unit.id, period.model_copy(update={"id": f"6t-{period.year}", "span": "6 tháng"}))
    own = random.Random(f"{unit.id}-{period.year}-quý")  # noqa: S311 - sample figures
    wholes = {"quy-ho-so-tiep-nhan": half["ho-so-tiep-nhan"], "quy-ho-so-truc-tuyen": half["ho-so-truc-tuyen"]}
    first = {key: round(int(value) * (0.47 if "tiep" in key else 0.45)) for key, value in wholes.items()}
    second = {key: int(value) - first[key] for key, value in wholes.items()}
    for quarter in (first, second):
        given = own.randint(2, 6)
        quarter |= {"quy-nhiem-vu-giao": given, "quy-nhiem-vu-xong": given - own.choice([0, 0, 0, 1, 1, 2])}
        quarter |= {"quy-van-ban": own.randint(1, 5), "quy-kiem-tra": own.randint(0, 4)}
    now = first if period.span == "quý I" else second
    total = {key: first[key] + (0 if period.span == "quý I" else second[key]) for key in first}
    answers: dict[tuple[str, str], int | float | str] = {(key, "thực hiện"): value for key, value in now.items()}
    answers |= {(key, "lũy kế"): value for key, value in total.items()}
    return Sent(answers, _quarter_texts(unit, period, now))


def _quarter_texts(unit: Agency, period: Period, now: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
    words = random.Random(f"{unit.id}-{period.id}-lời")  # noqa: S311 - sample words
    given, done = now["quy-nhiem-vu-giao"], now["quy-nhiem-vu-xong"]
    late = "" if given == done else f" Còn {given - done:02} nhiệm vụ chậm, {words.choice(_REASONS)}."
    texts = {
        "quy-ket-qua": (f"Hoàn thành đúng hạn {done:02}/{given:02} nhiệm vụ.{late}", words.choice(_RESULTS)),
        "quy-nhiem-vu": (words.choice(_TASKS),),
    }
    return texts | ({"quy-vuong-mac": (words.choice(_SHORTCOMINGS),)} if words.random() < 0.6 else {})


def _done(unit: str, period: Period) -> dict[str, int | float | str]:
    own = random.Random(f"{unit}")  # noqa: S311 - sample figures
    now = random.Random(f"{unit}-{period.id}")  # noqa: S311
    district = unit in _COMMUNES
    span = 1.0 if period.span == "6 tháng" else 2.06
    volume = own.randint(18_000, 42_000) if district else own.choice([90, 240, 700, 2_400, 6_500])
    taken = round(volume * span * _GROWTH[period.year] * now.uniform(0.97, 1.03))
    online = round(taken * min(0.97, own.uniform(0.34, 0.62) + (0.09 if period.year == 2024 else 0)))
    solved = round(taken * now.uniform(0.95, 0.99))
    letters = round(own.randint(380, 2_600) * span * _GROWTH[period.year] * now.uniform(0.96, 1.05))
    systems = own.randint(1, 4)
    budget = Decimal(own.randint(3_000, 28_000)) / 10
    spent = budget * Decimal(str(round(now.uniform(0.22, 0.47) if span == 1 else now.uniform(0.86, 0.99), 2)))
    found: dict[str, int | float | str] = {
        "ho-so-tiep-nhan": taken,
        "ho-so-truc-tuyen": online,
        "ho-so-giai-quyet": solved,
        "ho-so-dung-han": round(solved * own.uniform(0.955, 0.995)),
        "muc-do-hai-long": round(own.uniform(88, 97) + now.uniform(-1, 1), 1),
        "thoi-gian-dai-nhat": now.randint(4, 46),
        "van-ban-di": letters,
        "van-ban-ky-so": round(letters * own.uniform(0.93, 0.999)),
        "he-thong": systems,
        "he-thong-cap-do": min(systems, own.randint(0, systems) + (1 if period.year == 2024 else 0)),
        "can-bo-boi-duong": round(own.randint(10, 70) * (1 if span == 1 else 1.9)),
        "can-bo-chuyen-trach": "có" if own.random() < 0.7 else "không",
        "kinh-phi-giao": float(budget),
        "kinh-phi-giai-ngan": float(round(spent, 1)),
    }
    if now.random() < 0.3:
        found["nen-tang"] = "; ".join(now.sample(_PLATFORMS, k=now.choice([1, 1, 2])))
    if district:
        share = {("6 tháng", 2023): 0.05, ("năm", 2023): 0.15, ("6 tháng", 2024): 0.3, ("năm", 2024): 0.5}
        found["xa-khong-giay"] = round(_COMMUNES[unit] * share[period.span, period.year])
        found["to-cong-nghe-so"] = _groups(unit, period)
    if unit == "so-tttt":
        found["to-cong-nghe-so"] = sum(_groups(one, period) for one in _COMMUNES)
    return found


def _groups(unit: str, period: Period) -> int:
    return _COMMUNES[unit] * 9 + (period.year - 2023) * 4


def _estimate(key: str, value: float | str) -> int | float | str:
    """What the whole year will come to, as the unit sees it at half time."""
    if isinstance(value, str) or key in {"muc-do-hai-long", "thoi-gian-dai-nhat", "kinh-phi-giao", "to-cong-nghe-so"}:
        return value
    if key in {"he-thong", "he-thong-cap-do", "xa-khong-giay"}:
        return value
    return round(value * 2.05, 1) if isinstance(value, float) else round(value * 2.05)


def _texts(unit: Agency, period: Period, done: Mapping[str, int | float | str]) -> dict[str, tuple[str, ...]]:
    now = random.Random(f"{unit.id}-{period.id}-lời")  # noqa: S311 - sample words
    taken, online = Decimal(str(done["ho-so-tiep-nhan"])), Decimal(str(done["ho-so-truc-tuyen"]))
    share = format_figure(online / taken * 100, 1)
    first = (
        f"Trong kỳ, đơn vị tiếp nhận {format_figure(taken)} hồ sơ, trong đó có {format_figure(online)} hồ sơ nộp trực tuyến, "
        f"đạt {share}%."
    )
    texts = {
        "ket-qua": (first, now.choice(_RESULTS)),
        "ton-tai": tuple(now.sample(_SHORTCOMINGS, k=now.choice([1, 1, 2]))),
        "nhiem-vu": tuple(now.sample(_TASKS, k=now.choice([1, 1, 2]))),
    }
    return texts | ({"kien-nghi": (now.choice(_REQUESTS),)} if now.random() < 0.35 else {})
