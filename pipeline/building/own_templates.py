"""Checking a pack of templates without building anything (soát bộ mẫu): for `vanthu validate` and `templates check`."""

from __future__ import annotations

from pathlib import Path

from pipeline.building.own_field_names import near_misses
from pipeline.building.prepare import Prepared, layouts_needed, with_templates
from pipeline.building.template_trial import try_templates
from pipeline.decree.pack_folder import OFFICE_PACK, shipped_templates
from pipeline.errors import UsageError
from pipeline.finding import Finding, has_errors
from pipeline.intake.file import shown
from pipeline.papers.wording import load_wording, office_wording
from pipeline.papers.wording_file import WORDING_FILE
from pipeline.typeset.docx.pack_faults import file_findings
from pipeline.typeset.docx.templates import TemplateSet, load_templates, office_templates
from pipeline.workspace.limits import LIMITS
from pipeline.workspace.office_pack import office_types


def with_own_templates(prepared: Prepared, folder: Path) -> Prepared:
    """The prepared office with the findings on its own templates; papers that use faulty ones are not made."""
    if not (folder / OFFICE_PACK).is_dir():
        return prepared
    templates = office_templates(folder, shipped_templates())
    trial = try_templates(templates, layouts_needed(prepared), keep=False)
    return with_templates(prepared, trial.faults, (*trial.notices, *near_misses(templates, prepared.documents)))


def pack_findings(folder: Path | None) -> tuple[Finding, ...]:
    """Everything wrong with a pack. UsageError: there is no such folder.

    `folder`: an office's records, the `mau/` in them, or a whole set of templates such as `vanthu templates copy` gives;
    None: the program's own.
    """
    if folder is None:
        return _looked_over(load_templates(shipped_templates()), ())
    if not folder.is_dir():
        raise UsageError(f"Không có thư mục {folder}", "Đưa vào thư mục hồ sơ, thư mục mau/ của nó, hoặc thư mục mẫu.")
    place = folder.resolve()
    home = place.parent if place.name == OFFICE_PACK else place
    if (home / OFFICE_PACK).is_dir():
        types, findings = office_types(home, LIMITS)
        needed = dict.fromkeys(paper_type.layout for paper_type in types.made)
        findings = (*findings, *office_wording(home).findings)
        return _looked_over(office_templates(home, shipped_templates()), tuple(needed), findings)
    if not any(place.glob("*.docx")):
        raise UsageError(
            f"{shown(folder)} không có thư mục {OFFICE_PACK}/, cũng không có mẫu Word nào: không có gì để soát",
            f"Lấy mẫu gốc ra (vanthu templates copy {OFFICE_PACK}-goc), chép tệp định sửa vào {OFFICE_PACK}/ của hồ sơ.",
        )
    wording = load_wording(place / WORDING_FILE, called=shown(folder / WORDING_FILE))
    return _looked_over(load_templates(folder), (), wording.findings)


def _looked_over(
    templates: TemplateSet, needed: tuple[str, ...], before: tuple[Finding, ...] = ()
) -> tuple[Finding, ...]:
    """The findings on the files as they lie there.

    Where layouts are sound, those of filling them in too, and what of one file has no effect beside another.
    """
    found = file_findings(templates)
    if has_errors(found):
        return (*before, *found)
    there = dict(templates.layouts)
    trial = try_templates(templates, [layout for layout in needed if layout in there], keep=False)
    return (*before, *found, *trial.findings, *trial.notices)
