"""Explaining pydantic's errors to a clerk (giải thích lỗi): the field by its title, what was found, what to write.

Chosen by pydantic's type code, never by its English text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.records.base import FIGURE_FORM
from pipeline.records.deadline import unclear_words
from pipeline.records.meeting import SHARE_FORM
from pipeline.records.paper import SHA256_FORM
from pipeline.workspace.closest import closest
from pipeline.workspace.examples import example_of
from pipeline.workspace.findings_at import label, quote
from pipeline.workspace.record_shape import Form, Shape, fields_of
from pipeline.workspace.value_places import Data, Path


@dataclass(frozen=True)
class Fault:
    """One error of pydantic at a place of the record. `shape`: that of the field, None where it is unknown."""

    kind: str
    path: Path
    value: Data
    shape: Shape | None
    context: Mapping[str, Any]

    @property
    def label(self) -> str:
        """The field by its Vietnamese title."""
        return label(self.path)


@dataclass(frozen=True)
class Said:
    """Code, message and hint of one fault."""

    code: str
    message: str
    hint: str = ""


def explain(fault: Fault) -> Said:
    """The Vietnamese message for one fault."""
    return _WORDS.get(fault.kind, _unforeseen)(fault)


def _form(shape: Shape | None) -> str:
    return shape.form.value if shape else "một giá trị khác"


def _found(value: Data) -> str:
    if value is None:
        return "còn để trống"
    if isinstance(value, dict):
        return f"có nhóm mục ({', '.join(quote(key) for key in list(value)[:3])})"
    if isinstance(value, list):
        return "có danh sách"
    return f"ghi {quote(value)}"


def _missing(fault: Fault) -> Said:
    key = str(fault.path[-1])
    around = f" trong {label(fault.path[:-1])}" if len(fault.path) > 1 else ""
    return Said("DL-103", f"Thiếu mục “{key[:1].upper()}{key[1:]}”{around}", _how_to_add(key, fault.shape))


def _blank(fault: Fault) -> Said:
    message = f"{fault.label} là mục bắt buộc, đang để trống"
    return Said("DL-103", message, _how_to_add(str(fault.path[-1]), fault.shape))


def _how_to_add(key: str, shape: Shape | None) -> str:
    inner = (shape.item if shape.form is Form.LIST else shape) if shape else None
    needed = [name for name, field in fields_of(inner.model).items() if field.required] if inner and inner.model else []
    inside = f", bên trong ghi: {', '.join(f'“{name}”' for name in needed)}" if needed else ""
    if shape is not None and shape.form is Form.LIST and not shape.one_is_enough:
        return f"Ghi “{key}:”, ở các dòng dưới mỗi mục một gạch đầu dòng{inside}."
    if shape is not None and shape.form is Form.RECORD:
        return f"Ghi “{key}:”{inside or ', các mục bên trong viết ở dòng dưới'}."
    return f"Ví dụ: {key}: {example_of(key, shape)}"


def _form_wrong(fault: Fault) -> Said:
    message = f"{fault.label} phải là {_form(fault.shape)}, ở đây {_found(fault.value)}"
    if fault.value is None:
        return Said("DL-118", f"{fault.label} có một dòng còn để trống", "Điền nội dung hoặc xóa dòng đó.")
    if isinstance(fault.value, dict) and fault.shape and fault.shape.form is Form.TEXT:
        hint = "Câu chữ có dấu hai chấm thì đặt trong ngoặc kép hoặc viết ở dòng dưới sau “>-”."
    elif fault.shape and fault.shape.form is Form.LIST:
        hint = "Xuống dòng, mỗi mục một gạch đầu dòng: “- …”."
    elif fault.shape and fault.shape.form is Form.RECORD:
        hint = _how_to_add(str(fault.path[-1]) if fault.path else "", fault.shape)
    elif fault.shape and fault.shape.form is Form.TABLE:
        hint = "Xuống dòng, mỗi dòng một cặp thụt vào, ví dụ: lề trái: 30 mm"
    elif isinstance(fault.value, list):
        hint = "Bỏ gạch đầu dòng; chỉ ghi một giá trị sau dấu hai chấm."
    else:
        hint = f"Ví dụ: {example_of(str(fault.path[-1]) if fault.path else '', fault.shape)}"
    return Said("DL-105", message, hint)


def _empty(fault: Fault) -> Said:
    return Said("DL-106", f"{fault.label} để trống, cần có nội dung", "Điền nội dung hoặc xóa mục này.")


def _choice(fault: Fault) -> Said:
    choices = fault.shape.choices if fault.shape else ()
    listed = ", ".join(f"“{choice}”" for choice in choices)
    close = closest(str(fault.value), choices) if isinstance(fault.value, str) else None
    hint = f"Có lẽ là “{close}”." if close else "Chọn một trong các giá trị trên."
    return Said("DL-107", f"{fault.label} {_found(fault.value)}; chỉ được ghi: {listed}", hint)


def _number(fault: Fault) -> Said:
    what = "một số" if fault.shape and fault.shape.form is Form.DECIMAL else "một số nguyên viết bằng chữ số"
    if isinstance(fault.value, str):
        example = example_of(str(fault.path[-1]) if fault.path else "", fault.shape)
        hint = f"Viết liền các chữ số, không dấu chấm, không đơn vị: {example if example.isdigit() else '1250000'}."
        if fault.path and fault.path[-1] == "năm":
            hint = f"Ghi năm bằng bốn chữ số, ví dụ: {example}."
        if fault.shape and fault.shape.form is Form.DECIMAL:
            hint = "Viết số bằng chữ số, phần lẻ sau dấu phẩy: 12,5."
        return Said("DL-108", f"{fault.label} phải là {what}, ở đây {_found(fault.value)}", hint)
    return _form_wrong(fault)


def _figure(fault: Fault) -> Said:
    what = "số tiền tính bằng đồng" if fault.kind == "dong_form" else "một số"
    message = f"{fault.label} phải là {what}, ở đây {_found(fault.value)}: {fault.context.get('reason', '')}"
    return Said("DL-108", message, "Dấu chấm ngăn phần nghìn, dấu phẩy trước phần lẻ: 1.250.000 hoặc 95,5.")


def _dated(code: str, expected: str, hint: str) -> Callable[[Fault], Said]:
    def said(fault: Fault) -> Said:
        return Said(code, f"{fault.label} {_found(fault.value)}; {expected}", hint)

    return said


def _one_level(fault: Fault) -> Said:
    value = fault.value if isinstance(fault.value, dict) else {}
    given = [key for key in value if key != "nội dung"]
    levels = (
        "phần, chương, mục, tiểu mục, điều, khoản, điểm, gạch đầu dòng, dấu cộng, đoạn, bảng, biểu đồ, số tiền, "
        "thành viên của"
    )
    what = (
        f"có cả {' và '.join(quote(key) for key in given)}" if given else "chưa cho biết là điều, khoản, điểm hay đoạn"
    )
    hint = "Tách thành nhiều phần tử, mỗi phần tử một gạch đầu dòng; phần nằm bên trong đặt dưới “nội dung:”."
    return Said("DL-115", f"{fault.label} {what}; mỗi phần tử chỉ có một trong: {levels}", hint)


def _id_form(fault: Fault) -> Said:
    if fault.value == "":
        return _empty(fault)
    if fault.context.get("pattern") == SHA256_FORM:
        message = f"{fault.label} {_found(fault.value)}; mã băm SHA-256 gồm 64 chữ số và chữ cái từ a đến f"
        return Said("DL-118", message, "Lấy bằng lệnh: sha256sum TỆP.pdf")
    if fault.context.get("pattern") == SHARE_FORM:
        message = f"{fault.label} {_found(fault.value)}, không phải một tỷ lệ"
        return Said("DL-116", message, "Ghi “quá nửa”, “toàn bộ”, hoặc phân số, phần trăm như 2/3, 60%.")
    if fault.context.get("pattern") == FIGURE_FORM:
        message = f"{fault.label} {_found(fault.value)}; số viết liền bằng chữ số, phần lẻ sau dấu phẩy"
        return Said("DL-108", message, "Ví dụ: 1250 hoặc 95,5.")
    message = f"{fault.label} {_found(fault.value)}; mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối"
    return Said("DL-116", message, "Ví dụ: phien-1-2024, so-tttt.")


def _aggregation(fault: Fault) -> Said:
    missing, how = fault.context.get("missing"), fault.context.get("aggregation")
    message = f"{fault.label} tổng hợp theo {quote(how)} nhưng thiếu: {missing}"
    return Said("DL-119", message, "Ghi mã của chỉ tiêu cần dùng.")


def _ranking(fault: Fault) -> Said:
    return Said(
        "DL-119", f"{fault.label} có xếp hạng nhưng thiếu: Chiều tốt", "Ghi “chiều tốt: tăng” hoặc “chiều tốt: giảm”."
    )


def _own_form(fault: Fault) -> Said:
    missing, layout = fault.context.get("missing"), fault.context.get("layout")
    message = f"{fault.label} có bố cục {quote(layout)} nhưng thiếu: {missing}"
    return Said("DL-119", message, "Thêm các mục ấy.")


def _table_content(fault: Fault) -> Said:
    hint = "Biểu có “chỉ tiêu” (mỗi chỉ tiêu một dòng) hoặc “cột” (biểu nhiều dòng, một cột chữ có “tên dòng: có”)."
    return Said("DL-122", f"{fault.label}: {fault.context.get('why')}", hint)


def _not_here(fault: Fault) -> Said:
    return Said("DL-115", f"{fault.label}: {fault.context.get('why')}", "Bỏ mục đó, hoặc chuyển vào đúng chỗ.")


def _chart(fault: Fault) -> Said:
    if fault.kind == "chart_uneven":
        name, values, labels = (fault.context.get(key) for key in ("name", "values", "labels"))
        message = f"{fault.label}: dãy {quote(name)} có {values} số, biểu đồ có {labels} nhãn"
        return Said("DL-120", message, "Ghi mỗi nhãn một số, theo đúng thứ tự của nhãn.")
    return Said("DL-120", f"{fault.label} cần từ 1 đến 60 nhãn và từ 1 đến 3 dãy số liệu", "Chia thành nhiều biểu đồ.")


def _too_long(fault: Fault) -> Said:
    limit = fault.context.get("max_length", "")
    length = len(fault.value) if isinstance(fault.value, str) else 0
    return Said("DL-117", f"{fault.label} dài {length} ký tự, nhiều nhất là {limit}", "Viết ngắn lại.")


def _unforeseen(fault: Fault) -> Said:
    return Said("DL-199", f"{fault.label} {_found(fault.value)}, không hợp lệ", f"Cần ghi {_form(fault.shape)}.")


def _deadline(fault: Fault) -> Said:
    unclear = isinstance(fault.value, str) and unclear_words(fault.value)
    why = f"{quote(unclear)} không cho biết hết hạn ngày nào" if unclear else "không đọc được ngày hết hạn"
    hint = "Ghi ngày (30/4/2024: chậm nhất ngày ấy), hoặc: trước ngày 30/4/2024; đến hết ngày 30/4/2024; trong tháng 4/2024; "
    hint += "trong quý II/2024; thường xuyên; hằng tháng. Hạn không định được ngày thì ghi ở mục “thời hạn khác”."
    return Said("DL-551", f"{fault.label} {_found(fault.value)}: {why}", hint)


_DATE_HINT = "Ví dụ: 15/3/2024 hoặc 2024-03-15."
_WORDS: Mapping[str, Callable[[Fault], Said]] = {
    "missing": _missing,
    "blank": _blank,
    "string_type": _form_wrong,
    "tuple_type": _form_wrong,
    "dict_type": _form_wrong,
    "model_type": _form_wrong,
    "model_attributes_type": _form_wrong,
    "date_type": _form_wrong,
    "time_type": _form_wrong,
    "bool_type": _form_wrong,
    "string_too_short": _empty,
    "literal_error": _choice,
    "enum": _choice,
    "int_type": _number,
    "int_parsing": _number,
    "int_parsing_size": _number,
    "int_from_float": _number,
    "float_type": _number,
    "float_parsing": _number,
    "finite_number": _number,
    "figure_form": _figure,
    "dong_form": _figure,
    "date_form": _dated("DL-109", "ngày phải viết dạng ngày/tháng/năm", _DATE_HINT),
    "date_impossible": _dated("DL-110", "trong lịch không có ngày này", "Kiểm tra lại ngày, tháng, năm."),
    "deadline_form": _deadline,
    "time_form": _dated("DL-111", "giờ phải viết dạng giờ:phút", "Ví dụ: 14:00 hoặc 8:30."),
    "time_impossible": _dated("DL-112", "trong ngày không có giờ này", "Giờ từ 0 đến 23, phút từ 0 đến 59."),
    "month_form": _dated("DL-113", "tháng phải viết dạng tháng/năm", "Ví dụ: 3/2024."),
    "yes_form": _dated("DL-114", "chỉ ghi “có” hoặc “không”", "Ghi: có, hoặc: không."),
    "one_level": _one_level,
    "aggregation_incomplete": _aggregation,
    "ranking_incomplete": _ranking,
    "own_form_incomplete": _own_form,
    "table_content": _table_content,
    "row_column": _table_content,
    "not_here": _not_here,
    "chart_size": _chart,
    "chart_uneven": _chart,
    "string_pattern_mismatch": _id_form,
    "string_too_long": _too_long,
}
