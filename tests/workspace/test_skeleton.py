"""New records to fill in: they load, and so they do with every optional field switched on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.records.office import KINDS
from pipeline.workspace.fields import fields_of
from pipeline.workspace.skeleton import kinds, skeleton
from tests.workspace.small_folder import findings_of

# Ids that the clerk has to fill in lead nowhere yet.
_TO_FILL_IN = {"DL-201"}
# Switched on together, some fields exclude each other: two deadlines, a lead who is his own partner.
_EXCLUSIVE = {"DL-514", "DL-515"}


@pytest.mark.parametrize("kind", kinds())
def test_skeleton__loads(kind: str, tmp_path: Path) -> None:
    found = findings_of(tmp_path, {"a.yaml": skeleton(kind)})
    assert [finding for finding in found if finding.code not in _TO_FILL_IN] == []


@pytest.mark.parametrize("kind", kinds())
def test_skeleton__loads_with_everything_switched_on(kind: str, tmp_path: Path) -> None:
    text = re.sub(r"(?m)^( *)#(?! )", r"\1", skeleton(kind))
    found = findings_of(tmp_path, {"a.yaml": text})
    assert [finding for finding in found if finding.code not in _TO_FILL_IN | _EXCLUSIVE] == []


@pytest.mark.parametrize("kind", kinds())
def test_skeleton__has_every_field(kind: str) -> None:
    text = skeleton(kind)
    missing = [
        key for key in fields_of(KINDS[kind]) if key != "độ mật" and not re.search(rf"(?m)^#?{re.escape(key)}:", text)
    ]
    assert missing == []


def test_skeleton__names_its_schema_first() -> None:
    first = skeleton("cuộc họp").splitlines()[0]
    assert first == "# yaml-language-server: $schema=.schema/cuoc-hop.schema.json"


def test_skeleton__unknown_kind() -> None:
    with pytest.raises(KeyError):
        skeleton("thơ")
