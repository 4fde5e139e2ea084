"""Fields of an office's own (`thêm:`) in records, papers and templates."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.building.prepare import prepare_office
from pipeline.decree.profile import load_profile
from pipeline.errors import TemplateFailed
from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.package import read_package, write_package
from pipeline.typeset.docx.templates import TemplateSet, load_templates
from pipeline.typeset.docx.trial import try_layout
from pipeline.typeset.docx.wordml import parse, text_of
from pipeline.workspace.load import load
from tests.sample import TEMPLATES
from tests.workspace.starting.offices import new_office

_STOCK = load_templates(TEMPLATES)
_PROFILE = load_profile()
_DOCUMENT = "word/document.xml"


def printing(tag: str) -> TemplateSet:
    """The templates of the program with a tag behind the subject of a letter."""
    parts = read_package(dict(_STOCK.blocks)["dau_van_ban"])
    text = parts[_DOCUMENT].decode()
    assert "V/v {{ van_ban.subject }}" in text
    changed = text.replace("V/v {{ van_ban.subject }}", "V/v {{ van_ban.subject }} " + tag, 1)
    block = write_package({**parts, _DOCUMENT: changed.encode()})
    return replace(_STOCK, blocks=tuple({**dict(_STOCK.blocks), "dau_van_ban": block}.items()))


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return new_office(tmp_path / "ho-so", "ubnd tỉnh")


def with_own(office: Path, lines: str) -> Path:
    """The office whose letter has own fields."""
    (file,) = [one for one in (office / "van-ban").glob("*.yaml") if "loại: công văn" in one.read_text("utf-8")]
    file.write_text(f"{file.read_text('utf-8')}\nthêm:\n{lines}", encoding="utf-8")
    return file


def letter(office: Path, tag: str) -> str:
    """The words of the office's letter, printed with a tag."""
    (paper,) = [one for one in prepare_office(office).documents if one.type.layout == "cong_van"]
    made = make_docx(paper, templates=printing(tag), profile=_PROFILE)
    return text_of(parse(read_package(made)[_DOCUMENT]))


@pytest.mark.parametrize("tag", ["{{ them.so_hop_dong }}", "{{ thêm.số_hợp_đồng }}"])
def test_own_field__is_printed_by_its_name_with_marks_or_without(office: Path, tag: str) -> None:
    with_own(office, "  số hợp đồng: 12/2024/HĐ & phụ lục <1>\n")
    assert load(office).findings == ()
    assert "12/2024/HĐ & phụ lục <1>" in letter(office, tag)


def test_own_field__that_a_paper_lacks_is_told_with_the_nearest_one(office: Path) -> None:
    with_own(office, "  số hợp đồng: 12/2024/HĐ\n")
    with pytest.raises(TemplateFailed, match=r"mục thêm “so_hop_dog” mà hồ sơ.*có lẽ là “so_hop_dong”"):
        letter(office, "{{ them.so_hop_dog }}")


def test_own_field__that_no_record_sets_is_told_with_where_it_is_written(office: Path) -> None:
    with pytest.raises(TemplateFailed) as found:
        letter(office, "{{ thêm.người_giao }}")
    assert "mục thêm “người_giao” mà hồ sơ của văn bản không có" in found.value.message
    assert "dòng “thêm:”, dưới đó lùi vào hai dấu cách dòng “người giao: …”" in found.value.remedy
    assert "{% if them.nguoi_giao %}" in found.value.remedy
    with_own(office, "  người giao: Ông A\n")
    assert "Ông A" in letter(office, "{{ thêm.người_giao }}")


@pytest.mark.parametrize(
    ("tag", "near"),
    [
        ("{% for nguoi in van_ban.signatures %}{{ nguoii.name }}{% endfor %}", "nguoi"),
        ("{% for dong in van_ban.signatures %}{{ dongg }}{% endfor %}", "dong"),
        ("{% for dong in van_ban.signatures %}{{ lopp.index }}{% endfor %}", "loop"),
        ("{% for dong in van_ban.signaturess %}{{ dong }}{% endfor %}", "signatures"),
        ("{% set ten = 'A' %}{{ tenn }}", "ten"),
        ("{% for dong in van_bann.signatures %}{{ dong }}{% endfor %}", "van_ban"),
    ],
)
def test_misspelt_name__in_a_loop_is_told_with_the_nearest(tag: str, near: str) -> None:
    with pytest.raises(TemplateFailed, match=rf"có lẽ là “{near}”"):
        try_layout("cong_van", templates=printing(tag), profile=_PROFILE)


def test_loop__over_what_is_no_list_is_told_as_that() -> None:
    with pytest.raises(TemplateFailed, match="lặp qua một giá trị không phải là danh sách"):
        try_layout(
            "cong_van", templates=printing("{% for a in van_ban.letterhead %}{{ a }}{% endfor %}"), profile=_PROFILE
        )


def test_own_field__may_be_asked_for_before_it_is_printed(office: Path) -> None:
    assert "(HĐ" not in letter(office, "{% if them.so_hop_dong %}(HĐ {{ them.so_hop_dong }}){% endif %}")
    with_own(office, "  số hợp đồng: 12/2024/HĐ\n")
    assert "(HĐ 12/2024/HĐ)" in letter(office, "{% if them.so_hop_dong %}(HĐ {{ them.so_hop_dong }}){% endif %}")


def test_trial__takes_any_own_field_but_no_other_unknown_one() -> None:
    try_layout("cong_van", templates=printing("{{ them.bat_ky }}"), profile=_PROFILE)
    with pytest.raises(TemplateFailed, match=r"không có trường “subjct” trong văn bản .có lẽ là “subject”"):
        try_layout("cong_van", templates=printing("{{ van_ban.subjct }}"), profile=_PROFILE)
    with pytest.raises(TemplateFailed, match=r"“van_bn” trong văn bản .có lẽ là “van_ban”"):
        try_layout("cong_van", templates=printing("{{ van_bn.subject }}"), profile=_PROFILE)


@pytest.mark.parametrize(
    ("lines", "code", "said"),
    [
        ("  1 số: a\n", "MAU-04", "phải bắt đầu bằng chữ cái"),
        ("  số/ngày: a\n", "MAU-04", "chỉ gồm chữ, số và dấu cách"),
        ("  số hợp đồng: a\n  so hop dong: b\n", "MAU-04", "cùng tên trong mẫu: them.so_hop_dong"),
        ("  ghi chú: a\u202eb\n", "DL-041", "đảo thứ tự"),
        ('  ghi chú: "{{ van_ban }}"\n', "DL-032", "“ghi chú”"),
    ],
)
def test_own_field__names_and_texts_are_looked_at_like_all_others(
    office: Path, lines: str, code: str, said: str
) -> None:
    file = with_own(office, lines)
    found = [one for one in load(office).findings if one.code == code]
    assert [one.file for one in found] == [file.relative_to(office).as_posix()]
    assert said in found[0].message.lower() or said in found[0].message
    assert found[0].line


def test_own_fields__of_a_meeting_belong_to_the_paper_they_stand_in(office: Path) -> None:
    (meeting,) = (office / "cuoc-hop").glob("*.yaml")
    text = meeting.read_text("utf-8")
    assert "\ngiấy mời:\n" in text
    meeting.write_text(text.replace("\ngiấy mời:\n", "\ngiấy mời:\n  thêm:\n    cổng vào: số 2\n", 1), encoding="utf-8")
    prepared = prepare_office(office)
    assert prepared.findings == ()
    assert {one.type.slug: one.own for one in prepared.documents if one.own} == {"giay_moi": (("cổng vào", "số 2"),)}
