"""Somebody signs, really, while builds run: at random moments, by tools that write in place and by tools that rename."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, sign_pdf

from pipeline.building.state.plan import is_signed
from pipeline.filing import system
from tests.building.test_nothing_lost import _Pdf
from tests.filing import moments
from tests.pki import identity, signer

_TIMES = 2 * int(os.environ.get("VANTHU_FUZZ", "1"))


class _Real(_Pdf):
    """The PDF of a paper, a real one."""

    def content(self, version: int) -> bytes:
        stream = BytesIO()
        with pikepdf.new() as pdf:
            pdf.add_blank_page(page_size=(100 + version, 100))
            pdf.save(stream, deterministic_id=True)
        return stream.getvalue()


def _sign_at_some_moment(target: Path, proof: Path, save: Callable[[Path, bytes], None], after: float) -> None:
    root = identity("Gốc thử nghiệm")
    who = signer(identity("Nguyễn Văn A", root), root)
    time.sleep(after)
    while True:
        try:
            before = target.read_bytes()
            break
        except FileNotFoundError:  # where a system has no exchange nothing bears the name for a moment
            continue
    metadata = PdfSignatureMetadata(field_name="chu-ky-1", md_algorithm="sha256")
    signed = bytes(sign_pdf(IncrementalPdfFileWriter(BytesIO(before)), metadata, signer=who).getbuffer())
    proof.write_bytes(signed)
    save(target, signed)


@pytest.mark.parametrize("save", [moments.in_place, moments.by_renaming])
@pytest.mark.parametrize("exchange", [True, False])
def test_build__a_paper_signed_while_it_runs_keeps_its_signature(
    tmp_path: Path, save: Callable[[Path, bytes], None], monkeypatch: pytest.MonkeyPatch, *, exchange: bool
) -> None:
    if not exchange:
        monkeypatch.setattr(system, "_EXCHANGE", 1 << 20)
    order = random.Random(f"{save.__name__}{exchange}")  # noqa: S311 - moments, no secret
    for number in range(_TIMES):
        scene = _Real(tmp_path / str(number) / "ra")
        proof = tmp_path / str(number) / "signed.pdf"
        scene.write(1)
        after = order.random() * 0.05
        child = os.fork()
        if child == 0:
            try:
                _sign_at_some_moment(scene.target, proof, save, after)
            except BaseException:  # noqa: BLE001 - a child that forked never returns into the tests
                os._exit(1)
            os._exit(0)
        version = 2
        while os.waitpid(child, os.WNOHANG)[0] == 0:
            scene.write(version)
            version += 1
        for _ in range(2):
            scene.write(version)
            version += 1
        assert scene.target.read_bytes() == proof.read_bytes()
        assert is_signed(scene.target, None)
        assert not list(scene.folder.rglob(".*.doi-cho"))
