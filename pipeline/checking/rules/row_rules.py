"""Rules that consist of one call of a shared judgement (quy tắc một dòng): margins, looks, lines under a text."""

from __future__ import annotations

from pipeline.checking.rules.component_look import looks_of
from pipeline.checking.rules.drawn_lines import rule_line
from pipeline.checking.rules.page_layout import BOTTOM, LEFT, RIGHT, TOP, Side, margins
from pipeline.checking.rules.rule import Check, Group, Rule
from pipeline.finding import Severity
from pipeline.reading.recognised import Element


def _margins(*sides: Side) -> Check:
    return lambda paper, profile: margins(paper, profile, sides)


def _look(element: Element, name: str) -> Check:
    return lambda paper, profile: looks_of(paper, (element,), profile, name=name)


def _line(element: Element, measure: str, name: str) -> Check:
    return lambda paper, profile: rule_line(paper, element, measure, profile, name=name)


PG_03 = Rule(
    code="PG-03",
    title="Lề trên và lề dưới {page.margin_top} mm",
    group=Group.PAGE,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.I.3",
    check=_margins(TOP, BOTTOM),
    about="""PG-03: Lề trên và lề dưới {page.margin_top} mm.

Nội dung cách mép trên và mép dưới của trang {page.margin_top} mm. Trang đặt ngang không xét. Trong tệp PDF, lề đo
theo chữ in trên trang nên chỉ lề quá hẹp mới kết luận là sai.

Đúng: lề trên 20 mm, lề dưới 20 mm
Sai: lề trên 15 mm, lề dưới 30 mm""",
)
PG_04 = Rule(
    code="PG-04",
    title="Lề trái {page.margin_left} mm",
    group=Group.PAGE,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.I.3",
    check=_margins(LEFT),
    about="""PG-04: Lề trái {page.margin_left} mm.

Nội dung cách mép trái của trang {page.margin_left} mm. Trang đặt ngang không xét.

Đúng: lề trái 30 mm
Sai: lề trái 25 mm""",
)
PG_05 = Rule(
    code="PG-05",
    title="Lề phải {page.margin_right} mm",
    group=Group.PAGE,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.I.3",
    check=_margins(RIGHT),
    about="""PG-05: Lề phải {page.margin_right} mm.

Nội dung cách mép phải của trang {page.margin_right} mm. Trang đặt ngang không xét.

Đúng: lề phải 15 mm
Sai: lề phải 25,4 mm""",
)
QH_02 = Rule(
    code="QH-02",
    title="Quốc hiệu {national_name.caps,bold,italic}, cỡ {national_name.size}",
    group=Group.NATIONAL_NAME,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.II.1a",
    elements=(Element.NATIONAL_NAME,),
    check=_look(Element.NATIONAL_NAME, "Quốc hiệu"),
    about="""QH-02: Quốc hiệu {national_name.caps,bold,italic}, cỡ {national_name.size}.

Đúng: `CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM` cỡ 12, đậm
Sai: cỡ 14, hoặc không đậm, hoặc `Cộng hòa xã hội chủ nghĩa Việt Nam`""",
)
CQ_02 = Rule(
    code="CQ-02",
    title="Tên cơ quan chủ quản {parent_agency.caps,italic,bold}, cỡ {parent_agency.size}",
    group=Group.AGENCY,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.II.2b",
    elements=(Element.PARENT_AGENCY,),
    check=_look(Element.PARENT_AGENCY, "Tên cơ quan chủ quản"),
    about="""CQ-02: Tên cơ quan chủ quản {parent_agency.caps,italic,bold}, cỡ {parent_agency.size}.

Đúng: `UBND TỈNH THANH GIANG` cỡ 12, không đậm, trên dòng `SỞ NỘI VỤ` in đậm
Sai: cả hai dòng cùng in đậm""",
)
QH_05 = Rule(
    code="QH-05",
    title="Đường kẻ dưới Tiêu ngữ dài bằng dòng chữ",
    group=Group.NATIONAL_NAME,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.II.1b",
    elements=(Element.MOTTO,),
    check=_line(Element.MOTTO, "motto_rule.length", "Tiêu ngữ"),
    about="""QH-05: Dưới Tiêu ngữ có đường kẻ ngang, nét liền, dài bằng dòng chữ.

Cho phép lệch 5% hoặc 3 mm. Chữ gạch chân hoặc hàng ký tự dùng thay đường kẻ do quy tắc MT-04 xét.

Đúng: đường kẻ 56 mm dưới dòng Tiêu ngữ dài 56 mm
Sai: không có đường kẻ, đường kẻ chỉ dài 30 mm""",
)
CQ_03 = Rule(
    code="CQ-03",
    title="Đường kẻ dưới tên cơ quan ban hành dài {issuing_agency_rule.length} dòng chữ",
    group=Group.AGENCY,
    severity=Severity.LEGAL_WARNING,
    at="PLI.P1.II.2b",
    elements=(Element.ISSUING_AGENCY,),
    check=_line(Element.ISSUING_AGENCY, "issuing_agency_rule.length", "tên cơ quan ban hành"),
    about="""CQ-03: Dưới tên cơ quan ban hành có đường kẻ ngang, nét liền, dài {issuing_agency_rule.length} dòng chữ, đặt cân đối.

Cho phép từ 0,30 đến 0,55 độ dài dòng chữ. Tên nhiều dòng thì so với dòng cuối hoặc dòng dài nhất. Chữ gạch chân hoặc hàng
ký tự dùng thay đường kẻ do quy tắc MT-04 xét.

Đúng: dòng chữ dài 45 mm, đường kẻ 18 mm ở giữa
Sai: không có đường kẻ, đường kẻ dài bằng cả dòng chữ""",
)
