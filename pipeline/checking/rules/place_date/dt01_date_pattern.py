"""DT-01: Địa danh và thời gian ban hành đúng dạng “Hà Nội, ngày … tháng … năm …”.

Sau địa danh có dấu phẩy; ngày, tháng, năm viết đầy đủ bằng chữ và chữ số Ả Rập. Văn bản trình ký được để trống ngày, tháng.
Số 0 phía trước ngày, tháng do quy tắc DT-02 xét.

Đúng: `Thành phố Hồ Chí Minh, ngày 29 tháng 6 năm 2019`
Sai: `Đồng Tháp ngày 05 tháng 3 năm 2026`, `Hà Nội, 05/01/2020`
"""

from __future__ import annotations

import re

from pipeline.checking.rules.absence import missing_from_head
from pipeline.checking.rules.date_line import DateLine, date_line
from pipeline.checking.rules.rule import Breach, Group, NotApplicable, Verdict, rule
from pipeline.decree.profile import Profile
from pipeline.decree.type_names import DATE_LINE_OPTIONAL
from pipeline.finding import Severity
from pipeline.reading.recognised import Element, Paper

# Where no type is known none can be asked for.
_WITHOUT = DATE_LINE_OPTIONAL | {""}
_BLANK = r"[\s.…_]*"
_PATTERN = re.compile(
    rf"^[^,:;]*[^\s,:;], ngày(?:\s\d{{1,2}}\s|{_BLANK})tháng(?:\s\d{{1,2}}\s|{_BLANK})"
    rf"năm(?:\s(?:19|20)\d\d|\s?(?:20)?{_BLANK})$"
)


@rule(
    code="DT-01",
    title="Địa danh, thời gian ban hành đúng dạng",
    group=Group.PLACE_DATE,
    severity=Severity.LEGAL_ERROR,
    at="PLI.P1.II.4",
    elements=(Element.PLACE_DATE,),
)
def check(paper: Paper, _: Profile) -> Verdict:
    line = date_line(paper)
    if line is None:
        if paper.type_name in _WITHOUT or paper.component(Element.PLACE_DATE) is not None:
            return NotApplicable("không thấy địa danh, thời gian ban hành")
        return missing_from_head(
            paper,
            name="địa danh và thời gian ban hành",
            expected="“<địa danh>, ngày … tháng … năm …” dưới Quốc hiệu, Tiêu ngữ",
            hint="Thêm dòng địa danh và thời gian ban hành.",
        )
    if _PATTERN.match(line.text):
        return ()
    return (
        Breach(
            found=f"Địa danh, thời gian ghi “{line.text}”",
            expected="“<địa danh>, ngày … tháng … năm …”, có dấu phẩy sau địa danh, không có dấu ở cuối",
            hint=_hint(line),
            paragraph=line.paragraph,
        ),
    )


def _hint(line: DateLine) -> str:
    if not line.place:
        return "Ghi địa danh và dấu phẩy trước chữ “ngày”."
    return f"Sửa thành “{line.place}, ngày {line.day or '…'} tháng {line.month or '…'} năm {line.year or '…'}”."
