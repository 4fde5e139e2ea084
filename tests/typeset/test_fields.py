"""Tests of the signature fields: where they lie, what they are, and that every one of them can be signed in turn."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import NamedTuple

import pytest
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

from pipeline.finding import Finding, Severity
from pipeline.typeset.assemble import Place, assemble, places
from pipeline.typeset.fields import SignatureField, add_fields, signature_boxes
from tests.pdfs import dig, fields, read, text_in_box

TOP = Place(page=0, x=300, y=400)
BOTTOM = Place(page=0, x=250, y=280)


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


def test_signature_boxes__seal_covers_a_third() -> None:
    boxes = signature_boxes(TOP, BOTTOM, 300)
    assert boxes == ((225, 305, 375, 375), (163, 285, 273, 395))
    assert not isinstance(boxes, Finding)
    person, seal = boxes
    assert (seal[2] - person[0]) / (person[2] - person[0]) == 0.32


def test_signature_boxes__sizes_of_the_profile() -> None:
    boxes = signature_boxes(TOP, BOTTOM, 300, person=(120, 60), seal=(100, 100), seal_left=60)
    assert boxes == ((240, 310, 360, 370), (180, 290, 280, 390))


@pytest.mark.parametrize(
    ("bottom", "code", "words"),
    [
        (Place(page=1, x=250, y=700), "signature-split", "chức vụ của người ký ở trang 1, họ tên ở trang 2"),
        (Place(page=0, x=250, y=331), "signature-cramped", "chỉ có 69 pt, cần ít nhất 70 pt"),
        (Place(page=0, x=250, y=500), "signature-cramped", "Không đủ chỗ"),
    ],
)
def test_signature_boxes__no_place(bottom: Place, code: str, words: str) -> None:
    found = signature_boxes(TOP, bottom, 300)
    assert isinstance(found, Finding)
    assert (found.code, found.severity) == (code, Severity.ERROR)
    assert words in found.message
    assert found.hint


@pytest.fixture(scope="session")
def planned(decision: bytes) -> tuple[SignatureField, SignatureField]:
    """The fields of the decision: the chairman's signature, then the seal."""
    marks = places(decision)
    boxes = signature_boxes(marks["ky-tren"], marks["ky-duoi"], marks["ky-tren"].x)
    assert not isinstance(boxes, Finding)
    return (
        SignatureField(name="Ky-1", tooltip="Chữ ký số của Chủ tịch", page=0, box=boxes[0]),
        SignatureField(name="Dau-1", tooltip="Chữ ký số của cơ quan", page=0, box=boxes[1]),
    )


@pytest.fixture(scope="session")
def ready(decision: bytes, planned: tuple[SignatureField, ...]) -> bytes:
    """The decision, ready for signature."""
    return assemble(add_fields(decision, planned), title="Quyết định").pdf


def test_add_fields__none() -> None:
    assert add_fields(b"%PDF-1.7 anything", ()) == b"%PDF-1.7 anything"


@pytest.mark.office
def test_add_fields__same_bytes_from_two_libreoffices(
    decisions: tuple[bytes, bytes], planned: tuple[SignatureField, ...]
) -> None:
    first, second = (assemble(add_fields(pdf, planned), title="Quyết định").pdf for pdf in decisions)
    assert first == second
    assert b"pyHanko" not in first


@pytest.mark.office
def test_add_fields__empty_named_visible_in_order(ready: bytes, planned: tuple[SignatureField, ...]) -> None:
    found = fields(read(ready))
    assert list(found) == ["Ky-1", "Dau-1"]
    for field in planned:
        widget = found[field.name]
        assert widget["/FT"] == "/Sig"
        assert "/V" not in widget
        assert widget["/TU"] == field.tooltip
        assert tuple(map(float, widget["/Rect"])) == field.box


@pytest.mark.office
def test_add_fields__fit_for_the_archive(ready: bytes) -> None:
    reader = read(ready)
    form = dig(reader.root_object, "/AcroForm")
    assert form["/SigFlags"] == 1
    assert "/NeedAppearances" not in form
    for widget in fields(reader).values():
        flags = int(widget["/F"])
        assert flags & 4, "printed"
        assert not flags & (1 | 2 | 32 | 256), "not invisible, hidden, no-view or toggled"
        assert set(widget["/AP"]) == {"/N"}
        assert dig(widget, "/AP", "/N").get_data() == b""
        assert dig(widget, "/P") == dig(reader.pages[0])
    assert reader.xmp_metadata is not None
    assert reader.xmp_metadata.pdfaid_part == "2"
    assert ready.count(b"startxref") == 1


@pytest.mark.office
def test_add_fields__in_the_structure_tree(ready: bytes) -> None:
    reader = read(ready)
    tree = dig(reader.root_object, "/StructTreeRoot")
    numbers = dig(tree, "/ParentTree", "/Nums")
    by_key = {int(numbers[at]): dig(numbers, at + 1) for at in range(0, len(numbers), 2)}
    assert list(by_key) == sorted(by_key)
    assert tree["/ParentTreeNextKey"] > max(by_key)
    elements = dig(tree, "/K", 0, "/K")
    for at, widget in zip((-2, -1), fields(reader).values(), strict=True):
        element = by_key[int(widget["/StructParent"])]
        assert element == dig(elements, at)
        assert element["/S"] == "/Form"
        assert dig(element, "/K", "/Obj") == widget
    assert dig(reader.pages[0], "/Tabs") == "/S"


@pytest.mark.office
def test_add_fields__nothing_under_them(ready: bytes, planned: tuple[SignatureField, ...]) -> None:
    person = planned[0]
    assert text_in_box(ready, person.page, person.box) == ""
    higher = (person.box[0], person.box[1] + 60, person.box[2], person.box[3] + 60)
    assert "CHỦ TỊCH" in text_in_box(ready, person.page, higher)


@pytest.mark.office
@pytest.mark.parametrize("certify", [True, False])
def test_add_fields__signed_in_order(ready: bytes, planned: tuple[SignatureField, ...], *, certify: bool) -> None:
    root = identity("Gốc thử nghiệm")
    people = [identity("Nguyễn Thị Ánh Tuyết", root), identity("Ủy ban nhân dân tỉnh", root)]
    signed = ready
    for number, (field, who) in enumerate(zip(planned, people, strict=True)):
        signed = sign(signed, field.name, signer(who, root), certify=certify and number == 0)
    assert signed.startswith(ready)
    context = ValidationContext(trust_roots=[for_pyhanko(root.certificate)], allow_fetching=False)
    reader = PdfFileReader(BytesIO(signed))
    signatures = reader.embedded_signatures
    assert [signature.field_name for signature in signatures] == ["Ky-1", "Dau-1"]
    for signature in signatures:
        status = validate_pdf_signature(signature, context)
        assert (status.intact, status.valid, status.trusted) == (True, True, True)
        assert status.bottom_line, status.pretty_print_details()
        assert status.modification_level in {ModificationLevel.NONE, ModificationLevel.FORM_FILLING}
