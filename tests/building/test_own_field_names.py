"""A misspelt own field in a template: silent in each paper, told over all records together."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.building.own_field_names import near_misses
from pipeline.building.own_templates import with_own_templates
from pipeline.building.prepare import prepare_office
from pipeline.decree.pack_folder import shipped_templates
from pipeline.finding import Severity
from pipeline.typeset.docx.templates import office_templates
from tests.building.test_own_pack import reworded
from tests.workspace.starting.offices import new_office


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An office one letter of which has a field of its own."""
    place = new_office(tmp_path / "ho-so", "ubnd tỉnh")
    (place / "mau" / "khoi").mkdir(parents=True)
    letter = next(path for path in sorted(place.rglob("*.yaml")) if "loại: công văn" in path.read_text("utf-8"))
    letter.write_text(f"{letter.read_text('utf-8')}\nthêm:\n  số hợp đồng: 12/HĐ\n", "utf-8")
    return place


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("{% if them.so_hop_dogn %}", True),
        ("{% for x in [them.so_hop_dogn] %}", True),
        ("{% if them['so_hop_dogn'] %}", True),
        ("{{ (them.so_hop_dogn or '') | upper }}", True),
        ("{% if them.so_hop_dong %}", False),
        ("{% if them.số_hợp_đồng %}", False),
        ("{% if them.nguoi_giao %}", False),
        ("{{ thêm.số_hợp_đồgn }}", True),
        ("{% if them.nguoi_giao %}{{ them.nguoi_giao }}{% endif %}", False),
        ("{{ them.nguoi_giao or '' }}", False),
        ("them.so_hop_dogn, không phải lệnh", False),
    ],
)
def test_name__that_no_record_has_and_one_nearly_has_is_told(office: Path, tag: str, *, told: bool) -> None:
    closed = {"{% if": "{% endif %}", "{% for": "{% endfor %}"}.get(" ".join(tag.split()[:2]), "")
    closed = "" if "{% end" in tag else closed
    data = reworded("cong_van", "</w:t>", f"</w:t></w:r><w:r><w:t>{tag}{closed}</w:t>")
    (office / "mau" / "cong_van.docx").write_bytes(data)
    found = near_misses(office_templates(office, shipped_templates()), prepare_office(office).documents)
    assert [(one.code, one.severity, one.file) for one in found] == (
        [("DUNG-39", Severity.WARNING, "mau/cong_van.docx")] if told else []
    )
    if told:
        assert "số hợp đồng" in found[0].message
        assert found[0] in with_own_templates(prepare_office(office), office).findings


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("tag", ["{{ them.nguoi_giao }}", "{{ thêm.người_giao | upper }}", "{{ them['nguoi_giao'] }}"])
def test_field__that_is_printed_and_in_no_record_is_told_with_where_to_write_it(
    office: Path, tag: str, *, own: bool
) -> None:
    if not own:
        for path in office.rglob("*.yaml"):
            path.write_text(path.read_text("utf-8").partition("\nthêm:")[0] + "\n", "utf-8")
    data = reworded("cong_van", "</w:t>", f"</w:t></w:r><w:r><w:t>{tag}</w:t>")
    (office / "mau" / "cong_van.docx").write_bytes(data)
    (found,) = near_misses(office_templates(office, shipped_templates()), prepare_office(office).documents)
    assert (found.code, found.severity, found.file) == ("DUNG-39", Severity.WARNING, "mau/cong_van.docx")
    assert "mà không hồ sơ nào có" in found.message
    assert "dòng “thêm:”" in found.hint
    assert "{% if them.nguoi_giao %}" in found.hint


def test_templates__that_are_ours_are_not_looked_through(office: Path) -> None:
    assert near_misses(office_templates(office, shipped_templates()), prepare_office(office).documents) == ()
