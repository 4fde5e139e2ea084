"""The JSON Schemas put into a folder (lược đồ): what editors complete and check records by."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.app.known_types import types_known
from pipeline.filing.seals import JSON_PROOF, sealed_json
from pipeline.filing.telling import About, findings_of
from pipeline.filing.writer import put
from pipeline.finding import Finding
from pipeline.workspace.schema import schemas


@dataclass(frozen=True)
class SchemasWritten:
    """The schemas written into a folder, and findings on other files in their places, which were kept beside."""

    files: tuple[Path, ...]
    findings: tuple[Finding, ...]


def write_schemas(folder: Path, *, office: Path | None = None) -> SchemasWritten:
    """Write a JSON Schema for each kind of record into `folder`; those of another program version are replaced.

    `office`: the folder of records whose own types get a schema each; without it the office that `folder` lies in, if
    any. UsageError: there is no such folder of records.
    """
    types, wrong = types_known(office, folder)
    contents = schemas(types)
    filed = [put(folder / name, sealed_json(content), JSON_PROOF) for name, content in contents.items()]
    findings = tuple(finding for file in filed for finding in findings_of(file, About(series="BC-32")))
    return SchemasWritten(tuple(folder / name for name in contents), (*wrong, *findings))
