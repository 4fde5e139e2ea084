"""Files with a seal (tệp có mã kiểm): a web page or JSON object that contains a digest of the rest, which proves it ours."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from pipeline.filing.look import Proof, digest_of

_COMMENT: Final = "$comment"
_SEAL: Final = re.compile(rb"<!-- M\xc3\xa3 ki\xe1\xbb\x83m: ([0-9a-f]{64}) -->\n\Z")


def sealed_page(text: str) -> bytes:
    """The page with its seal, as bytes."""
    body = f"{text.rstrip()}\n".encode()
    return body + f"<!-- Mã kiểm: {digest_of(body)} -->\n".encode()


def is_sealed(page: bytes) -> bool:
    """Whether a page has a seal that fits its content."""
    found = _SEAL.search(page)
    return found is not None and found[1].decode() == digest_of(page[: found.start()])


PAGE_PROOF: Final = Proof(seal=is_sealed)


def sealed_json(content: Mapping[str, Any]) -> bytes:
    """A JSON object with its seal as the last entry (`$comment`, which JSON Schema lets anybody use), as bytes."""
    return _json({**content, _COMMENT: _mark(content)})


def is_sealed_json(data: bytes) -> bool:
    """Whether a JSON object has a seal that fits its content; indentation does not matter."""
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return False
    if not isinstance(content, dict) or _COMMENT not in content:
        return False
    seal = content.pop(_COMMENT)
    return bool(seal == _mark(content))


def _mark(content: Mapping[str, Any]) -> str:
    return f"Mã kiểm: {digest_of(_json(content))}"


def _json(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


JSON_PROOF: Final = Proof(seal=is_sealed_json)
