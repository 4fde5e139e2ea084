"""The JSON Schemas put into a folder (lược đồ): for `vanthu schema`, and for a new office."""

from __future__ import annotations

from pathlib import Path

from pipeline.cli import show
from pipeline.filing.seals import JSON_PROOF, sealed_json
from pipeline.filing.telling import About, findings_of
from pipeline.filing.writer import put
from pipeline.workspace.schema import schemas


def put_schemas(folder: Path) -> tuple[Path, ...]:
    """Write them, say what was kept beside; the files. Those of another version bear a seal and are replaced."""
    filed = [put(folder / name, sealed_json(content), JSON_PROOF) for name, content in schemas().items()]
    show.findings(tuple(finding for one in filed for finding in findings_of(one, About(series="BC-32"))))
    return tuple(folder / name for name in schemas())
