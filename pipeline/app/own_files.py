"""Files that commands write into a user's folder and that belong to the program (tệp phần mềm ghi)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.filing.look import Proof
from pipeline.filing.own import Ledger
from pipeline.filing.telling import About, findings_of
from pipeline.filing.writer import Filed, put, recover, take_away
from pipeline.finding import Finding

# Where no lock keeps others out: what is older than a minute is of no run that goes on.
_MINUTE = 60


class OwnFiles:
    """The program's files in one folder, known as ours by the folder's ledger or by a seal inside them.

    `filed` holds what happened to each; `about` says how that is told, `proof` holds the seal; `locked`: whether the
    caller holds the folder's lock.
    """

    def __init__(
        self, folder: Path, *, about: About | None = None, proof: Proof | None = None, locked: bool = True
    ) -> None:
        self._folder = folder
        self._about = about or About(series="BC-32")
        self._seal = proof.seal if proof else None
        self._ledger = Ledger.in_folder(folder)
        self.filed: list[Filed] = list(
            recover(folder, replace(self._ledger.every_proof(), seal=self._seal), age=0 if locked else _MINUTE)
        )

    def put(self, name: str, data: bytes) -> Filed:
        """Write a file and note it in the ledger; a file in its place that is not ours is kept beside."""
        proof = self._proof(name)
        self._ledger.note(name, data)
        self.filed.append(put(self._folder / name, data, proof))
        return self.filed[-1]

    def take_away(self, name: str, *, beside: bool = False) -> Filed:
        """Remove a file; one that is not ours stays, or with `beside` is moved aside."""
        self.filed.append(take_away(self._folder / name, self._proof(name), beside=beside))
        return self.filed[-1]

    def close(self) -> None:
        """Write the ledger; no file can be put afterwards."""
        self._ledger.close()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings on everything that happened to files of this folder."""
        return tuple(finding for filed_file in self.filed for finding in self.told(filed_file))

    def told(self, filed: Filed) -> tuple[Finding, ...]:
        """The findings on what happened to one file."""
        return findings_of(filed, self._about)

    def _proof(self, name: str) -> Proof:
        return replace(self._ledger.proof(name), seal=self._seal)
