"""Number and day after the signature: filled in beside it, sealed after it, and every wrong order refused with words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from pipeline.app.issuing import Issued, IssueOptions, issue
from pipeline.app.sealing import keep_sealed_file
from pipeline.building.making.output import bundle_key, bundle_path
from pipeline.building.state.manifest import BundleEntry, append_entry, mark
from pipeline.errors import Refused, UsageError
from pipeline.filing.look import is_signed
from pipeline.filing.writer import put
from pipeline.reading.pdf.signature_state import SignatureState, signatures_of
from pipeline.register.frozen import frozen_paper
from pipeline.register.ledger import read_book
from pipeline.typeset.pdf.fill_fields import form_fields
from tests.pki import assert_all_valid
from tests.register.issuing_office import LETTER, MINUTES, build, office
from tests.signing import authority, blank_fields, form_pdf, paper_pdf, signed_by, with_another_page, with_value

TODAY = date(2025, 11, 15)
OPTIONS = IssueOptions(on=TODAY)
PERSON, SECRETARY, AGENCY = "Nguyễn Đăng Khôi", "Thư ký", "Cơ quan"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An office whose papers are built with real fields, in `output` beside it."""
    made = office(tmp_path, letters=3)
    build(made, tmp_path / "output", pdf_made=paper_pdf)
    return made


def _built(folder: Path, paper: str = LETTER) -> bytes:
    return (folder.parent / "output" / paper / f"{paper}.pdf").read_bytes()


def _issue(folder: Path, pdf: bytes, paper: str = LETTER, options: IssueOptions = OPTIONS) -> Issued:
    signed = folder.parent / "da-ky.pdf"
    signed.write_bytes(pdf)
    return issue(folder, folder.parent / "output", paper, replace(options, signed=signed))


def _values(pdf: bytes) -> dict[str, str]:
    return {field.name: field.value for field in form_fields(pdf) if field.kind}


def test_issue__fills_number_and_day_beside_the_signature_and_the_seal_closes_them(folder: Path) -> None:
    signed = signed_by(PERSON, _built(folder), "chu-ky-1")
    done = _issue(folder, signed)
    frozen = frozen_paper(folder, LETTER)
    assert frozen is not None
    numbered = frozen.pdf.read_bytes()
    assert numbered.startswith(signed)
    assert (folder.parent / "da-ky.pdf").read_bytes() == signed
    assert _values(numbered) == {
        "so-van-ban-1": "01",
        "so-van-ban-2": "01",
        "ngay-ban-hanh-1": "15",
        "ngay-ban-hanh-2": "15",
    }
    assert frozen.sent == sha256(numbered).hexdigest() == read_book(folder, "ubnd-xa", 2025).entries[0].sent
    assert (frozen.place / f"{LETTER}-da-ky.pdf").read_bytes() == signed
    assert done.to_seal is not None
    assert done.to_seal.read_bytes() == numbered
    sealed = signed_by(AGENCY, numbered, "con-dau-1")
    assert_all_valid(sealed, authority(), ["chu-ky-1", "con-dau-1"])
    for field in ("so-van-ban-1", "so-van-ban-2", "ngay-ban-hanh-1"):
        states = [one.state for one in signatures_of(with_value(sealed, field, "09"))]
        assert states == [SignatureState.HOLDS, SignatureState.ALTERED]


def test_issue__three_signatures_two_of_persons(folder: Path) -> None:
    pdf = _built(folder, MINUTES)
    people = [field.name for field in form_fields(pdf) if field.name.startswith("chu-ky")]
    assert people == ["chu-ky-1", "chu-ky-2"]
    first = signed_by(SECRETARY, pdf, "chu-ky-1")
    with pytest.raises(Refused, match=r"chưa đủ chữ ký .*chu-ky-2"):
        _issue(folder, first, MINUTES, replace(OPTIONS, on=date(2025, 11, 20)))
    _issue(folder, signed_by(PERSON, first, "chu-ky-2"), MINUTES, replace(OPTIONS, on=date(2025, 11, 20)))
    frozen = frozen_paper(folder, MINUTES)
    assert frozen is not None
    sealed = signed_by(AGENCY, frozen.pdf.read_bytes(), "con-dau-1")
    assert_all_valid(sealed, authority(), ["chu-ky-1", "chu-ky-2", "con-dau-1"])
    assert set(_values(sealed).values()) == {"01"}


def test_issue__signing_in_place_leaves_that_file_and_lays_the_numbered_one_beside(folder: Path) -> None:
    path = folder.parent / "output" / LETTER / f"{LETTER}.pdf"
    signed = signed_by(PERSON, path.read_bytes(), "chu-ky-1")
    path.write_bytes(signed)
    done = issue(folder, folder.parent / "output", LETTER, OPTIONS)
    assert path.read_bytes() == signed
    assert done.to_seal == path.with_name(f"{LETTER}-da-cap-so.pdf")
    assert done.to_seal.read_bytes() == done.frozen.joinpath(f"{LETTER}.pdf").read_bytes()


def _sealed_first(pdf: bytes) -> bytes:
    return signed_by(AGENCY, signed_by(PERSON, pdf, "chu-ky-1"), "con-dau-1")


def _typed_first(pdf: bytes) -> bytes:
    return with_value(signed_by(PERSON, pdf, "chu-ky-1"), "so-van-ban-1", "17")


def _broken(pdf: bytes) -> bytes:
    signed = signed_by(PERSON, pdf, "chu-ky-1")
    return signed.replace(b"/Contents <30", b"/Contents <31", 1).replace(b"/M (D:20", b"/M (D:19", 1)


def _only_sealed(pdf: bytes) -> bytes:
    return signed_by(AGENCY, pdf, "con-dau-1")


def _altered(pdf: bytes) -> bytes:
    return with_another_page(signed_by(PERSON, pdf, "chu-ky-1"))


WRONG = {
    "the seal before the number": (_sealed_first, "đã đóng dấu .* khi còn trống số, ngày"),
    "another number typed by hand": (_typed_first, "ghi tay “17”, còn số được cấp là 01"),
    "bytes changed after signing": (_broken, "không còn hiệu lực|không đọc được chữ ký"),
    "nobody but the agency": (_only_sealed, r"chưa đủ chữ ký .*chu-ky-1"),
    "a page changed after signing": (_altered, "bị thêm điều khác"),
}


@pytest.mark.parametrize("case", WRONG)
def test_issue__a_wrong_order_is_refused_and_leaves_nothing(folder: Path, case: str) -> None:
    make, words = WRONG[case]
    record = (folder / f"{LETTER}.yaml").read_bytes()
    with pytest.raises(Refused, match=words) as caught:
        _issue(folder, make(_built(folder)))
    assert caught.value.remedy
    assert not (folder / "so-van-ban").exists()
    assert not (folder / "da-ban-hanh").exists()
    assert (folder / f"{LETTER}.yaml").read_bytes() == record


def test_issue__a_number_typed_by_hand_that_is_the_one_given_stays(folder: Path) -> None:
    _issue(folder, _typed_first(_built(folder)), options=replace(OPTIONS, number=17))
    frozen = frozen_paper(folder, LETTER)
    assert frozen is not None
    assert _values(frozen.pdf.read_bytes())["so-van-ban-1"] == "17"
    assert _values(frozen.pdf.read_bytes())["so-van-ban-2"] == "17"


def test_issue__a_signature_that_cannot_be_checked_is_told(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    old = signed_by(PERSON, _built(folder), "chu-ky-1").replace(b"/adbe.pkcs7.detached", b"/adbe.x509.rsa_sha1 ")
    assert b"rsa_sha1" in old
    assert _issue(folder, old).unchecked == ("chu-ky-1",)
    assert capfd.readouterr().err == ""


def test_sealed__the_file_with_the_agencys_signature_is_kept_with_the_paper(folder: Path) -> None:
    done = _issue(folder, signed_by(PERSON, _built(folder), "chu-ky-1"))
    record = (folder / f"{LETTER}.yaml").read_bytes()
    register = done.register.read_bytes()
    sealed = folder.parent / "da-dong-dau.pdf"
    assert done.to_seal is not None
    numbered = done.to_seal.read_bytes()
    sealed.write_bytes(signed_by(AGENCY, numbered, "con-dau-1"))
    for _ in range(2):
        kept = keep_sealed_file(folder, LETTER, sealed)
        assert kept.kept.read_bytes() == sealed.read_bytes()
        assert kept.fields == ("con-dau-1",)
    frozen = frozen_paper(folder, LETTER)
    assert frozen is not None
    assert frozen.damaged == ()
    assert kept.kept.name in frozen.files
    assert frozen.pdf.read_bytes() == numbered
    assert (folder / f"{LETTER}.yaml").read_bytes() == record
    assert done.register.read_bytes() == register


def test_sealed__what_is_not_the_numbered_file_with_a_seal_is_refused(folder: Path) -> None:
    signed = signed_by(PERSON, _built(folder), "chu-ky-1")
    path = folder.parent / "da-dong-dau.pdf"
    path.write_bytes(signed)
    with pytest.raises(Refused, match="chưa ban hành"):
        keep_sealed_file(folder, LETTER, path)
    done = _issue(folder, signed)
    assert done.to_seal is not None
    numbered = done.to_seal.read_bytes()
    for content, words in (
        (signed, "không phải là"),
        (numbered, "chưa có chữ ký số của cơ quan"),
        (with_value(signed_by(AGENCY, numbered, "con-dau-1"), "so-van-ban-1", "02"), "bị thêm điều khác"),
    ):
        path.write_bytes(content)
        with pytest.raises(Refused, match=words):
            keep_sealed_file(folder, LETTER, path)
    path.write_bytes(signed_by(AGENCY, numbered, "con-dau-1"))
    keep_sealed_file(folder, LETTER, path)
    path.write_bytes(signed_by(PERSON, numbered, "con-dau-1"))
    with pytest.raises(Refused, match="đã có bản đóng dấu khác"):
        keep_sealed_file(folder, LETTER, path)
    with pytest.raises(UsageError, match="khong-co"):
        keep_sealed_file(folder, LETTER, folder / "khong-co.pdf")


def test_issue__a_file_of_another_paper_is_refused(folder: Path) -> None:
    with pytest.raises(Refused, match="không phải là"):
        _issue(folder, signed_by(PERSON, _built(folder, MINUTES), "chu-ky-1"))


def test_fields__the_signature_of_a_person_locks_nothing(folder: Path) -> None:
    signed = signed_by(PERSON, _built(folder), "chu-ky-1")
    (signature,) = PdfFileReader(BytesIO(signed)).embedded_signatures
    assert signature.fieldmdp is None
    (_, seal) = PdfFileReader(BytesIO(signed_by(AGENCY, signed, "con-dau-1"))).embedded_signatures
    assert seal.fieldmdp is not None
    assert seal.fieldmdp.fields == ["so-van-ban-1", "so-van-ban-2", "ngay-ban-hanh-1", "ngay-ban-hanh-2"]


@pytest.mark.parametrize("given", [True, False], ids=["handed in", "signed in place"])
def test_issue__a_bundle_of_one_file_is_signed_and_numbered_for_its_main_paper(folder: Path, *, given: bool) -> None:
    output = folder.parent / "output"
    merged = form_pdf(blank_fields(["so", "ngay"], places=2), words=f"{LETTER} and more")
    path = bundle_path(output, LETTER)
    filed = put(path, merged)
    append_entry(output, BundleEntry(bundle=bundle_key(LETTER), made_from="", pdf=mark(filed, merged), pages=1))
    signed = signed_by(PERSON, merged, "chu-ky-1")
    if given:
        done = _issue(folder, signed)
    else:
        path.write_bytes(signed)
        done = issue(folder, output, LETTER, OPTIONS)
    frozen = frozen_paper(folder, LETTER)
    assert frozen is not None
    assert frozen.pdf.read_bytes().startswith(signed)
    assert done.to_seal == (path if given else path.with_name(f"{LETTER}-tron-bo-da-cap-so.pdf"))
    assert done.to_seal.read_bytes() == frozen.pdf.read_bytes()
    assert not is_signed(_built(folder))
    sealed = signed_by(AGENCY, frozen.pdf.read_bytes(), "con-dau-1")
    assert_all_valid(sealed, authority(), ["chu-ky-1", "con-dau-1"])
