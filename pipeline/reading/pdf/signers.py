"""Who signed (người ký): the common name in the signer's certificate of a CMS signature."""

from __future__ import annotations

from asn1crypto import cms

_MAX_BYTES = 4 * 1024 * 1024


def signer_of(contents: bytes) -> str | None:
    """The common name in the certificate of a CMS signature; None where it cannot be read."""
    if not contents or len(contents) > _MAX_BYTES:
        return None
    try:
        signed = cms.ContentInfo.load(contents)["content"]
        identifier = signed["signer_infos"][0]["sid"]
        certificates = [choice.chosen for choice in signed["certificates"]]
        own = [certificate for certificate in certificates if _made_by(certificate, identifier)] or certificates
        name = own[0].subject.native.get("common_name")
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        return None
    return name if isinstance(name, str) else None


def _made_by(certificate: cms.Certificate, identifier: cms.SignerIdentifier) -> bool:
    chosen = identifier.chosen
    if identifier.name == "issuer_and_serial_number":
        return bool(
            certificate.serial_number == chosen["serial_number"].native and certificate.issuer == chosen["issuer"]
        )
    return bool(certificate.key_identifier == chosen.native)
