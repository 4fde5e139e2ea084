"""Write the generated pages of docs/ anew: `python -m tests.update_docs`; a test keeps them equal to the code."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from importlib.metadata import metadata

import click

from pipeline.checking.rules_page import rules_page
from pipeline.cli.commands import cli
from pipeline.decree.paper_types import NAMED_RECORD, PaperType
from pipeline.decree.profile import Profile, load_profile, with_earlier
from pipeline.decree.type_table import paper_types
from pipeline.records.base import Record
from pipeline.records.office import KINDS
from pipeline.typeset.docx.stock import digests_of
from pipeline.typeset.docx.templates import load_templates
from tests.sample import ROOT, TEMPLATES

_NOTE = "<!-- Generated from the code by `python -m tests.update_docs`; edit the code, not this page. -->"


def documents_page() -> str:
    """Types of documents, their official samples and layouts."""
    lines = ["# Types of documents (loại văn bản)", "", _NOTE, ""]
    lines += [
        "The 29 types of Điều 7, from `templates_docx/loai_van_ban.toml`, which says where each column comes from.",
        "",
    ]
    lines += [
        "| type | abbreviation | official sample | Word layout | made from a record | kính gửi | articles | end |"
    ]
    lines += ["|---|---|---|---|---|---|---|---|"]
    lines += [_row(kind) for kind in paper_types().types]
    lines += ["", "Attached documents use `kem_theo.docx` (PLIII.M1.3), annexes `phu_luc.docx` (PLIII.M2.1, M2.2).", ""]
    return "\n".join(lines)


def _row(kind: PaperType) -> str:
    record = f"“{kind.name if kind.record == NAMED_RECORD else kind.record}”" if kind.record else "not yet"
    if kind.attachable:
        record += ", or issued with “quyết định”" if kind.record else ", but issued with “quyết định”"
    layout = f"`templates_docx/{kind.layout}.docx`" if kind.record else "–"
    cells = (f"{kind.title} (`{kind.slug}`)", kind.code or "–", kind.sample or "–", layout, record)
    return "| " + " | ".join((*cells, kind.addressee, kind.articles, kind.ending)) + " |"


def glossary_page() -> str:
    """Every field of every record: Vietnamese title and English name."""
    lines = ["# Fields of records (các mục của hồ sơ)", "", _NOTE, ""]
    lines.append("The YAML key of a field is its title in lower case. Kinds of files: " + ", ".join(KINDS) + ".")
    for model in sorted(set(_models()), key=lambda item: item.__name__):
        lines += ["", f"## {model.__name__}", "", (model.__doc__ or "").strip().splitlines()[0], ""]
        lines += ["| key | name in code | required | meaning |", "|---|---|---|---|"]
        for name, field in model.model_fields.items():
            required = "yes" if field.is_required() else ""
            lines.append(f"| {field.alias} | `{name}` | {required} | {field.description or field.title} |")
    return "\n".join([*lines, ""])


def _models() -> Iterator[type[Record]]:
    waiting = [Record]
    while waiting:
        model = waiting.pop()
        waiting.extend(model.__subclasses__())
        if model is not Record and model.model_fields:
            yield model


def cli_page() -> str:
    """Help of every command, as users see it."""
    lines = ["# Commands (các lệnh)", "", _NOTE, ""]
    # As the command itself is run, but for the width: what it then knows of its options it keeps.
    settings = {**cli.context_settings, "max_content_width": 100, "terminal_width": 100}
    context = click.Context(cli, info_name="vanthu", **settings)
    lines += ["```", cli.get_help(context), "```"]
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        if command is not None:
            inner = click.Context(command, info_name=name, parent=context, max_content_width=100, terminal_width=100)
            lines += ["", f"## {name}", "", "```", command.get_help(inner), "```"]
    lines += [
        "",
        "Exit codes: 0 fine · 1 findings or refusal · 2 usage · 3 environment · 70 our bug · 130 interrupted.",
        "",
    ]
    return "\n".join(lines)


def measures_page() -> str:
    """Every measure of the legal profile with its range and locator."""
    profile = load_profile()
    lines = [
        f"# {profile.title}",
        "",
        _NOTE,
        "",
        "Confidence: H, H1, M, L as in the profile; `-`: the law is silent.",
        "",
    ]
    lines += ["| measure | value | allowed | locator | confidence | house style |", "|---|---|---|---|---|---|"]
    for measure in profile.measures.values():
        allowed = measure.expectation if measure.has_range or measure.allowed else ""
        shown = measure.shown(measure.value)
        lines.append(
            f"| `{measure.id}` | {shown} | {allowed} | {measure.at} | {measure.certainty} | {measure.title or ''} |"
        )
    return "\n".join([*lines, *_earlier_measures(profile), ""])


def _earlier_measures(profile: Profile) -> Iterator[str]:
    """What differs in the regulations before this one, each value with its confidence and the note on it."""
    for earlier in with_earlier(profile, {}).earlier:
        yield from (
            "",
            f"## {earlier.title}",
            "",
            f"Papers dated before {profile.valid_from:%d/%m/%Y}: what differs.",
            "",
        )
        yield from ("| measure | value | locator | confidence | note |", "|---|---|---|---|---|")
        for measure in earlier.measures.values():
            now = profile.measures.get(measure.id)
            if now is None or now.value != measure.value:
                shown = measure.shown(measure.value)
                yield f"| `{measure.id}` | {shown} | {measure.at} | {measure.certainty} | {measure.note} |"


def all_rules_page() -> str:
    """Every rule of the checker, and those left out."""
    return rules_page(note=_NOTE)


def licences_page() -> str:
    """The licence of every library that comes with the program, as its own metadata state it."""
    lines = ["# Licences (giấy phép của các thư viện)", "", _NOTE, ""]
    lines += [
        "What `.ci/requirements.txt` installs beside the program. All are permissive or let a program use them unchanged:",
        "`docxtpl` and `num2words` (LGPL) and `pikepdf` (MPL) are imported as they are published and not altered. The tests",
        "use more (`.ci/requirements-dev.txt`); none of that is installed with the program. LibreOffice (MPL), poppler (GPL)",
        "and the fonts are programs and files of the system, started or read, not part of this one.",
        "",
        "| library | licence |",
        "|---|---|",
    ]
    return "\n".join([*lines, *(f"| {name} | {licence} |" for name, licence in licences().items()), ""])


def licences() -> dict[str, str]:
    """Name of each library in the program's lock file and its licence (SPDX where the library gives it)."""
    names = re.findall(r"(?m)^([A-Za-z0-9._-]+)==", (ROOT / ".ci" / "requirements.txt").read_text("utf-8"))
    return {name: _licence(name) for name in sorted(names)}


def _licence(name: str) -> str:
    about = metadata(name)
    classified = [line.rpartition(":: ")[2] for line in about.get_all("Classifier") or () if line.startswith("License")]
    stated = next((said for key in ("License-Expression", "License") for said in about.get_all(key) or ()), "").strip()
    return stated.splitlines()[0] if stated else "; ".join(classified)


STOCK = ROOT / "pipeline" / "typeset" / "docx" / "stock.json"
PAGES = {
    "documents.md": documents_page,
    "glossary.md": glossary_page,
    "cli.md": cli_page,
    "measures.md": measures_page,
    "rules.md": all_rules_page,
    "licences.md": licences_page,
}


def stock_digests() -> str:
    """The digests of the templates as they come with the program."""
    return json.dumps(digests_of(load_templates(TEMPLATES)), indent=2) + "\n"


def main() -> None:
    """Write all pages, and the digests of the templates."""
    STOCK.write_text(stock_digests(), encoding="utf-8")
    for name, page in PAGES.items():
        (ROOT / "docs" / name).write_text(page(), encoding="utf-8")
        sys.stdout.write(f"docs/{name}\n")


if __name__ == "__main__":
    main()
