"""Templates edited by hand are tried before any paper: one finding per fault, and never the end of the program."""

from __future__ import annotations

import io
import os
import random
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.building.prepare import layouts_needed, with_templates
from pipeline.building.template_trial import TrialLimits, try_templates
from pipeline.decree.profile import load_profile
from pipeline.errors import TemplateFailed
from pipeline.typeset.docx.package import read_package, write_package
from pipeline.typeset.docx.templates import BLOCK_FOLDER, TemplateSet, load_templates
from pipeline.typeset.docx.trial import try_layout
from tests.sample import TEMPLATES, sample

_CASES = Path(__file__).with_name("mau-hong")
_ROUNDS = 14 * int(os.environ.get("VANTHU_FUZZ", "1"))
_STOCK = load_templates(TEMPLATES)
_PROFILE = load_profile()


def _with(name: str, data: bytes | None) -> TemplateSet:
    """The stock templates with one file replaced (`khoi/ky` for a block), or taken away."""
    block = name.removeprefix(f"{BLOCK_FOLDER}/")
    layouts, blocks = dict(_STOCK.layouts), dict(_STOCK.blocks)
    files = blocks if block != name else layouts
    files.pop(block)
    if data is not None:
        files[block] = data
    return replace(_STOCK, layouts=tuple(layouts.items()), blocks=tuple(blocks.items()))


def _edited(name: str, old: str, new: str) -> TemplateSet:
    """The stock templates with words of one document changed."""
    files = {**dict(_STOCK.layouts), **{f"{BLOCK_FOLDER}/{key}": data for key, data in _STOCK.blocks}}
    parts = read_package(files[name])
    document = parts["word/document.xml"].decode()
    assert old in document
    return _with(name, write_package({**parts, "word/document.xml": document.replace(old, new, 1).encode()}))


def _fault(templates: TemplateSet, layout: str = "cong_van") -> TemplateFailed:
    with pytest.raises(TemplateFailed) as found:
        try_layout(layout, templates=templates, profile=_PROFILE)
    return found.value


@pytest.mark.parametrize("layout", [*dict(_STOCK.layouts)])
def test_stock_layout__is_sound(layout: str) -> None:
    try_layout(layout, templates=_STOCK, profile=_PROFILE)


def test_stock_templates__are_known_and_not_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.building.template_trial._run", None)
    assert try_templates(_STOCK, layouts_needed(sample())).faults == {}


@pytest.mark.parametrize(
    ("file", "code", "words"),
    [
        ("badxml_cong_van", "DUNG-30", "word/document.xml"),
        ("deleted_include_cong_van", "DUNG-35", "noi_dung"),
        ("div0_cong_van", "DUNG-33", "1/0"),
        ("pow_cong_van", "DUNG-34", "10**10**8"),
        ("range1e9_cong_van", "DUNG-34", "range(10**9)"),
        ("typeerr_cong_van", "DUNG-33", "1+'a'"),
    ],
)
def test_edited_layout__fault_names_file_and_paragraph(file: str, code: str, words: str) -> None:
    fault = _fault(_with("cong_van", (_CASES / f"{file}.docx").read_bytes()))
    assert fault.code == code
    assert "cong_van.docx" in fault.message
    assert words in fault.message
    assert fault.remedy


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("{%p include &quot;kinh_gui&quot; %}", "", "kính gửi"),
        ("{%p include &quot;dau_chi&quot; %}", "", "độ khẩn, phạm vi lưu hành"),
        ("{{ can_cu }}", "{{ can_cu[:5] }}", "căn cứ"),
    ],
)
def test_layout_that_lost_a_part__is_told_what_is_missing(old: str, new: str, words: str) -> None:
    text = old.replace("&quot;", '"')
    fault = _fault(_edited("cong_van", text, new))
    assert fault.code == "DUNG-35"
    assert words in fault.message


def test_block_that_includes_itself__is_named() -> None:
    fault = _fault(_with("khoi/noi_dung", (_CASES / "rec_include_khoi_noi_dung.docx").read_bytes()))
    assert (fault.code, fault.template) == ("DUNG-32", "khoi/noi_dung")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"<html>", dict(_STOCK.layouts)["cong_van"][:3000]])
@pytest.mark.parametrize("name", ["cong_van", "khoi/ky"])
def test_file_that_is_no_word_file__is_named(name: str, data: bytes) -> None:
    fault = _fault(_with(name, data))
    assert (fault.code, fault.template) == ("DUNG-30", name)


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("van_ban.recipients.archive", "van_ban.khong_co", "DUNG-33", "khong_co"),
        ("van_ban.recipients.archive", "khong_co", "DUNG-33", "khong_co"),
        ("van_ban.recipients.archive", "9**9**9", "DUNG-34", "9**9**9"),
        ("van_ban.recipients.archive", "'a'*10**9", "DUNG-34", "10**9"),
        ("van_ban.recipients.archive", "van_ban|khong_co", "DUNG-31", "khong_co"),
        ("van_ban.recipients.archive }}", "van_ban.recipients.archive", "DUNG-31", "van_ban.recipients.archive"),
        ("van_ban.recipients.archive", "van_ban.__class__.__mro__", "DUNG-33", ""),
        ("{%p endfor %}", "", "DUNG-31", ""),
    ],
)
def test_tag_of_a_block__fault_names_block_and_paragraph(old: str, new: str, code: str, words: str) -> None:
    fault = _fault(_edited("khoi/ky", old, new))
    assert (fault.code, fault.template) == (code, "khoi/ky")
    assert words in fault.message


_SPACE = (
    '<w:p><w:pPr><w:pStyle w:val="KhoangKy"/></w:pPr>'
    '<w:bookmarkStart w:id="2" w:name="ky1tren"/><w:bookmarkEnd w:id="2"/></w:p>'
)


def test_block_without_the_space_to_sign__is_told_before_any_paper() -> None:
    fault = _fault(_edited("khoi/ky", _SPACE, ""))
    assert fault.code == "DUNG-35"
    assert "không còn chỗ ký (dấu trang ky1tren)" in fault.message


@pytest.mark.parametrize("lost", ["101", "3"])
def test_block_saved_by_word__which_keeps_one_mark_of_a_name_has_its_place_to_sign(lost: str) -> None:
    mark = f'<w:bookmarkStart w:id="{lost}" w:name="ky1duoi"/><w:bookmarkEnd w:id="{lost}"/>'
    assert try_templates(_edited("khoi/ky", mark, "")).faults == {}


def test_number_that_is_missing__is_not_called_the_name_of_the_type() -> None:
    fault = _fault(_edited("khoi/dau_van_ban", "Số: {{ van_ban.number.text }}", "Số:"), "quyet_dinh")
    assert "không in đủ: số, ký hiệu (ví dụ" in fault.message


def test_block_that_is_missing__is_named() -> None:
    fault = _fault(_with("khoi/ky", None))
    assert fault.code == "DUNG-32"
    assert "khoi/ky.docx" in fault.message


def test_layout_that_is_missing__stops_the_papers_that_need_it() -> None:
    trial = try_templates(_with("cong_van", None), layouts_needed(sample()))
    assert [one.code for one in trial.findings] == ["DUNG-36"]
    left = with_templates(sample(), trial.faults)
    letters = {one.id for one in sample().documents if one.type.layout == "cong_van"}
    assert {one.id for one in left.unmade} == letters
    assert {one.id for one in left.documents} == {one.id for one in sample().documents} - letters


def test_trial_apart__endless_loop_is_ended_named_and_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    templates = _with("cong_van", (_CASES / "endless-loop_cong_van.docx").read_bytes())
    trial = try_templates(templates, memory=tmp_path, limits=TrialLimits(cpu_seconds=2))
    assert list(trial.faults) == ["cong_van"]
    assert trial.findings[0].code == "DUNG-34"
    assert "range(99999)" in trial.findings[0].message
    monkeypatch.setattr("pipeline.building.template_trial._run", None)
    assert try_templates(templates, memory=tmp_path) == trial


def test_trial_apart__fault_of_a_block_is_told_once_and_sound_layouts_go_on() -> None:
    greedy = "{% set a = namespace(t='x') %}{% for i in range(60) %}{% set a.t = a.t ~ a.t %}{% endfor %}"
    templates = _edited("khoi/dau_kem_theo", "<w:body>", f"<w:body><w:p><w:r><w:t>{greedy}</w:t></w:r></w:p>")
    trial = try_templates(templates, limits=TrialLimits(memory=400_000_000))
    assert set(trial.faults) == {"kem_theo", "phieu_gop_y"}
    assert {one.code for one in trial.findings} == {"DUNG-34"}


# ----------------------------------------------------------------------------------------------------------- the fuzzer
def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def _flip(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


def _drop_part(data: bytes, chance: random.Random) -> bytes:
    parts = read_package(data)
    parts.pop(chance.choice(sorted(parts)))
    return write_package(parts)


def _swap_parts(data: bytes, chance: random.Random) -> bytes:
    parts = read_package(data)
    one, other = chance.sample(sorted(parts), 2)
    return write_package({**parts, one: parts[other], other: parts[one]})


def _in_document(change: Callable[[str, random.Random], str]) -> Callable[[bytes, random.Random], bytes]:
    def changed(data: bytes, chance: random.Random) -> bytes:
        parts = read_package(data)
        text = parts["word/document.xml"].decode()
        return write_package({**parts, "word/document.xml": change(text, chance).encode()})

    return changed


def _spans(text: str, start: str, end: str) -> list[tuple[int, int]]:
    found, at = [], text.find(start)
    while at >= 0 and (close := text.find(end, at)) >= 0:
        found.append((at, close + len(end)))
        at = text.find(start, close)
    return found


def _cut_tag(text: str, chance: random.Random) -> str:
    spans = [*_spans(text, "{{", "}}"), *_spans(text, "{%", "%}")]
    if not spans:
        return text
    first, last = chance.choice(spans)
    return chance.choice((text[:first] + text[last:], text[:last] + text[first:], text[: last - 1] + text[last:]))


def _other_name(text: str, chance: random.Random) -> str:
    spans = [*_spans(text, "{{", "}}"), *_spans(text, "{%", "%}")]
    if not spans:
        return text
    first, last = chance.choice(spans)
    tag = text[first:last].replace("van_ban", chance.choice(("van_bản", "van_ban.x", "1/0", "[]")))
    return text[:first] + tag + text[last:]


def _cut_element(text: str, chance: random.Random) -> str:
    spans = _spans(text, "<w:p>", "</w:p>") or _spans(text, "<w:p ", "</w:p>")
    if not spans:
        return text[: len(text) // 2]
    first, last = chance.choice(spans)
    return text[:first] + text[last:]


def _odd_letter(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    return text[:at] + chance.choice("<>&{}%\"'\u200bđ") + text[at + chance.randrange(2) :]


_CHANGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _cut,
    _flip,
    _drop_part,
    _swap_parts,
    *map(_in_document, (_cut_tag, _cut_tag, _other_name, _cut_element, _odd_letter)),
)


@pytest.mark.parametrize("seed", range(_ROUNDS))
def test_template_spoilt_at_random__is_sound_or_told(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - a test
    files = {**dict(_STOCK.layouts), **{f"{BLOCK_FOLDER}/{key}": data for key, data in _STOCK.blocks}}
    name = chance.choice(sorted(files))
    templates = _with(name, _CHANGES[seed % len(_CHANGES)](files[name], chance))
    for layout in dict(_STOCK.layouts):
        if name.removeprefix(f"{BLOCK_FOLDER}/") not in {layout, *_STOCK.used([layout])}:
            continue
        fault = _tried(layout, templates)
        if fault is not None:
            assert fault.code.startswith("DUNG-3")
            assert ".docx" in fault.message
            assert fault.remedy


def _tried(layout: str, templates: TemplateSet) -> TemplateFailed | None:
    try:
        try_layout(layout, templates=templates, profile=_PROFILE)
    except TemplateFailed as fault:
        return fault
    return None


def test_zip_bomb__is_no_word_file() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(3):
            archive.writestr(f"word/{number}.xml", bytes(90_000_000))
    assert _fault(_with("cong_van", buffer.getvalue())).code == "DUNG-30"
