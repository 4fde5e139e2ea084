"""Whether the signatures of a PDF are valid (chữ ký số còn hiệu lực): bytes, signature value, later additions.

The certificate and who issued it are not judged: there is no list of authorities here and no network access. What may
be added after a signature is what a form allows: more signatures, values in fields that no signature has locked,
evidence for later validation.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from io import BytesIO

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import SuspiciousModification
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity

from pipeline.errors import Unreadable

_CONTENT_TYPE = "data"
# What the library finds is told by our own message; without a handler of its own it would print a traceback beside it.
logging.getLogger("pyhanko").addHandler(logging.NullHandler())


class SignatureState(Enum):
    """The result of verifying a signature."""

    HOLDS = auto()
    BROKEN = auto()
    """The signed bytes have changed."""
    ALTERED = auto()
    """The signed bytes are unchanged, but something was added that must not be added after it."""
    UNKNOWN = auto()
    """The kind of signature cannot be verified here."""


@dataclass(frozen=True, kw_only=True)
class FieldSignature:
    """One signature: the name of its field, and the result of verifying it."""

    field: str
    state: SignatureState


def signatures_of(pdf: bytes) -> tuple[FieldSignature, ...]:
    """The signatures of people and agencies in a PDF, in the order of signing. Unreadable: the file cannot be read."""
    try:
        reader = PdfFileReader(BytesIO(pdf), strict=False)
        found = [
            FieldSignature(field=str(signature.field_name), state=_state(signature))
            for signature in reader.embedded_regular_signatures
        ]
        return (*found, *_of_other_kinds(reader, {signature.field for signature in found}))
    except (PdfError, SignatureValidationError, ValueError, KeyError, TypeError, RecursionError) as failure:
        raise Unreadable(
            "tệp PDF đã ký hỏng, không đọc được chữ ký trong tệp.", "Xin lại tệp từ người ký."
        ) from failure


def _of_other_kinds(reader: PdfFileReader, known: set[str]) -> Iterator[FieldSignature]:
    """Signatures in formats of old tools that the library does not list: they exist, and cannot be verified."""
    for name, value, _ in enumerate_sig_fields(reader, filled_status=True):
        if name not in known and value.get_object().get("/Type") != "/DocTimeStamp":
            yield FieldSignature(field=str(name), state=SignatureState.UNKNOWN)


def _state(signature: EmbeddedPdfSignature) -> SignatureState:
    try:
        signature.compute_integrity_info()
        intact, valid = validate_sig_integrity(
            signature.signer_info, signature.signer_cert, _CONTENT_TYPE, signature.compute_digest()
        )
    except (SignatureValidationError, SigningError, NotImplementedError, ValueError, KeyError, TypeError):
        return SignatureState.UNKNOWN
    if not (intact and valid):
        return SignatureState.BROKEN
    told = signature.summarise_integrity_info()
    altered = isinstance(told.get("diff_result"), SuspiciousModification) or told.get("docmdp_ok") is False
    return SignatureState.ALTERED if altered else SignatureState.HOLDS
