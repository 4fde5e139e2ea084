"""The one parser for XML of other people's files: what a file says cannot reach beyond the file, or grow without bound."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from pipeline.intake.safe_xml import parsed
from tests.sample import ROOT

OPTIONS: tuple[dict[str, bool], ...] = ({}, {"huge": True}, {"without_blanks": True}, {"without_remarks": True})


@pytest.mark.parametrize("options", OPTIONS)
def test_xml__of_a_stranger_reads_no_file_and_expands_nothing(tmp_path: Path, options: dict[str, bool]) -> None:
    (tmp_path / "secret").write_text("bí mật", "utf-8")
    outside = f'<!DOCTYPE a [<!ENTITY b SYSTEM "file://{tmp_path}/secret">]><a>&b;</a>'
    assert "bí mật" not in etree.tostring(parsed(outside.encode(), **options), encoding="unicode")
    grown = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 10}">' for n in range(9))
    try:
        root = parsed(f"<!DOCTYPE a [{grown}]><a>&e8;</a>".encode(), **options)
    except etree.XMLSyntaxError:
        return
    assert len(etree.tostring(root, method="text", encoding="unicode")) < 1000


def test_xml__options_drop_what_they_say() -> None:
    data = b"<a> <!--b--><?c d?> <e/> </a>"
    assert etree.tostring(parsed(data)) == data
    assert etree.tostring(parsed(data, without_remarks=True)) == b"<a>  <e/> </a>"
    assert b"> <e/>" not in etree.tostring(parsed(b"<a> <e/> </a>", without_blanks=True))


def test_xml__is_parsed_nowhere_by_a_parser_of_its_own() -> None:
    users = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "pipeline").rglob("*.py")
        if "XMLParser(" in path.read_text("utf-8")
    ]
    assert users == ["pipeline/intake/safe_xml.py"]
