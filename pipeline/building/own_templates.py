"""An office's own templates tried without building anything (thử mẫu của cơ quan): what `vanthu validate` says of them."""

from __future__ import annotations

from pathlib import Path

from pipeline.building.prepare import Prepared, layouts_needed, with_templates
from pipeline.building.template_trial import try_templates
from pipeline.decree.pack_folder import OFFICE_PACK, shipped_templates
from pipeline.typeset.docx.templates import office_templates


def with_own_templates(prepared: Prepared, folder: Path) -> Prepared:
    """The same, with what is wrong with the office's own templates; papers set from those are not made."""
    if not (folder / OFFICE_PACK).is_dir():
        return prepared
    templates = office_templates(folder, shipped_templates())
    trial = try_templates(templates, layouts_needed(prepared), keep=False)
    return with_templates(prepared, trial.faults, trial.notices)
