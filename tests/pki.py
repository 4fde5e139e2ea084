"""A throw-away public key infrastructure: an authority and signers made in memory, for signing and checking in tests."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import NamedTuple

from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore


class Identity(NamedTuple):
    """A throw-away key with its certificate."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate


def identity(name: str, issuer: Identity | None = None) -> Identity:
    """A certificate made for the test: an authority without `issuer`, otherwise a signer below it."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    public = key.public_key()
    authority = issuer is None
    usage = x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )
    above = issuer.key if issuer else key
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2120, 1, 1, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(above.public_key()), critical=False)
        .sign(above, hashes.SHA256())
    )
    return Identity(key, certificate)


def for_pyhanko(certificate: x509.Certificate) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def signer(who: Identity, root: Identity) -> SimpleSigner:
    key = who.key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return SimpleSigner(
        signing_cert=for_pyhanko(who.certificate),
        signing_key=keys.PrivateKeyInfo.load(key),
        cert_registry=SimpleCertificateStore.from_certs([for_pyhanko(root.certificate)]),
    )


def sign(pdf: bytes, field: str, by: SimpleSigner, *, certify: bool) -> bytes:
    """The PDF with one more signature, as an incremental update."""
    metadata = PdfSignatureMetadata(
        field_name=field, certify=certify, docmdp_permissions=MDPPerm.FILL_FORMS, md_algorithm="sha256"
    )
    output = sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), metadata, signer=by, existing_fields_only=True)
    return bytes(output.getbuffer())


def assert_all_valid(signed: bytes, root: Identity, names: list[str]) -> None:
    """Every field is signed, in this order, and every signature is intact, valid and trusted."""
    context = ValidationContext(trust_roots=[for_pyhanko(root.certificate)], allow_fetching=False)
    signatures = PdfFileReader(BytesIO(signed)).embedded_signatures
    assert [signature.field_name for signature in signatures] == names
    for signature in signatures:
        status = validate_pdf_signature(signature, context)
        assert (status.intact, status.valid, status.trusted) == (True, True, True)
        assert status.bottom_line, status.pretty_print_details()
        assert status.modification_level in {ModificationLevel.NONE, ModificationLevel.FORM_FILLING}
