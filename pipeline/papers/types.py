"""The types of official documents (loại văn bản hành chính): a set closed by Đ.7 and PLIII.I of Nghị định 30/2020."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class DocumentType:
    """One type (loại): its slug, name, abbreviation in the symbol (`code`, PLIII.I) and official sample.

    `layout` names the Word template that follows the sample.
    """

    slug: str
    name: str
    code: str
    layout: str
    sample: str


def _named(slug: str, name: str, code: str) -> DocumentType:
    return DocumentType(slug=slug, name=name, code=code, layout="co_ten_loai", sample="PLIII.M1.4")


DOCUMENT_TYPES: tuple[DocumentType, ...] = (
    DocumentType(slug="quyet_dinh", name="Quyết định", code="QĐ", layout="quyet_dinh", sample="PLIII.M1.2"),
    _named("chi_thi", "Chỉ thị", "CT"),
    _named("thong_cao", "Thông cáo", "TC"),
    _named("thong_bao", "Thông báo", "TB"),
    _named("huong_dan", "Hướng dẫn", "HD"),
    _named("chuong_trinh", "Chương trình", "CTr"),
    _named("ke_hoach", "Kế hoạch", "KH"),
    _named("phuong_an", "Phương án", "PA"),
    _named("de_an", "Đề án", "ĐA"),
    _named("du_an", "Dự án", "DA"),
    _named("bao_cao", "Báo cáo", "BC"),
    DocumentType(slug="bien_ban", name="Biên bản", code="BB", layout="bien_ban", sample="PLIII.M1.9"),
    _named("to_trinh", "Tờ trình", "TTr"),
    DocumentType(slug="cong_van", name="Công văn", code="", layout="cong_van", sample="PLIII.M1.5"),
    DocumentType(slug="giay_moi", name="Giấy mời", code="GM", layout="giay_moi", sample="PLIII.M1.7"),
)

TYPES_BY_NAME: Mapping[str, DocumentType] = {kind.name.lower(): kind for kind in DOCUMENT_TYPES}
