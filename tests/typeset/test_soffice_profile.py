"""Tests of what LibreOffice is told."""

from __future__ import annotations

import json
from pathlib import Path

from lxml import etree

from pipeline.typeset.libreoffice.soffice_profile import PDF, arguments, environment, registry, write_profile

_OOR = "{http://openoffice.org/2001/registry}"


def settings() -> dict[str, str]:
    """Every setting of the profile, `path/name` to value."""
    return {
        f"{item.get(f'{_OOR}path')}/{prop.get(f'{_OOR}name')}": prop.findtext("value", "")
        for item in etree.fromstring(registry().encode())
        for prop in item
    }


def test_registry__hardened() -> None:
    scripting = "/org.openoffice.Office.Common/Security/Scripting/"
    expected = {
        f"{scripting}MacroSecurityLevel": "3",
        f"{scripting}DisableMacrosExecution": "true",
        f"{scripting}BlockUntrustedRefererLinks": "true",
        "/org.openoffice.Office.Writer/Content/Update/Link": "0",
        "/org.openoffice.Office.Java/VirtualMachine/Enable": "false",
        "/org.openoffice.Office.Recovery/RecoveryInfo/Enabled": "false",
    }
    assert {key: settings().get(key) for key in expected} == expected


def test_write_profile__where_libreoffice_looks(tmp_path: Path) -> None:
    write_profile(tmp_path / "profile")
    written = tmp_path / "profile" / "user" / "registrymodifications.xcu"
    assert written.read_text(encoding="utf-8") == registry()


def test_export_filter__archival_and_tagged() -> None:
    kind, name, options = PDF.argument.split(":", 2)
    assert (kind, name) == ("pdf", "writer_pdf_Export")
    assert {key: option["value"] for key, option in json.loads(options).items()} == {
        "SelectPdfVersion": "2",
        "UseTaggedPDF": "true",
        "ExportBookmarks": "true",
        "ExportBookmarksToPDFDestination": "true",
        "IsSkipEmptyPages": "true",
        "DisplayPDFDocumentTitle": "true",
        "UseLosslessCompression": "true",
        "ReduceImageResolution": "false",
    }


def test_environment__nothing_of_the_user() -> None:
    given = environment(Path("/private"))
    assert not [name for name in given if "proxy" in name.lower() or name.startswith("LD_")]
    assert given["HOME"] == given["TMPDIR"] == "/private"


def test_arguments__explicit_filters_and_own_profile() -> None:
    found = arguments(profile=Path("/a/profile"), output=Path("/a/out"), sources=[Path("/a/in/0000.docx")])
    assert found[0] == "-env:UserInstallation=file:///a/profile"
    assert "--infilter=MS Word 2007 XML" in found
    assert found[-3:] == ["--outdir", "/a/out", "/a/in/0000.docx"]
    assert {"--headless", "--norestore", "--nofirststartwizard"} <= set(found)
