"""A web page that proves itself ours (trang có mã kiểm): a last line with a digest of all before it."""

from __future__ import annotations

import re
from typing import Final

from pipeline.filing.look import Proof, digest_of

_SEAL: Final = re.compile(rb"<!-- M\xc3\xa3 ki\xe1\xbb\x83m: ([0-9a-f]{64}) -->\n\Z")


def sealed_page(text: str) -> bytes:
    """The page with its seal, as bytes."""
    body = f"{text.rstrip()}\n".encode()
    return body + f"<!-- Mã kiểm: {digest_of(body)} -->\n".encode()


def is_sealed(page: bytes) -> bool:
    """Whether a page is as it was written."""
    found = _SEAL.search(page)
    return found is not None and found[1].decode() == digest_of(page[: found.start()])


PAGE_PROOF: Final = Proof(seal=is_sealed)
