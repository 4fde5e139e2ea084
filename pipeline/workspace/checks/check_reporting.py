"""Checks of outlines, periods and corrections (đề cương, kỳ báo cáo, điều chỉnh số liệu) against each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.finding import Finding
from pipeline.intake.figure import read_figure
from pipeline.records.agency import AgencyGroup
from pipeline.records.corrections import Correction, answer
from pipeline.records.reporting import Indicator, Outline, Period
from pipeline.workspace.findings_at import error, quote, warning
from pipeline.workspace.value_places import Place
from pipeline.workspace.view import View

_PARTS = (("trọng số", "weight"), ("tử số", "numerator"), ("mẫu số", "denominator"))


def outlines(view: View) -> Iterator[Finding]:
    """Finds indicators computed from others that are not reported, and tables with foreign or repeated indicators."""
    for outline in view.office.outlines:
        own = {indicator.id: indicator for indicator in outline.indicators}
        for number, indicator in enumerate(outline.indicators):
            for key, attribute in _PARTS:
                part = getattr(indicator, attribute)
                at = view.at(outline.id, "chỉ tiêu", number, key)
                if part in view.known and part not in own:
                    yield _foreign(view, part, outline, at)
                elif part in own and (own[part].is_computed or own[part].is_text):
                    words = f"“{indicator.name}” lấy {quote(own[part].name)} làm {key}, nhưng chỉ tiêu đó không phải số báo cáo"
                    yield error("DL-722", at, words, hint="Chọn một chỉ tiêu mà đơn vị báo cáo bằng số.")
        yield from _tables(view, outline)
        yield from _own_forms(view, outline)


def _tables(view: View, outline: Outline) -> Iterator[Finding]:
    own = {indicator.id for indicator in outline.indicators}
    asked: set[str] = set()
    for number, table in enumerate(outline.tables):
        for index, key in enumerate(table.indicators):
            at = view.at(outline.id, "biểu", number, "chỉ tiêu", index)
            if key in view.known and key not in own:
                yield _foreign(view, key, outline, at)
            elif key in asked:
                words = f"Chỉ tiêu {quote(view.name(key))} đứng trong hai biểu; đơn vị sẽ phải ghi hai lần"
                yield error("DL-723", at, words, hint="Để chỉ tiêu ở một biểu thôi.")
            asked.add(key)
    for number, indicator in enumerate(outline.indicators):
        if indicator.id not in asked:
            words = f"Chỉ tiêu {quote(indicator.name)} không thuộc biểu nào nên không được hỏi và không in ra"
            where = view.at(outline.id, "chỉ tiêu", number)
            yield warning("DL-724", where, words, hint="Thêm mã của chỉ tiêu vào một biểu, hoặc bỏ chỉ tiêu.")


def _own_forms(view: View, outline: Outline) -> Iterator[Finding]:
    """Finds own forms that name indicators of no or another outline."""
    own = {indicator.id for indicator in outline.indicators}
    for number, form in enumerate(outline.own_forms):
        named = (
            *(("cột", at, "chỉ tiêu", column.indicator) for at, column in enumerate(form.columns)),
            *(("dòng", at, "chỉ tiêu", item.indicator) for at, item in enumerate(form.items)),
            *(("phép tính", at, "chỉ tiêu", item.indicator) for at, item in enumerate(form.figures)),
            *(("kiểm tra", at, "chỉ tiêu", rule.whole) for at, rule in enumerate(form.rules)),
            *(("kiểm tra", at, "gồm", part) for at, rule in enumerate(form.rules) for part in rule.parts),
        )
        for part, at, key, indicator in named:
            if indicator in view.known and indicator not in own:
                yield _foreign(view, str(indicator), outline, view.at(outline.id, "biểu có sẵn", number, part, at, key))


def _foreign(view: View, key: str, outline: Outline, at: Place) -> Finding:
    words = f"Chỉ tiêu {quote(view.name(key))} không thuộc đề cương {quote(outline.name)}"
    return error("DL-721", at, words, hint="Dùng chỉ tiêu của cùng đề cương.")


def periods(view: View) -> Iterator[Finding]:
    """Finds periods that end before they begin, have no units, or are compared with periods of a wrong year."""
    by_id = {period.id: period for period in view.office.periods}
    for period in view.office.periods:
        if period.due < period.opened:
            words = f"“Hạn gửi” {period.due:%d/%m/%Y} trước “Ngày yêu cầu” {period.opened:%d/%m/%Y}"
            yield error("DL-725", view.at(period.id, "hạn gửi"), words, hint="Sửa một trong hai ngày.")
        if not period.units:
            yield error(
                "DL-726", view.at(period.id, "đơn vị báo cáo"), "Kỳ báo cáo không có đơn vị nào", hint="Ghi mã đơn vị."
            )
        yield from _days(view, period)
        for key, other, wanted in (
            ("kỳ trước", period.previous, None),
            ("cùng kỳ", period.same_last_year, period.year - 1),
        ):
            if other in by_id:
                yield from _compared(view, period, key, by_id[other], wanted)


def _days(view: View, period: Period) -> Iterator[Finding]:
    """Finds days of a period out of order, or missing where meetings are to be found by them."""
    if period.days is None and period.meetings_of:
        words = f"Kỳ {period.span} nêu “Cuộc họp của” nhưng không rõ từ ngày nào đến ngày nào"
        yield error("DL-734", view.at(period.id, "cuộc họp của"), words, hint="Ghi “từ ngày” và “đến ngày”.")
    elif period.days is not None and period.days[1] < period.days[0]:
        words = f"“Đến ngày” {period.days[1]:%d/%m/%Y} trước “Từ ngày” {period.days[0]:%d/%m/%Y}"
        yield error("DL-735", view.at(period.id, "đến ngày"), words, hint="Sửa một trong hai ngày.")


def _compared(view: View, period: Period, key: str, other: Period, wanted: int | None) -> Iterator[Finding]:
    at = view.at(period.id, key)
    if other.id == period.id or other.due >= period.due:
        words = f"“{key.capitalize()}” của {quote(period.name)} là {quote(other.name)}, không phải kỳ sớm hơn"
        yield error("DL-727", at, words, hint="Ghi mã của kỳ báo cáo đã qua.")
    elif wanted is not None and (other.year != wanted or other.span != period.span):
        words = f"“Cùng kỳ” của {quote(period.name)} là {quote(other.name)} (kỳ {other.span}, năm {other.year})"
        yield warning("DL-728", at, words, hint=f"Cùng kỳ thường là kỳ {period.span}, năm {wanted}.")


def corrections(view: View) -> Iterator[Finding]:
    """Finds corrections of a unit, indicator or column outside their period, or with a value that is no answer."""
    by_id = {period.id: period for period in view.office.periods}
    outlines_by_id = {outline.id: outline for outline in view.office.outlines}
    for record in view.office.corrections:
        period = by_id.get(record.period)
        outline = outlines_by_id.get(period.outline) if period else None
        if period is None or outline is None:
            continue
        expected = _expected(view, period)
        for number, item in enumerate(record.items):
            path = ("điều chỉnh", number)
            if item.unit not in expected and view.agency(item.unit) is not None:
                words = f"Đơn vị {quote(view.name(item.unit))} không báo cáo kỳ {quote(period.name)}"
                where = view.at(record.id, *path, "đơn vị")
                yield error("DL-729", where, words, hint="Sửa mã đơn vị, hoặc bỏ điều chỉnh này.")
            at = {key: view.at(record.id, *path, key) for key in ("chỉ tiêu", "số liệu", "giá trị")}
            yield from _answer(view, outline, period, item, at)


def annexes(view: View) -> Iterator[Finding]:
    """Finds papers that take annexes from a period without any."""
    compiled = {annex_set.period for annex_set in view.office.annex_sets if annex_set.paper is None}
    known = {period.id for period in view.office.periods}
    for paper in view.office.papers:
        if paper.annexes_from in known - compiled:
            words = f"Kỳ báo cáo {quote(view.name(paper.annexes_from))} chưa có phụ lục số liệu nào"
            hint = f"Lập bằng lệnh: vanthu reports compile THƯ_MỤC {paper.annexes_from}"
            yield error("DL-733", view.at(paper.id, "phụ lục từ"), words, hint=hint)


def _expected(view: View, period: Period) -> set[str]:
    found: set[str] = set()
    for key in period.units:
        entity = view.office.by_id.get(key)
        found |= set(entity.members) if isinstance(entity, AgencyGroup) else {key}
    return found


def _answer(
    view: View, outline: Outline, period: Period, item: Correction, at: Mapping[str, Place]
) -> Iterator[Finding]:
    indicator = next((indicator for indicator in outline.indicators if indicator.id == item.indicator), None)
    if indicator is None:
        if item.indicator in view.known:
            yield _foreign(view, item.indicator, outline, at["chỉ tiêu"])
        return
    if indicator.is_computed:
        words = f"{quote(indicator.name)} được tính từ chỉ tiêu khác, không điều chỉnh trực tiếp"
        yield error("DL-730", at["chỉ tiêu"], words, hint="Điều chỉnh tử số hoặc mẫu số.")
    elif item.column not in outline.columns_of(indicator, period):
        words = f"Kỳ {quote(period.name)} không có số liệu “{item.column}”"
        yield error("DL-731", at["số liệu"], words, hint=f"Có: {', '.join(outline.columns_of(indicator, period))}.")
    elif not _is_answer(indicator, item.value):
        wanted = "“có” hoặc “không”" if indicator.is_yes else "một số, phần lẻ sau dấu phẩy (1250; 95,5)"
        if not indicator.is_yes and read_figure(item.value).unit:
            wanted += f", tính bằng {quote(indicator.measure)}"
        words = f"“Giá trị” ghi {quote(item.value)}; {quote(indicator.name)} cần {wanted}"
        yield error("DL-732", at["giá trị"], words, hint="Ghi “bỏ” để không dùng số của đơn vị.")


def _is_answer(indicator: Indicator, text: str) -> bool:
    try:
        answer(indicator, text)
    except ValueError:
        return False
    return True
