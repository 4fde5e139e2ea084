"""No Vietnamese that ends on paper stands in the code: sentences are lines of the wording, the rest is in Word templates.

The boundary: the modules below put words on paper. In them every text with Vietnamese letters is either a key of the records
(a key of a dictionary, something compared with), a name of a line of the wording, a message to users, or stands in `ALLOWED`
with its reason. Modules that read papers, records and answers of others, or speak to users, put nothing on paper.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sample import ROOT

PIPELINE = ROOT / "pipeline"
# Of the folders below these put nothing on paper.
APART = {
    "papers/wording.py": "says what is wrong with the wording",
    "papers/wording_file.py": "says what is wrong with the file of the wording",
    "papers/wording_language.py": "says what is wrong with a line",
    "papers/wording_line.py": "says what is wrong with a line",
    "papers/types.py": "names of the types, a table closed by the decree",
    "papers/table_figures.py": "asks users about figures that it cannot add up",
    "typeset/docx/linebreak.py": "words of the language between which a line may break",
    "typeset/docx/sample_papers.py": "papers to try templates with, never shown",
    "typeset/docx/trial.py": "says what a template under trial does not print",
    "typeset/docx/template_faults.py": "says what is wrong with a template",
    "typeset/docx/render.py": "says what is wrong with a template",
    "typeset/pdf/fill_fields.py": "says what is wrong with a file that somebody signed",
    "typeset/docx/pack_faults.py": "says what is wrong with a template",
    "typeset/docx/refused_content.py": "says what is wrong with a template",
    "typeset/docx/seen_in_word.py": "says where in a template something is wrong",
    "typeset/docx/style_differences.py": "says what is wrong with a template",
    "typeset/docx/tag_alone.py": "says what a template would lose",
    "typeset/docx/template_pictures.py": "says what is wrong with a template",
}
_REPORTS = """annex_tables committee_activity compiled graphs parties period_letters rankings
    opinions/members opinions/opinion_papers opinions/opinion_tables opinions/slip_words"""
MODULES = tuple(
    one
    for one in (
        *sorted((PIPELINE / "papers").glob("*.py")),
        *(PIPELINE / "reports" / f"{name}.py" for name in _REPORTS.split()),
        PIPELINE / "app" / "drafts.py",
        *sorted((PIPELINE / "typeset" / "docx").glob("*.py")),
        *sorted((PIPELINE / "typeset" / "pdf").glob("*.py")),
    )
    if one.relative_to(PIPELINE).as_posix() not in APART
)
# What fields of records may say (kinds of papers, of columns and charts, yes, stances): read by the program, not printed.
OF_RECORDS = frozenset(
    {
        *("giao", "đề nghị", "xong", "chưa", "ban chỉ đạo", "tổ giúp việc"),
        *("như trên", "như điều", "các thành viên", "người đứng đầu", "người chủ trì"),
        *("giữa", "số", "chữ", "cột", "có", "công văn", "báo cáo", "tờ trình", "phụ lục số liệu"),
        *("thống nhất toàn bộ", "thống nhất và có ý kiến", "không thống nhất", "chưa rõ"),
    }
)
_LABEL = "a label that the decree prescribes with its number (PLI.P1.II.6đ)"
_DATE = "the form of a date that the decree prescribes (PLI.P1.II.4b), with room for the stamp"
_READ_BACK = "a mark by which the returned slip is read"
_STYLE = "the name of a style in the Word templates"
_TOLD = "a message to users"
ALLOWED: dict[str, dict[str, str]] = {
    "typeset/pdf/text_fields.py": dict.fromkeys(
        ["Số của văn bản", "Ngày ban hành", " (nhắc lại, chỗ "], "what programs that show a PDF call a field"
    ),
    "reports/period_letters.py": {"đơn vị khác": "a kind of units in an outline, which a letter does not print"},
    "papers/numbered_structure.py": dict.fromkeys(["Điều ", "Phần ", "Chương ", "Mục ", "Tiểu mục "], _LABEL),
    "papers/official_document.py": dict.fromkeys(["ngày ", " tháng ", " năm "], _DATE),
    "papers/written_papers.py": dict.fromkeys(
        ["Căn cứ", "Xét", "Theo đề nghị của "], "how a basis of the records begins"
    ),
    "reports/opinions/slip_words.py": {
        **dict.fromkeys([", ngày", "tháng ", " năm "], _DATE),
        **dict.fromkeys(
            [
                "Thống nhất toàn bộ nội dung dự thảo",
                "Thống nhất và có ý kiến góp ý như dưới đây",
                "Không thống nhất, lý do và ý kiến như dưới đây",
                "Chọn",
                "Ý kiến chung",
                "Lý do, căn cứ",
                "Mục, đoạn của dự thảo",
                "Nội dung góp ý",
                "Người cho ý kiến:",
                "Ý kiến khác (nếu có):",
                "/bản ",
            ],
            _READ_BACK,
        ),
    },
    "app/drafts.py": {
        "Văn thư": "the author of tracked changes",
        "bản cũ": "names a file in a message",
        "bản mới": "names a file in a message",
        r"ngày[\s\d]*tháng[\s\d]*năm[\s\d]*": "how a line of a date is recognised",
    },
    "typeset/docx/charts.py": {'" name="Biểu đồ ': "the name of a drawing in the file, for screen readers"},
    "typeset/docx/docx_paper.py": {
        "thiếu hoặc hỏng một phần của tệp Word (kiểu chữ, trang, liên kết bên trong)": _TOLD,
    },
    "typeset/docx/docx_slip.py": {"Phiếu lấy ý kiến": "the title in the properties of the file"},
    "typeset/docx/fit.py": {"Kính gửi": "the label in the templates, whose width is measured"},
    "typeset/docx/head_columns.py": dict.fromkeys(
        [" và ", "” cần ", "dòng số, ký hiệu", "dòng địa danh, thời gian"], _TOLD
    ),
    "typeset/docx/template_layout.py": dict.fromkeys(
        [
            "VT Kính gửi",
            "VT Kính gửi, từng nơi",
            "VT Kết thúc bảng",
            "VT Quyền hạn, chức vụ",
            "VT Khoảng ký",
            "VT Khoảng cách",
            "VT Bảng: đầu cột",
        ],
        _STYLE,
    ),
}

_VIETNAMESE = re.compile("[À-ỹđĐ]")


def _speaks_elsewhere(node: ast.AST) -> bool:
    """Whether a call puts nothing on paper: an exception, a finding, a line of the wording, a pattern to look for."""
    if not isinstance(node, ast.Call):
        return False
    name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    return name in {"Finding", "say", "require_all", "compile"} or name.endswith(
        ("Error", "Failed", "Missing", "Refused", "Unreadable")
    )


def _texts(node: ast.AST) -> Iterator[ast.Constant]:
    """Every text below a node that may end on paper."""
    if _speaks_elsewhere(node) or isinstance(node, ast.Compare | ast.Match):
        return
    if isinstance(node, ast.Call) and node.args and getattr(node.args[0], "attr", "") == "say":
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and _VIETNAMESE.search(node.value):
        yield node
    docstring = None
    if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
        docstring = node.body[0] if ast.get_docstring(node) is not None else None
    for below in ast.iter_child_nodes(node):
        if below is docstring or (isinstance(node, ast.Dict) and below in node.keys):
            continue
        if isinstance(node, ast.Subscript) and below is node.slice:
            continue
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
            continue  # a docstring of a field
        yield from _texts(below)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PIPELINE).as_posix())
def test_module__has_no_vietnamese_of_its_own_for_paper(path: Path) -> None:
    found = {str(one.value) for one in _texts(ast.parse(path.read_text("utf-8")))}
    assert found - OF_RECORDS == ALLOWED.get(path.relative_to(PIPELINE).as_posix(), {}).keys()


def test_boundary__names_only_what_is_there() -> None:
    assert all((PIPELINE / name).is_file() for name in (*APART, *ALLOWED))


@pytest.mark.parametrize(
    "code",
    [
        'x = Block(text=f"Kính trình {name}")',
        'yield "Các đơn vị đã gửi báo cáo."',
        'TITLE: Final = "Nội dung khác"',
        'rows = [{"tên": "Cơ quan, đơn vị"}]',
        'text = "Đến " + day',
        'return "xong" if done else "chưa gửi"',
    ],
)
def test_look__sees_a_sentence_wherever_it_stands(code: str) -> None:
    body = "def f():\n    " + code
    assert [one for one in _texts(ast.parse(body)) if one.value not in OF_RECORDS]


@pytest.mark.parametrize(
    "code",
    [
        'record["kính gửi"] = {"trích yếu": subject}',
        'x = wording.say("giấy mời", "trích yếu", cuoc_hop=name)',
        'x = partial(saying.say, "biên bản", "mục biểu quyết")',
        'y = column.kind == "tiền"',
        'raise UsageError("không có kỳ báo cáo", "Thêm vào hồ sơ.")',
        'x = re.compile("Mã phiếu: .*")',
    ],
)
def test_look__passes_over_what_never_reaches_paper(code: str) -> None:
    assert not list(_texts(ast.parse("def f():\n    " + code)))
