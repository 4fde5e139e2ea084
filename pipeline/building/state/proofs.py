"""Digests of what builds wrote to an output folder (bằng chứng), by which a file in place is known as ours.

They are taken from manifest and journal whatever their format and however damaged: a digest that was noted once proves
a content, even where the line around it is of an older program. A manifest that is missing proves nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pipeline.building.state.manifest import JOURNAL, MANIFEST
from pipeline.filing.locks import FOLDER
from pipeline.filing.look import Proof

_WHOSE: Final = re.compile(rb'"(?:id|bundle|begun)":"([^"]*)"')
_WRITTEN: Final = re.compile(rb'"sha256":"([0-9a-f]{64})"')
_BEGUN: Final = re.compile(rb'"files":\[([^\]]*)\]')
_DIGEST: Final = re.compile(rb'"([0-9a-f]{64})"')


class Proofs:
    """The proofs of one output folder, by the id of a paper or the name of a bundle."""

    def __init__(self, folder: Path) -> None:
        self._known: dict[str, set[str]] = {}
        for name in (MANIFEST, JOURNAL):
            for line in _lines(folder / FOLDER / name):
                if whose := _WHOSE.search(line):
                    self._known.setdefault(whose[1].decode(errors="replace"), set()).update(_digests(line))

    def proof_of(self, *keys: str) -> Proof:
        """The proof for files of these papers (ids) or bundles (names): all digests noted for them."""
        return Proof(frozenset(digest for key in keys for digest in self._known.get(key, ())))


def _digests(line: bytes) -> Iterator[str]:
    yield from (digest.decode() for digest in _WRITTEN.findall(line))
    for files in _BEGUN.findall(line):
        yield from (digest.decode() for digest in _DIGEST.findall(files))


def _lines(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as lines:
            yield from lines
    except OSError:
        return
