"""Configuration of LibreOffice: a hardened throw-away profile, a minimal environment, explicit filters.

Everything here is text and paths; nothing is started. Every process gets a profile of its own, because two LibreOffices
cannot share one, and a profile left by a crash offers recovery instead of converting.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

IMPORT_FILTER: Final = "MS Word 2007 XML"
"""Explicit, so that a file never chooses its own reader by its content."""

OLDER_FILTERS: Final = {"doc": "MS Word 97", "rtf": "Rich Text Format", "odt": "writer8"}
"""The readers of other kinds of text files, by the ending of their names."""


@dataclass(frozen=True, slots=True)
class Writer:
    """A file format that LibreOffice writes: file name ending, filter, options of the filter."""

    ending: str
    filter: str
    options: tuple[tuple[str, bool | int], ...] = ()

    @property
    def argument(self) -> str:
        """The value of `--convert-to` (options as JSON: LibreOffice >= 7.4)."""
        if not self.options:
            return f"{self.ending}:{self.filter}"
        typed = {
            name: {"type": "boolean" if isinstance(value, bool) else "long", "value": str(value).lower()}
            for name, value in self.options
        }
        return f"{self.ending}:{self.filter}:{json.dumps(typed, separators=(',', ':'))}"


WORD: Final = Writer("docx", "MS Word 2007 XML")
"""A Word file."""

PDF: Final = Writer(
    "pdf",
    "writer_pdf_Export",
    (
        ("SelectPdfVersion", 2),  # PDF/A-2b
        ("UseTaggedPDF", True),
        ("ExportBookmarks", True),  # headings become the outline
        ("ExportBookmarksToPDFDestination", True),  # Word bookmarks become signature places
        ("IsSkipEmptyPages", True),
        ("DisplayPDFDocumentTitle", True),
        ("UseLosslessCompression", True),
        ("ReduceImageResolution", False),
    ),
)
"""PDF/A-2b, tagged, outline and bookmarks, pictures untouched."""

FLAGS: Final = (
    "--headless",
    "--invisible",
    "--nologo",
    "--nodefault",
    "--nofirststartwizard",
    "--norestore",
    "--nolockcheck",
)
"""How every LibreOffice is started: nothing is shown, nobody is asked."""


class _Setting(NamedTuple):
    """One registry value of LibreOffice; `path` is below `/org.openoffice.`."""

    path: str
    name: str
    kind: str
    value: str


_SCRIPTING: Final = "Office.Common/Security/Scripting"
_PROXY: Final = "Inet/Settings"
_SETTINGS: Final = (
    # No code out of a document: not from Basic, not from Python, not from Java.
    _Setting(_SCRIPTING, "MacroSecurityLevel", "int", "3"),
    _Setting(_SCRIPTING, "DisableMacrosExecution", "boolean", "true"),
    _Setting(_SCRIPTING, "OfficeBasic", "int", "0"),
    _Setting(_SCRIPTING, "ExecutePlugins", "boolean", "false"),
    _Setting("Office.Java/VirtualMachine", "Enable", "boolean", "false"),
    # Nothing from outside the document: no linked pictures, no refreshed links, and a proxy where nobody listens
    # as the second line. Why not a network namespace: making one needs rights that many machines do not give.
    _Setting(_SCRIPTING, "BlockUntrustedRefererLinks", "boolean", "true"),
    _Setting("Office.Writer/Content/Update", "Link", "int", "0"),
    _Setting("Office.Writer/Content/Update", "Field", "boolean", "false"),
    _Setting("Office.Writer/Content/Update", "Chart", "boolean", "false"),
    _Setting(_PROXY, "ooInetProxyType", "int", "1"),
    _Setting(_PROXY, "ooInetHTTPProxyName", "string", "127.0.0.1"),
    _Setting(_PROXY, "ooInetHTTPProxyPort", "int", "9"),
    _Setting(_PROXY, "ooInetHTTPSProxyName", "string", "127.0.0.1"),
    _Setting(_PROXY, "ooInetHTTPSProxyPort", "int", "9"),
    _Setting(_PROXY, "ooInetFTPProxyName", "string", "127.0.0.1"),
    _Setting(_PROXY, "ooInetFTPProxyPort", "int", "9"),
    _Setting(_PROXY, "ooInetNoProxy", "string", ""),
    # Nobody is there to answer a question.
    _Setting("Setup/Office", "ooSetupInstCompleted", "boolean", "true"),
    # A new profile looks like a new version, for which LibreOffice tries out its graphics: a third of a start.
    _Setting("Setup/Product", "ooSetupLastVersion", "string", "99.9"),
    _Setting("Office.Common/Misc", "FirstRun", "boolean", "false"),
    _Setting("Office.Common/Misc", "ShowTipOfTheDay", "boolean", "false"),
    _Setting("Office.Common/Misc", "CrashReport", "boolean", "false"),
    _Setting("Office.Common/Misc", "CollectUsageInformation", "boolean", "false"),
    _Setting("Office.Recovery/RecoveryInfo", "Enabled", "boolean", "false"),
    _Setting("Office.Recovery/AutoSave", "Enabled", "boolean", "false"),
    # Nobody types: no words are collected to complete others with.
    _Setting("Office.Writer/AutoFunction/Completion", "Enable", "boolean", "false"),
    _Setting("Office.Writer/AutoFunction/Completion", "CollectWords", "boolean", "false"),
)


def registry() -> str:
    """The `registrymodifications.xcu` of the hardened profile."""
    items = "\n".join(
        f'<item oor:path="/org.openoffice.{setting.path}"><prop oor:name="{setting.name}" oor:op="fuse">'
        f'<value xsi:type="xs:{setting.kind}">{setting.value}</value></prop></item>'
        for setting in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n{items}\n</oor:items>\n'
    )


def write_profile(directory: Path) -> None:
    """Create the hardened profile in `directory`, which must not exist yet."""
    user = directory / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(registry(), encoding="utf-8", newline="\n")


# Without these a Windows starts no program, or one without a network stack; folders of the user are not among them.
_WINDOWS: Final = (
    "SystemRoot",
    "SystemDrive",
    "windir",
    "ComSpec",
    "ProgramData",
    "ProgramFiles",
    "CommonProgramFiles",
)


def environment(home: Path, *, windows: Mapping[str, str] | None = None) -> dict[str, str]:
    """The whole environment of LibreOffice and of the font tools; `home` is a private directory.

    Nothing of the user's is passed on: no proxies, no locale, no preloaded libraries. Consequence: fonts in a user's
    own folder are not seen, only those of the system, so everybody who builds on a machine gets the same pages.
    `windows`: the environment of a Windows, of which the variables that name the system are kept.
    """
    place = str(home)
    if windows is not None:
        kept = {name: windows[name] for name in _WINDOWS if name in windows}
        root = kept.get("SystemRoot", r"C:\Windows")
        own = dict.fromkeys(("TEMP", "TMP", "USERPROFILE", "APPDATA", "LOCALAPPDATA"), place)
        return {**kept, **own, "PATH": rf"{root}\System32;{root}", "TZ": "UTC"}
    return {
        "HOME": place,
        "TMPDIR": place,
        "XDG_RUNTIME_DIR": place,
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "SAL_USE_VCLPLUGIN": "svp",
        # LibreOffice frees and takes the same memory for each document: giving it back to the system in between costs
        # a fifth of the page faults' time (measured: 313,000 faults against 67,000 for 60 papers).
        "MALLOC_TRIM_THRESHOLD_": "1000000000",
        "MALLOC_TOP_PAD_": "67108864",
        "MALLOC_MMAP_THRESHOLD_": "1000000000",
        "MALLOC_ARENA_MAX": "1",  # what a client asks for is done by threads; they use the same kept memory
    }


def user_installation(profile: Path) -> str:
    """The argument that selects the profile."""
    return f"-env:UserInstallation={profile.as_uri()}"


def arguments(
    *, profile: Path, output: Path, sources: list[Path], reader: str = IMPORT_FILTER, writer: Writer = PDF
) -> list[str]:
    """The arguments to convert the files `sources` into files with the same stem in `output`."""
    return [
        user_installation(profile),
        *FLAGS,
        f"--infilter={reader}",
        "--convert-to",
        writer.argument,
        "--outdir",
        str(output),
        *map(str, sources),
    ]
