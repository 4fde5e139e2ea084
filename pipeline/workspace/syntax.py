"""Syntax errors of YAML (lỗi cú pháp) as Vietnamese findings, at the line in the file."""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from pipeline.finding import Finding
from pipeline.workspace.findings_at import error, quote
from pipeline.workspace.value_places import Place


@dataclass(frozen=True)
class _Fault:
    """One kind of error: a part of libyaml's message, and our message and hint for it."""

    sign: str
    message: str
    hint: str
    code: str = "DL-011"


_COLON_HINT = (
    'Câu chữ có dấu hai chấm và dấu cách thì đặt trong ngoặc kép “"…"” hoặc viết ở dòng dưới sau “>-”; '
    "nếu đây là một mục mới thì xem lại chỗ thụt đầu dòng."
)
_QUOTE_HINT = (
    "Câu chữ bắt đầu bằng dấu ngoặc kép, ngoặc vuông… thì viết ở dòng dưới sau “>-”; "
    "nếu là mục mới thì xem lại thụt đầu dòng."
)
_TAB_HINT = "Thay phím Tab bằng dấu cách; mỗi cấp thụt vào 2 dấu cách."
_SIGN_HINT = "Đặt cả câu chữ trong ngoặc kép hoặc viết ở dòng dưới sau “>-”."

# Checked from top to bottom; the sign is searched in libyaml's problem.
_FAULTS: tuple[_Fault, ...] = (
    _Fault("tab character", "thụt đầu dòng bằng phím Tab", _TAB_HINT, "DL-012"),
    _Fault(
        "mapping values are not allowed",
        "có dấu hai chấm ở chỗ không được có, hoặc dòng này thụt vào sai",
        _COLON_HINT,
    ),
    _Fault(
        "could not find expected ':'",
        "dòng này thiếu dấu hai chấm sau tên mục",
        "Viết “tên mục: nội dung”; câu chữ dài hơn một dòng thì đặt sau “>-” và thụt vào.",
    ),
    _Fault(
        "did not find expected key",
        "dòng này thụt vào lệch so với các mục cùng cấp, hoặc dấu ngoặc kép đóng quá sớm",
        _QUOTE_HINT,
    ),
    _Fault(
        "did not find expected '-' indicator",
        "danh sách bị lệch: mục này phải bắt đầu bằng gạch đầu dòng hoặc lùi ra ngoài",
        "Các gạch đầu dòng của một danh sách phải thẳng cột với nhau.",
    ),
    _Fault(
        "',' or ']'", "dấu ngoặc vuông “[” chưa đóng", "Đóng bằng “]”, hoặc viết danh sách mỗi dòng một gạch đầu dòng."
    ),
    _Fault("',' or '}'", "dấu ngoặc nhọn “{” chưa đóng", "Đóng bằng “}”, hoặc bỏ ngoặc và viết mỗi mục một dòng."),
    _Fault(
        "found unexpected end of stream",
        "dấu ngoặc kép mở ra mà không đóng lại",
        "Thêm dấu ngoặc đóng ở cuối câu chữ bắt đầu bằng ngoặc.",
    ),
    _Fault("found unexpected document indicator", "dấu ngoặc kép mở ra mà không đóng lại", "Thêm dấu ngoặc đóng."),
    _Fault(
        "block sequence entries are not allowed",
        "gạch đầu dòng không được đứng ngay sau tên mục",
        "Xuống dòng rồi mới viết gạch đầu dòng; câu chữ bắt đầu bằng “- ” thì đặt trong ngoặc kép.",
    ),
    _Fault("cannot start any token", "câu chữ không được bắt đầu bằng ký tự này", _SIGN_HINT),
    _Fault("alphabetic or numeric character", "câu chữ không được bắt đầu bằng “*” hoặc “&”", _SIGN_HINT),
    _Fault("tag", "câu chữ không được bắt đầu bằng “!”", _SIGN_HINT),
    _Fault(
        "escape character",
        "dấu “\\” trong ngoặc kép không đứng trước một ký tự cho phép",
        "Dùng ngoặc đơn '…' thay cho ngoặc kép, hoặc viết hai dấu “\\\\”.",
    ),
    _Fault(
        "did not find expected node content",
        "thiếu nội dung, hoặc thừa dấu phẩy, dấu ngoặc",
        'Ô trống trong danh sách viết bằng hai dấu ngoặc kép "".',
    ),
    _Fault("comment or line break", "sau dấu “|” hoặc “>” phải xuống dòng", "Viết nội dung ở dòng dưới, thụt vào."),
    _Fault(
        "document start",
        "có chữ thừa sau phần cuối của hồ sơ, hoặc dòng bắt đầu bằng “%”",
        "Mỗi tệp là một hồ sơ; bỏ các dòng “...”, “---” và “%”.",
    ),
)
# Where the fault begins is of more use here than where libyaml gave up.
_BEGINS_EARLIER = ("end of stream", "could not find expected ':'", "',' or ']'", "',' or '}'", "document indicator")
_UNKNOWN = _Fault("", "phần mềm không hiểu cách viết ở chỗ này", "Xem lại thụt đầu dòng, dấu hai chấm và dấu ngoặc.")


def syntax_finding(file: str, text: str, failure: yaml.YAMLError) -> Finding:
    """The Vietnamese finding for what PyYAML reports, at its line and column."""
    mark = getattr(failure, "problem_mark", None)
    problem = str(getattr(failure, "problem", "") or getattr(failure, "reason", ""))
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    context = getattr(failure, "context_mark", None)
    if context and any(sign in problem for sign in _BEGINS_EARLIER):
        line, column = context.line + 1, context.column + 1
    lines = text.split("\n")
    shown = lines[line - 1] if line <= len(lines) else ""
    tabbed = shown[column - 1 : column] == "\t"
    said = f"{problem} {getattr(failure, 'context', '')}"
    fault = _FAULTS[0] if tabbed else next((known for known in _FAULTS if known.sign in said), _UNKNOWN)
    message = f"Sai cách viết YAML: {fault.message}"
    message += f": {quote(shown)}" if shown.strip() else ""
    return error(fault.code, Place(file, line, column), message, hint=fault.hint)
