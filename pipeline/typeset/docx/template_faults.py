"""Messages for faulty templates (lỗi của mẫu): which file, which paragraph, what to do."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import jinja2
from jinja2.exceptions import SecurityError
from lxml import etree

from pipeline.errors import TemplateFailed
from pipeline.finding import Finding, Severity
from pipeline.text import identifier
from pipeline.typeset.docx.sandbox import TooMuch, UnknownName, UnknownOwnField
from pipeline.typeset.docx.templates import BLOCK_FOLDER

ENDLESS: Final = "DUNG-34"
_OPEN: Final = "Mở mẫu bằng Word, sửa đoạn ấy; hoặc lấy lại mẫu gốc của phần mềm."
_NAMES: Final = re.compile(r"'([^']*)' is undefined|has no attribute '([^']*)'|has no element (\S+)")
_QUOTED: Final = re.compile(r"'([^']*)'")


@dataclass(frozen=True)
class _Kind:
    """One kind of failure: its exceptions, the finding's code, the message, the remedy."""

    errors: tuple[type[BaseException], ...]
    code: str
    said: Callable[[BaseException], str]
    remedy: str = _OPEN


def _unknown_name(error: BaseException) -> str:
    found = _NAMES.search(str(error))
    name = next((part for part in found.groups() if part), "") if found else ""
    near = f" (có lẽ là “{error.near}”)" if isinstance(error, UnknownName) and error.near else ""
    if isinstance(error, UnknownOwnField):
        return f"in mục thêm “{name}” mà hồ sơ của văn bản không có{near}"
    return f"không có trường “{name}” trong văn bản{near}" if name else "dùng một trường không có trong văn bản"


def _missing_block(error: BaseException) -> str:
    name = error.name if isinstance(error, jinja2.TemplateNotFound) else ""
    return f"gọi khối “{name}” nhưng không có tệp {BLOCK_FOLDER}/{name}.docx"


def _syntax(error: BaseException) -> str:
    text = str(error)
    quoted = _QUOTED.findall(text)
    if "No filter named" in text or "No test named" in text:
        return f"không có bộ lọc “{quoted[0]}”"
    if "nknown tag" in text and quoted:
        return f"lệnh “{quoted[0]}” không có hoặc đứng sai chỗ (thiếu lệnh mở, thừa lệnh đóng)"
    if "nexpected end of template" in text:
        return "thiếu lệnh đóng ({% endif %}, {% endfor %} …)"
    return "có lệnh viết sai"


def _wrong_kind(error: BaseException) -> str:
    if "not iterable" in str(error):
        return "có lệnh {% for … %} lặp qua một giá trị không phải là danh sách"
    return "có phép tính giữa các giá trị khác kiểu (chữ với số …)"


def _fixed(words: str) -> Callable[[BaseException], str]:
    return lambda _: words


# Checked from top to bottom: the first that fits speaks.
_KINDS: Final = (
    _Kind((TooMuch, OverflowError, MemoryError), ENDLESS, _fixed("đòi quá nhiều: vòng lặp, chữ hoặc số quá lớn")),
    _Kind(
        (RecursionError,), "DUNG-32", _fixed("gọi lại chính nó không dứt (include)"), "Bỏ lệnh include ấy trong khối."
    ),
    _Kind(
        (jinja2.TemplateNotFound,), "DUNG-32", _missing_block, "Sửa tên khối trong lệnh include, hoặc thêm tệp khối."
    ),
    _Kind((jinja2.TemplateSyntaxError,), "DUNG-31", _syntax),
    _Kind((jinja2.UndefinedError,), "DUNG-33", _unknown_name, "Sửa tên trường theo mẫu gốc của phần mềm."),
    _Kind((SecurityError,), "DUNG-33", _fixed("có biểu thức không được phép trong mẫu"), "Bỏ biểu thức ấy."),
    _Kind((ZeroDivisionError,), "DUNG-33", _fixed("có phép chia cho 0")),
    _Kind(
        (etree.XMLSyntaxError,),
        "DUNG-31",
        _fixed("có lệnh cắt ngang bảng hoặc đoạn: phần trước và sau không khớp nhau"),
    ),
    _Kind((TypeError,), "DUNG-33", _wrong_kind),
)
_ANY: Final = _Kind((Exception,), "DUNG-33", _fixed("có biểu thức không tính được"))


def failure(error: BaseException, layout: str, place: tuple[str, str]) -> TemplateFailed:
    """The TemplateFailed for an error in filling a layout. `place`: the block ("" for the layout), the paragraph."""
    kind = next((fault_kind for fault_kind in _KINDS if isinstance(error, fault_kind.errors)), _ANY)
    block, paragraph = place
    name = f"{BLOCK_FOLDER}/{block}" if block else layout
    where = f" ở đoạn: {paragraph}" if paragraph else ""
    wanted = f"{BLOCK_FOLDER}/{error.name}" if isinstance(error, jinja2.TemplateNotFound) else ""
    remedy = kind.remedy
    if isinstance(error, UnknownOwnField):
        near = f"Sửa tên thành them.{error.near}. Đúng là mục khác: " if error.near else ""
        remedy = f"{near}{where_to_write(error.name)}"
    return TemplateFailed(f"{kind.said(error)}{where}", remedy, template=name, code=kind.code, wanted=wanted)


def where_to_write(name: str) -> str:
    """What to do about an own field that a template prints and a record lacks; `name` as the template writes it."""
    return (
        f"Ghi vào hồ sơ của văn bản dòng “thêm:”, dưới đó lùi vào hai dấu cách dòng “{name.replace('_', ' ')}: …” (cuộc họp: "
        "trong “giấy mời:”, “biên bản:” hay “thông báo:”). Không phải văn bản nào cũng có mục ấy thì đặt chỗ in giữa "
        f"{{% if them.{identifier(name)} %}} và {{% endif %}}."
    )


def absent(layout: str) -> TemplateFailed:
    """The TemplateFailed for a layout that is not in the set of templates."""
    return TemplateFailed(
        "không có trong bộ mẫu", "Lấy lại mẫu ấy từ mẫu gốc của phần mềm.", template=layout, code="DUNG-36"
    )


def finding_of(failed: TemplateFailed) -> Finding:
    """The error about a template that failed, on the template's file."""
    return Finding(
        code=failed.code,
        severity=Severity.ERROR,
        message=failed.message,
        file=failed.file if failed.template else None,
        hint=failed.remedy,
    )


def endless(layout: str, place: tuple[str, str]) -> TemplateFailed:
    """The TemplateFailed for a layout whose filling does not end, or takes too much memory."""
    return failure(TooMuch(), layout, place)
