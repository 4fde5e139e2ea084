"""Reading a whole folder: clean records give no findings, each fault gives exactly the findings of the table."""

from __future__ import annotations

import pickle
import re
import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import UsageError
from pipeline.finding import Finding, Severity, has_errors
from pipeline.papers.compose import compose
from pipeline.workspace.limits import Limits
from pipeline.workspace.load import load
from pipeline.workspace.value_places import Place
from tests.workspace.small_folder import FILES, findings_of, spoilt, write_folder

_ROOT = Path(__file__).parents[2]
_TABLE = Path(__file__).parent / "cases" / "bad_input.yaml"
_CASES: list[dict[str, Any]] = yaml.safe_load(_TABLE.read_text(encoding="utf-8"))
_ENGLISH = re.compile(r"\b(?:input|should|valid|expected|found|while|parsing|scanning|error|field|required)\b")


def _as_told(finding: Finding) -> dict[str, str]:
    told = {
        "at": f"{finding.file}:{finding.line}:{finding.column}",
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        "citation": finding.citation,
    }
    return {key: value for key, value in told.items() if value}


def _refuses(case: dict[str, Any]) -> bool:
    return any(found["severity"] == "error" for found in case["found"])


def test_load__clean_folder_has_no_findings(tmp_path: Path) -> None:
    loaded = load(write_folder(tmp_path))
    assert loaded.findings == ()
    office = loaded.office
    assert [len(part) for part in (office.agencies, office.groups, office.people)] == [3, 1, 5]
    assert [len(part) for part in (office.committees, office.meetings, office.papers)] == [1, 1, 2]
    assert office.settings is not None
    assert office.settings.house_style == {"lề trái": "30 mm"}
    assert office.files["phien-1"] == "hop.yaml"


@pytest.mark.parametrize("case", _CASES, ids=[case["case"] for case in _CASES])
def test_load__fault_is_told(case: dict[str, Any], tmp_path: Path) -> None:
    old = case.get("instead of")
    files = {**FILES, case["file"]: case["write"]} if old is None else spoilt(case["file"], old, case["write"])
    assert [_as_told(finding) for finding in findings_of(tmp_path, files)] == case["found"]


def test_load__every_message_is_vietnamese() -> None:
    told = [found for case in _CASES for found in case["found"]]
    assert [found for found in told if _ENGLISH.search(f"{found['message']} {found.get('hint', '')}")] == []


def test_load__every_code_has_a_test() -> None:
    sources = (_ROOT / "pipeline" / "workspace").rglob("*.py")
    used = {code for source in sources for code in re.findall(r'"(DL-\d{3})"', source.read_text(encoding="utf-8"))}
    tested = {found["code"] for case in _CASES for found in case["found"]}
    here = (test.read_text(encoding="utf-8") for test in Path(__file__).parent.glob("test_*.py"))
    tested |= {code for text in here for code in re.findall(r'"(DL-\d{3})"', text)}
    assert used - tested == set()


def test_load__fixtures_have_no_errors() -> None:
    found = load(_ROOT / "fixtures").findings
    assert [finding for finding in found if finding.severity is Severity.ERROR] == []


def test_load__all_errors_at_once(tmp_path: Path) -> None:
    files = dict(FILES)
    files["hop.yaml"] = files["hop.yaml"].replace("15/3/2024", "32/3/2024").replace("của: bcd", "của: bc")
    files["qd.yaml"] = files["qd.yaml"].replace("trích yếu:", "trich yeu:", 1)
    assert [finding.code for finding in findings_of(tmp_path, files)] == ["DL-201", "DL-110", "DL-104"]


def test_load__broken_people_file_does_not_break_references(tmp_path: Path) -> None:
    files = spoilt("can-bo.yaml", "loại: cán bộ", "loại: cán bộ\nx: [")
    assert {finding.file for finding in findings_of(tmp_path, files)} == {"can-bo.yaml"}


def test_load__rest_of_a_list_is_kept(tmp_path: Path) -> None:
    loaded = load(write_folder(tmp_path, spoilt("can-bo.yaml", "    họ và tên: Trần Minh Hạnh\n", "")))
    assert [person.id for person in loaded.office.people] == ["chu-tich", "chanh-van-phong", "giam-doc", "chuyen-vien"]


def test_load__number_with_dots_is_never_taken_for_a_small_number(tmp_path: Path) -> None:
    loaded = load(write_folder(tmp_path, spoilt("hop.yaml", "  số: 5", "  số: 1.000")))
    assert loaded.office.meetings == ()


def test_load__composes_letters(tmp_path: Path) -> None:
    decomposed = "Ho\u0300a Bi\u0300nh"
    loaded = load(write_folder(tmp_path, spoilt("hop.yaml", "Phòng họp số 1", decomposed)))
    assert loaded.office.meetings[0].place == "Hòa Bình"


def test_load__survives_pickling(tmp_path: Path) -> None:
    loaded = load(write_folder(tmp_path, spoilt("hop.yaml", "15/3/2024", "32/3/2024")))
    assert pickle.loads(pickle.dumps(loaded)) == loaded


def test_load__says_how_many_findings_are_left_out(tmp_path: Path) -> None:
    text = "loại: cuộc họp\n" + "".join(f"mục lạ {n}: x\n" for n in range(9))
    loaded = load(write_folder(tmp_path, {"a.yaml": text}), limits=Limits(findings_a_file=3))
    assert [finding.code for finding in loaded.findings] == ["DL-103", "DL-103", "DL-103", "DL-024"]


def test_load__no_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Không có thư mục"):
        load(tmp_path / "không có")


def test_load__file_instead_of_folder(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("loại: cán bộ", encoding="utf-8")
    with pytest.raises(UsageError, match="không phải là thư mục"):
        load(tmp_path / "a.yaml")


def test_locate__value_and_nearest_parent(tmp_path: Path) -> None:
    loaded = load(write_folder(tmp_path))
    assert loaded.locate("phien-1", ("kết luận", 0, "thời hạn")) == Place("hop.yaml", 31, 15)
    assert loaded.locate("phien-1", ("kết luận", 0, "sản phẩm")) == Place("hop.yaml", 28, 5)
    assert loaded.locate("so-tttt", ("tên",)) == Place("co-quan.yaml", 17, 10)
    assert loaded.locate("không có") == Place()


def test_house_style_place__points_at_the_value(tmp_path: Path) -> None:
    loaded = load(write_folder(tmp_path))
    assert loaded.house_style_place("lề trái") == Place("vp.yaml", 6, 12)
    assert loaded.house_style_place("lề phải") == Place()


@pytest.mark.parametrize("case", [case for case in _CASES if not _refuses(case)], ids=lambda case: str(case["case"]))
def test_load__what_passes_can_be_composed(case: dict[str, Any], tmp_path: Path) -> None:
    old = case.get("instead of")
    files = {**FILES, case["file"]: case["write"]} if old is None else spoilt(case["file"], old, case["write"])
    loaded = load(write_folder(tmp_path, files))
    assert len(compose(loaded.office)) >= 4


_OTHERS = {"cuộc họp", "văn bản", "đề cương", "chỉ tiêu", "mục báo cáo", "biểu", "kỳ báo cáo", "điều chỉnh số liệu"} | {
    "ý kiến góp ý"
}
_PASSAGES = sorted({line for text in FILES.values() for line in text.splitlines(keepends=True)})


@given(st.sampled_from(sorted(FILES)), st.integers(0, 60), st.none() | st.sampled_from(_PASSAGES))
@settings(max_examples=150, deadline=None)
def test_load__lines_lost_or_moved_are_told_or_harmless(file: str, number: int, other: str | None) -> None:
    lines = FILES[file].splitlines(keepends=True)
    lines[number % len(lines) : number % len(lines) + 1] = [other] if other else []
    with tempfile.TemporaryDirectory() as folder:
        loaded = load(write_folder(Path(folder), {**FILES, file: "".join(lines)}))
    if not has_errors(loaded.findings):
        assert len(loaded.office.files) == len(loaded.known)
        assert all(key in loaded.office.by_id or entry.kind in _OTHERS for key, entry in loaded.known.items())
        compose(loaded.office)
    assert loaded.sources or loaded.findings


_WORDS = st.sampled_from(
    ["loại", "cuộc họp", "cán bộ", "mã", "tên", "nội dung", "điều", "khoản", "danh sách", "ký", "15/3/2024", "x", ""]
)
_DATA = st.recursive(
    _WORDS | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_WORDS, inner, max_size=5),
    max_leaves=25,
)


def _load_one(content: bytes) -> tuple[Finding, ...]:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.yaml").write_bytes(content)
        return load(Path(folder)).findings


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_load__any_bytes_give_findings(content: bytes) -> None:
    assert all(finding.file == "a.yaml" for finding in _load_one(content))


@given(st.text(alphabet="abđ:-[]{}\"'#&*!|>%@ \n\t,?1", max_size=80))
@settings(max_examples=200, deadline=None)
def test_load__any_yaml_signs_give_findings(text: str) -> None:
    assert all(finding.message for finding in _load_one(text.encode()))


@given(st.sampled_from([str(case["write"]) for case in _CASES]), _DATA)
@settings(max_examples=100, deadline=None)
def test_load__any_data_gives_foreseen_findings(kind: str, data: object) -> None:
    content = yaml.safe_dump({"loại": "cuộc họp", "kết luận": data, "thành phần": data, kind: data}, allow_unicode=True)
    found = _load_one(content.encode("utf-8", "replace"))
    assert "DL-199" not in {finding.code for finding in found}


@given(st.sampled_from(sorted(FILES)), st.dictionaries(_WORDS, _DATA, max_size=3), st.randoms())
@settings(max_examples=120, deadline=None)
def test_load__damaged_records_give_findings(file: str, extra: dict[str, object], chance: Any) -> None:
    data = yaml.load(FILES[file], Loader=yaml.BaseLoader)  # noqa: S506 - builds nothing but texts
    for key in list(data):
        if chance.random() < 0.2:
            data[key] = chance.choice(list(extra.values()) or [[]])
    with tempfile.TemporaryDirectory() as folder:
        files = {**FILES, file: yaml.safe_dump({**data, **extra}, allow_unicode=True)}
        found = load(write_folder(Path(folder), files)).findings
    assert all(_ENGLISH.search(finding.message) is None for finding in found if finding.code != "DL-011")


# --------------------------------------------------------------------------------------------- a folder without an office
def _without_office(folder: Path, **more: str) -> list[tuple[str, Severity]]:
    files = {file: text for file, text in FILES.items() if "loại: văn phòng" not in text}
    return [
        (one.code, one.severity)
        for one in findings_of(folder, files | {f"{name}.yaml": text for name, text in more.items()})
    ]


def test_load__papers_without_an_office_of_their_own_are_told_once(tmp_path: Path) -> None:
    assert _without_office(tmp_path) == [("DL-043", Severity.WARNING)]


def test_load__a_file_that_may_be_the_office_is_told_alone(tmp_path: Path) -> None:
    assert "DL-043" not in {code for code, _ in _without_office(tmp_path, a="loại: văn phòng\n  năm: [")}


def test_load__where_no_paper_is_made_no_office_is_missed(tmp_path: Path) -> None:
    people = {file: text for file, text in FILES.items() if text.startswith(("loại: cơ quan", "loại: cán bộ"))}
    assert findings_of(tmp_path, people) == ()
