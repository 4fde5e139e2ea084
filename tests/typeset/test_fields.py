"""Tests of the signature fields: where they lie, what they are, and that every one of them can be signed in turn."""

from __future__ import annotations

import pytest

from pipeline.finding import Finding, Severity
from pipeline.typeset.pdf.assemble import Place, assemble, places
from pipeline.typeset.pdf.signature_fields import SignatureField, signature_boxes
from tests.pdfs import dig, fields, read, text_in_box, with_fields
from tests.pki import assert_all_valid, identity, sign, signer

TOP = Place(page=0, x=300, y=400)
BOTTOM = Place(page=0, x=250, y=280)


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
        (Place(page=1, x=250, y=700), "DUNG-12", "chức vụ của người ký ở trang 1, họ tên ở trang 2"),
        (Place(page=0, x=250, y=331), "DUNG-13", "chỉ có 69 pt, cần ít nhất 70 pt"),
        (Place(page=0, x=250, y=500), "DUNG-13", "Không đủ chỗ"),
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
    return assemble(with_fields(decision, planned), title="Quyết định").pdf


@pytest.mark.office
def test_add_fields__same_bytes_from_two_libreoffices(
    decisions: tuple[bytes, bytes], planned: tuple[SignatureField, ...]
) -> None:
    first, second = (assemble(with_fields(pdf, planned), title="Quyết định").pdf for pdf in decisions)
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
    assert_all_valid(signed, root, ["Ky-1", "Dau-1"])
