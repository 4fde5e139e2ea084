"""The wording: every sentence put together from data is a line of one file, which an office changes without Python."""

from __future__ import annotations

import ast
import os
import re
import shutil
import string
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.building.prepare import Prepared, prepare_loaded
from pipeline.errors import Refused
from pipeline.papers.wording import Wording, load_wording, shipped_wording
from pipeline.papers.wording_examples import examples
from pipeline.papers.wording_file import WORDING_FILE, read_wording
from pipeline.papers.wording_language import LONGEST, fill
from pipeline.papers.wording_line import Key, LineFault
from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.templates import load_templates
from tests.outline import outline
from tests.sample import OFFICE, ROOT, TEMPLATES, sample, sample_records

_BUDGET = 150 * int(os.environ.get("VANTHU_FUZZ", "1"))


def own(folder: Path, text: str, *, encoding: str = "utf-8") -> Path:
    """An office's own file with one group of lines."""
    file = folder / WORDING_FILE
    file.write_bytes(text.encode(encoding))
    return file


def office_with(folder: Path, text: str) -> Prepared:
    return prepare_loaded(sample_records(), OFFICE, wording=load_wording(own(folder, text)))


# ------------------------------------------------------------------------------------------------- the lines and the code
def _said(tree: ast.AST) -> Iterator[tuple[int, list[ast.expr], list[ast.keyword]]]:
    """Every place of a module where a line is said: `x.say(…)` and `partial(x.say, …)`."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Attribute) and node.func.attr == "say":
            yield node.lineno, node.args, node.keywords
        elif node.args and isinstance(node.args[0], ast.Attribute) and node.args[0].attr == "say":
            yield node.lineno, node.args[1:], node.keywords


@cache
def _asked_for() -> dict[Key, set[str]]:
    """The lines that the program says, each with the names of the values that it gives. Fails where a name is no literal."""
    found: dict[Key, set[str]] = {}
    for path in sorted((ROOT / "pipeline").rglob("*.py")):
        if path.name in {"wording.py", "wording_list.py"}:
            continue
        text = path.read_text("utf-8")
        for line, args, keywords in _said(ast.parse(text)) if re.search(r"\.\s*say\b", text) else ():
            names = [arg.value for arg in args if isinstance(arg, ast.Constant)]
            assert len(names) == len(args) == 2, f"{path}:{line}"
            key = (str(names[0]), str(names[1]))
            given_here = {str(one.arg) for one in keywords}
            assert found.setdefault(key, given_here) == given_here, f"{path}:{line}"
    return found


def test_wording__has_every_line_that_the_program_says_and_no_other() -> None:
    assert _asked_for().keys() == shipped_wording().lines.keys()


def test_wording__examples_have_the_values_that_the_program_gives() -> None:
    assert {key: set(sets[0]) for key, sets in examples().items()} == _asked_for()
    for key, sets in examples().items():
        assert all(one.keys() == sets[0].keys() for one in sets), key


@pytest.mark.parametrize("key", shipped_wording().lines, ids=" / ".join)
def test_wording__each_of_our_lines_can_be_said(key: Key) -> None:
    for values in examples()[key]:
        said = shipped_wording().say(*key, **values)
        assert said.strip() == said
        assert "{" not in said
        assert "  " not in said


def test_wording__says_on_which_line_of_the_file_each_sentence_stands() -> None:
    text = (TEMPLATES / WORDING_FILE).read_text("utf-8").splitlines()
    for line in shipped_wording().lines.values():
        assert line.line is not None
        assert text[line.line - 1].startswith(f'"{line.place}" = ')


# --------------------------------------------------------------------------------------------------- an office's own lines
def test_own_line__stands_in_place_of_ours_and_the_rest_stays(tmp_path: Path) -> None:
    before = {one.id: one for one in sample().documents}
    after = office_with(tmp_path, '["giấy mời"]\n"trích yếu" = "Mời dự {{ cuoc_hop }}"\n')
    assert after.findings == sample().findings
    changed = {one.id for one in after.documents if one != before[one.id]}
    assert changed == {one.id for one in after.documents if one.type.slug == "giay_moi"}
    for paper in after.documents:
        if paper.id in changed:
            assert paper.subject == before[paper.id].subject.replace("Tham dự", "Mời dự", 1)
            assert replace(paper, subject=before[paper.id].subject) == before[paper.id]


def test_own_line__changes_the_paper_as_word_shows_it(tmp_path: Path) -> None:
    after = office_with(tmp_path, '["biên bản"]\n"chủ tọa" = "CHỦ TRÌ CUỘC HỌP"\n')
    paper = next(one for one in after.documents if one.type.slug == "bien_ban")
    docx = make_docx(paper, templates=load_templates(TEMPLATES), profile=after.profile)
    assert "CHỦ TRÌ CUỘC HỌP" in outline(docx)


def test_own_file__as_notepad_saves_it(tmp_path: Path) -> None:
    text = '["giấy mời"]\r\n"trích yếu" = """\r\nMời dự\r\n  {{ cuoc_hop }}\r\n"""\r\n'
    wording = load_wording(own(tmp_path, text, encoding="utf-8-sig"))
    assert wording.findings == ()
    assert wording.say("giấy mời", "trích yếu", cuoc_hop="Phiên họp") == "Mời dự Phiên họp"


def test_own_file__two_files_the_later_counts(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    first = own(tmp_path, '["biên bản"]\n"thư ký" = "THƯ KÝ GHI"\n"chủ tọa" = "CHỦ TRÌ"\n')
    second = own(tmp_path / "a", '["biên bản"]\n"chủ tọa" = "NGƯỜI CHỦ TRÌ"\n')
    wording = load_wording(first, second, tmp_path / "khong-co.toml")
    assert wording.say("biên bản", "thư ký") == "THƯ KÝ GHI"
    assert wording.say("biên bản", "chủ tọa") == "NGƯỜI CHỦ TRÌ"
    assert len({wording.fingerprint, load_wording(first).fingerprint, load_wording().fingerprint}) == 3


def test_own_file__our_own_file_copied_out_changes_nothing(tmp_path: Path) -> None:
    shutil.copy(TEMPLATES / WORDING_FILE, tmp_path)
    after = prepare_loaded(sample_records(), OFFICE, wording=load_wording(tmp_path / WORDING_FILE))
    assert (after.documents, after.findings) == (sample().documents, sample().findings)


# ------------------------------------------------------------------------------------------------------------ what is wrong
@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{% if cuoc_hop %}Dự {{ cuoc_hop }}", "thiếu chỗ đóng"),
        ("Dự {{ cuochop }}", "không có giá trị “cuochop”"),
        ("Dự {{ cuoc_hop | lower_frst }}", "không có bộ lọc “lower_frst”"),
        ("Dự {{ cuoc_hop", "thiếu chỗ đóng"),
        ("Dự {% viet_hoa %}", "viet_hoa"),
        ("Dự {% for n in range(10**9) %}{{ n }}{% endfor %}", "chỉ được dùng"),
        ("{% for a in cuoc_hop %}{% for b in cuoc_hop %}x{% endfor %}{% endfor %}", "không lồng"),
        ("{{ 'a' * 10 ** 9 }}", "chỉ được dùng"),
        ("{{ cuoc_hop.__class__ }}", "chỉ được dùng"),
        ("{% set a = 1 %}{{ a }}", "chỉ được dùng"),
        ("{% macro a() %}{{ a() }}{% endmacro %}", "chỉ được dùng"),
        ("{% include 'ky' %}", "chỉ được dùng"),
        ("Dự {{ cuoc_hop | format_date }}", "bộ lọc không dùng được"),
        ("{{ " + "(" * 900 + "1" + ")" * 900 + " }}", "lồng quá sâu"),
        (" ", "câu trống"),
        ("{% if not cuoc_hop %}Dự họp{% endif %}", "câu trống"),
        ("Dự \\u0007 {{ cuoc_hop }}", "ký tự không in được: ký tự điều khiển U+0007"),
        ("{% for chu in cuoc_hop %}{{ chu }}{% endfor %}", "“cuoc_hop” không phải là danh sách"),
        ("{% for chu in cuoc_hop | join %}{{ chu }}{% endfor %}", "chỉ lặp qua một danh sách"),
        ("{{ cuoc_hop" + " | join(cuoc_hop | join(cuoc_hop))" * 12 + " }}", "dài quá mức"),
        ("Dự " + "{% if cuoc_hop %}" * 200 + "họp" + "{% endif %}" * 200, "dài quá 5.000 ký tự"),
    ],
)
def test_faulty_line__stops_the_papers_that_say_it_and_no_other(tmp_path: Path, line: str, said: str) -> None:
    prepared = office_with(tmp_path, f'# lời văn\n["giấy mời"]\n"trích yếu" = "{line}"\n')
    (finding,) = (one for one in prepared.findings if one.file == WORDING_FILE)
    assert (finding.code, finding.line) == ("LV-03", 3)
    assert said in finding.message
    assert "giấy mời / trích yếu" in finding.message
    stopped = {one.id for one in sample().documents if one.type.slug == "giay_moi"}
    assert {one.id for one in prepared.unmade} == stopped
    assert {one.finding for one in prepared.unmade} == {finding}
    assert {one.id for one in prepared.documents} == {one.id for one in sample().documents} - stopped


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ('["giấy mời"]\n"trích yếu" = "Dự {{ cuochop }}"\n', "cuoc_hop"),
        ('["giấy mời"]\n"trích yếu" = "Dự {{ cuoc_hop | uper }}"\n', "upper"),
        ('["phụ lục số liệu"]\n"chú thích đang hỏi lại" = "{% for muc in don_vi %}{{ mucc }}{% endfor %}"\n', "muc"),
        ('["phụ lục số liệu"]\n"chú thích đang hỏi lại" = "{% for muc in don_vi %}{{ lop }}{% endfor %}"\n', "loop"),
        ('["phụ lục số liệu"]\n"chú thích đang hỏi lại" = "{% for muc in don_vj %}{{ muc }}{% endfor %}"\n', "don_vi"),
        (
            '["phụ lục số liệu"]\n"chú thích đang hỏi lại" = "{% for a in don_vi %}{{ loop.lats }}{% endfor %}"\n',
            "last",
        ),
        ('["giấy mời"]\n"trich yeu" = "Dự họp"\n', "giấy mời / trích yếu"),
        ('["giay moi"]\n"trích yếu" = "Dự họp"\n', "giấy mời / trích yếu"),
    ],
)
def test_finding__names_the_nearest_that_is_known(tmp_path: Path, text: str, near: str) -> None:
    (finding,) = load_wording(own(tmp_path, text)).findings
    assert f"Có phải “{near}”?" in finding.hint


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        ('["giấy mời"]\n"trích yếu" = "Tham dự "Hội nghị""\n'.encode(), 2, 'ngoặc kép thẳng " ở giữa câu'),
        ('["giấy mời"]\n"trích yếu" = Tham dự\n'.encode(), 2, "không nằm giữa hai dấu ngoặc kép"),
        ('["giấy mời"]\n"trích yếu" = "Tham dự\n'.encode(), 2, 'thiếu dấu ngoặc kép " đóng: "trích yếu" = "Tham dự'),
        ('["giấy mời"]\r\n"trích yếu" = “Tham dự”\r\n'.encode("utf-8-sig"), 2, "ngoặc kép cong"),
        ('["giấy mời"\n'.encode(), 1, "thiếu dấu ] đóng"),
        ('["giấy mời"]\n"trích yếu" = "Dự"\n"trích yếu" = "Họp"\n'.encode(), 3, "đã có ở dòng 2"),
        ('["giấy mời"]\n"trích yếu" = "Dự"\n["giấy mời"]\n'.encode(), 3, "đã có ở dòng 1"),
        ('["giấy mời"]\n"trích yếu" = "Tham dự"\n'.encode("utf-16"), None, "UTF-8"),
        (b"\0" * 2_000_000, None, "không đọc được"),
    ],
)
def test_unreadable_file__stops_every_paper_with_a_sentence_of_ours(
    tmp_path: Path, content: bytes, line: int | None, said: str
) -> None:
    file = tmp_path / WORDING_FILE
    file.write_bytes(content)
    prepared = prepare_loaded(sample_records(), OFFICE, wording=load_wording(file))
    (finding,) = (one for one in prepared.findings if one.file == WORDING_FILE)
    assert (finding.code, finding.line) == ("LV-01", line)
    assert said in finding.message
    assert {one.id for one in prepared.documents} == {one.id for one in sample().documents if not one.wording}


@pytest.mark.parametrize(
    "text", ['"trích yếu" = "Dự"\n', '["giấy mời"]\n"trích yếu" = 3\n', '["giấy mời"]\n"trích yếu" = ["Dự"]\n']
)
def test_line_in_the_wrong_place__is_told_and_nothing_stops(tmp_path: Path, text: str) -> None:
    wording = load_wording(own(tmp_path, text + '["biên bản"]\n"chủ tọa" = "CHỦ TRÌ"\n'))
    assert [(one.code, one.line) for one in wording.findings] == [("LV-01", text.count("\n"))]
    assert wording.say("biên bản", "chủ tọa") == "CHỦ TRÌ"
    assert wording.say("giấy mời", "trích yếu", cuoc_hop="họp") == "Tham dự họp"


@pytest.mark.parametrize(
    "text",
    [
        '["giấy mời"]\n# ghi chú\n"trích yếu" = "Dự {{ cuochop }}"\n',
        "\n[ 'giấy mời' ]  # nhóm\n'trích yếu'\t=\t'Dự {{ cuochop }}'\n",
        '# dạng nối\n\n"giấy mời"."trích yếu" = "Dự {{ cuochop }}"\n',
        '\n["gi\\u1ea5y mời"]\n"trích yếu" = "Dự {{ cuochop }}"\n',
        '\n\n"giấy mời" = { "trích yếu" = "Dự {{ cuochop }}" }\n',
        '\n["giấy mời"]\n"trích yếu" = """\nDự {{ cuochop }}"""\n',
    ],
)
def test_faulty_line__has_file_and_line_however_it_is_written_also_where_it_refuses(tmp_path: Path, text: str) -> None:
    file = own(tmp_path, text)
    wording = load_wording(file, called=f"mau/{file.name}")
    (finding,) = wording.findings
    assert (finding.code, finding.file, finding.line) == ("LV-03", "mau/loi_van.toml", 3)
    with pytest.raises(Refused, match=r"“cuochop”.*\(mau/loi_van\.toml dòng 3\)"):
        wording.say("giấy mời", "trích yếu", cuoc_hop="họp")


def test_tab_in_a_sentence__is_told_with_what_to_do(tmp_path: Path) -> None:
    (finding,) = load_wording(own(tmp_path, '["giấy mời"]\n"trích yếu" = "Dự\t{{ cuoc_hop }}"\n')).findings
    assert "phím Tab" in finding.message
    assert "thay bằng một dấu cách" in finding.hint


def test_missing_line__is_told_with_the_nearest() -> None:
    ours = shipped_wording()
    lines = {key: line for key, line in ours.lines.items() if key != ("biên bản", "chủ tọa")}
    with pytest.raises(Refused) as refusal:
        replace(ours, lines=lines).say("biên bản", "chủ tọa")
    assert refusal.value.findings[0].code == "LV-02"
    assert "thiếu câu “biên bản / chủ tọa”" in refusal.value.message


_PIECES = st.sampled_from(
    [
        *(
            "{{ ",
            " }}",
            "{% ",
            " %}",
            "{#",
            "#}",
            "if ",
            "for x in ",
            "endif",
            "endfor",
            "else",
            "set ",
            "macro ",
            "block ",
        ),
        *("a", "b", "c", "x", " | ", "join", "join_names", "upper", "percent(", ")", "loop", ".", "first", "__class__"),
        *("'", '"', "*", "**", "~", "+", "[", "]", "(", "1", "0", "9999999999", "range(", " is ", "defined", "-", "\n"),
    ]
)


@pytest.mark.slow
@settings(max_examples=_BUDGET, derandomize=True, deadline=None)
@given(st.one_of(st.lists(_PIECES, max_size=25).map("".join), st.text(alphabet=string.printable, max_size=40)))
def test_any_text__is_a_sentence_or_a_fault_and_never_more(text: str) -> None:
    try:
        said = fill(text, {"a": "Sở Nội vụ", "b": ["Sở A", "Sở B"], "c": 3})
    except LineFault:
        return
    assert len(said) <= LONGEST


_JOINS = st.recursive(st.just("a"), lambda one: st.builds("{} | join({})".format, one, one), max_leaves=60)


@pytest.mark.slow
@settings(max_examples=20, derandomize=True, deadline=2000)
@given(_JOINS)
def test_joins_of_joins__cost_no_more_than_a_long_sentence(joined: str) -> None:
    try:
        said = fill("{{ " + joined + " }}", {"a": "Sở Nội vụ" * 20})
    except LineFault as fault:
        said = str(fault)
    assert len(said) <= LONGEST


@pytest.mark.slow
@settings(max_examples=_BUDGET, derandomize=True, deadline=None)
@given(
    st.binary(max_size=60)
    | st.lists(_PIECES, max_size=15).map(lambda one: f'["biên bản"]\n"chủ tọa" = "{"".join(one)}"'.encode())
)
def test_any_file__is_read_or_told(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.mktemp("lv", numbered=True) / WORDING_FILE
    file.write_bytes(content)
    wording = load_wording(file)
    assert all(one.file == WORDING_FILE for one in wording.findings)
    assert read_wording(file).content == content


def test_wording__is_not_read_from_the_users_folder_when_none_is_given(tmp_path: Path) -> None:
    assert load_wording(tmp_path / WORDING_FILE) == load_wording() == shipped_wording()
    assert isinstance(shipped_wording(), Wording)


def test_examples__nobody_is_called_with_a_capital_inside_a_sentence() -> None:
    inside = re.compile(r"(?:[\w,] |\()(?:Ông|Bà) ")
    said = [shipped_wording().say(*key, **values) for key, sets in examples().items() for values in sets]
    assert [text for text in said if inside.search(text)] == []
