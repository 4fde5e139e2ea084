"""Write the golden outlines anew: `python -m tests.update_golden`. Read the diff before committing it: it is the paper."""

from __future__ import annotations

import sys

from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.templates import load_templates
from tests.outline import outline
from tests.sample import GOLDEN, TEMPLATES, sample


def main() -> None:
    """One file per paper of the sample office; files of papers that are gone go too."""
    prepared, templates = sample(), load_templates(TEMPLATES)
    wanted = {}
    for document in prepared.documents:
        docx = make_docx(document, templates=templates, profile=prepared.profile)
        wanted[f"{document.id}.txt"] = outline(docx)
    for old in GOLDEN.glob("*.txt"):
        if old.name not in wanted:
            old.unlink()
    for name, text in wanted.items():
        (GOLDEN / name).write_text(text, encoding="utf-8")
    sys.stdout.write(f"{len(wanted)} dàn ý trong {GOLDEN}\n")


if __name__ == "__main__":
    main()
