"""Opening a Word file safely (mở tệp an toàn): a ZIP of XML parts from anybody, so nothing in it is trusted.

Whatever the bytes are, the result is a package or `Unreadable` with a reason that a clerk understands.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import unquote

from lxml import etree

from pipeline.errors import Unreadable
from pipeline.intake.damaged_archive import DAMAGED_ARCHIVE
from pipeline.intake.safe_xml import parsed
from pipeline.reading.docx.wordml_values import Element

_MAX_ENTRIES = 5_000
_MAX_PART = 64 * 2**20
_MAX_TOTAL = 256 * 2**20
_MAX_RATIO = 300  # no text of a paper packs this well
_RATIO_FROM = 4 * 2**20
_CHUNK = 2**18
_MAX_SHARED, _MOST_SHARED = 2**17, 64
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKAGE = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (
        b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
        b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/picture", b"http://schemas.openxmlformats.org/drawingml/2006/picture"),
)
_REPAIR = "Mở tệp bằng Word, chọn “Lưu thành” (Save As) sang một tệp .docx mới rồi kiểm tra lại."
_PLAIN = "Chỉ dùng tệp .docx không có macro: trong Word chọn “Lưu thành” kiểu “Word Document (*.docx)”."


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship of a part: its kind (the last word of the type), its target part or address."""

    kind: str
    target: str
    external: bool


# Parts by their bytes: the papers of one office share styles, settings and relationships.
_SHARED: dict[bytes, Element | None] = {}


class Package:
    """The parts of one Word file, decompressed on demand and within a limit for all of them."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive = archive
        self._inflated = 0
        self.name = name
        self._relations: dict[str, Mapping[str, Relation]] = {}
        self._entries = {info.filename.lower(): info for info in archive.infolist()}

    def has(self, path: str) -> bool:
        """Whether there is a part with this name, without regard to case."""
        return path.lower() in self._entries

    def paths(self) -> tuple[str, ...]:
        """The names of all parts, in lower case."""
        return tuple(self._entries)

    def xml(self, path: str) -> Element | None:
        """The root of an XML part, None where there is no such part or it is empty."""
        info = self._entries.get(path.lower())
        if info is None:
            return None
        data = self._inflate(info)
        return _parse(data, self.name, info.filename) if data.strip() else None

    def shared_xml(self, path: str) -> Element | None:
        """The root of a part that many files of an office have in common, parsed once for all: it must not be changed.

        None where there is no such part or it is empty.
        """
        info = self._entries.get(path.lower())
        if info is None:
            return None
        data = self._inflate(info)
        if data in _SHARED:
            return _SHARED[data]
        root = _parse(data, self.name, info.filename) if data.strip() else None
        if len(data) <= _MAX_SHARED:
            if len(_SHARED) >= _MOST_SHARED:
                _SHARED.clear()
            _SHARED[data] = root
        return root

    def relations(self, path: str) -> Mapping[str, Relation]:
        """The relationships of a part (of the package for ``), by id."""
        if path not in self._relations:
            folder, base = posixpath.split(path)
            root = self.shared_xml(posixpath.join(folder, "_rels", f"{base}.rels"))
            self._relations[path] = {} if root is None else _relations(root, folder)
        return self._relations[path]

    @cached_property
    def _types_root(self) -> Element | None:
        return self.shared_xml("[Content_Types].xml")

    @cached_property
    def types(self) -> Mapping[str, str]:
        """Content types by part name in lower case (overrides only)."""
        return {} if self._types_root is None else _types(self._types_root)

    @cached_property
    def default_types(self) -> tuple[str, ...]:
        """Content types by extension."""
        found = () if self._types_root is None else self._types_root.iter(f"{_TYPES}Default")
        return tuple(element.get("ContentType") or "" for element in found)

    def _inflate(self, info: zipfile.ZipInfo) -> bytes:
        chunks: list[bytes] = []
        size = 0
        try:
            with self._archive.open(info) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    self._inflated += len(chunk)
                    if size > _MAX_PART or self._inflated > _MAX_TOTAL or _packed_too_well(size, info.compress_size):
                        raise _bomb(self.name)
                    chunks.append(chunk)
        except DAMAGED_ARCHIVE as error:
            raise _damaged(self.name) from error
        return b"".join(chunks)


@lru_cache(maxsize=64)
def _relations(root: Element, folder: str) -> Mapping[str, Relation]:
    found: dict[str, Relation] = {}
    for element in root.iter(f"{_PACKAGE}Relationship"):
        target = element.get("Target") or ""
        external = (element.get("TargetMode") or "").lower() == "external"
        kind = (element.get("Type") or "").rstrip("/").rpartition("/")[2]
        found[element.get("Id") or ""] = Relation(kind, target if external else _absolute(folder, target), external)
    return found


@lru_cache(maxsize=64)
def _types(root: Element) -> Mapping[str, str]:
    return {
        (element.get("PartName") or "").lstrip("/").lower(): element.get("ContentType") or ""
        for element in root.iter(f"{_TYPES}Override")
    }


def open_package(data: bytes, name: str) -> Package:
    """Open the bytes of a .docx. Unreadable: they are none. `name` is for messages."""
    _refuse_other_kinds(data, name)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except DAMAGED_ARCHIVE as error:
        raise _damaged(name) from error
    if len(entries) > _MAX_ENTRIES or sum(info.file_size for info in entries) > _MAX_TOTAL:
        raise _bomb(name)
    if len({info.filename.lower() for info in entries}) != len(entries):
        raise Unreadable(f"{name}: tệp .docx có hai thành phần trùng tên, không rõ phần nào là nội dung thật.", _REPAIR)
    if any(info.flag_bits & 1 for info in entries):
        raise Unreadable(f"{name}: tệp nén có mật khẩu, không đọc được.", "Bỏ mật khẩu rồi kiểm tra lại.")
    package = Package(archive, name)
    _refuse_macros(package)
    return package


def main_part(package: Package) -> str:
    """The name of the part that holds the text: by relationship, else by content type, else by its usual name."""
    candidates = [relation.target for relation in package.relations("").values() if relation.kind == "officeDocument"]
    candidates += [path for path, kind in package.types.items() if "wordprocessingml.document.main" in kind]
    candidates.append("word/document.xml")
    for path in candidates:
        if package.has(path):
            kind = package.types.get(path.lower(), "")
            if "spreadsheetml" in kind or "presentationml" in kind:
                what = "bảng tính Excel" if "spreadsheetml" in kind else "bản trình chiếu PowerPoint"
                raise Unreadable(f"{package.name}: đây là {what}, không phải văn bản Word.", _REPAIR)
            return path
    if package.has("content.xml"):
        raise Unreadable(
            f"{package.name}: đây là tệp OpenDocument (.odt), không phải .docx.", "Lưu thành .docx rồi kiểm tra lại."
        )
    raise Unreadable(f"{package.name}: tệp nén này không có văn bản Word bên trong.", _REPAIR)


def _refuse_other_kinds(data: bytes, name: str) -> None:
    if not data:
        raise Unreadable(f"{name}: tệp rỗng.", _REPAIR)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Unreadable(
                f"{name}: tệp được đặt mật khẩu mở, không đọc được.",
                "Mở tệp bằng Word, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ tài liệu) rồi kiểm tra lại.",
            )
        if "WordDocument".encode("utf-16-le") in data:
            raise Unreadable(
                f"{name}: đây là tệp Word kiểu cũ (.doc), phải chuyển sang .docx trước.",
                "Mở bằng Word hoặc LibreOffice, chọn “Lưu thành” kiểu .docx.",
            )
        raise Unreadable(f"{name}: không phải tệp Word.", _REPAIR)
    if data.lstrip().startswith(b"{\\rtf"):
        raise Unreadable(f"{name}: đây là tệp RTF, không phải .docx.", _REPAIR)
    if b"PK\x05\x06" not in data:
        raise _damaged(name)


def _refuse_macros(package: Package) -> None:
    kinds = (*package.types.values(), *package.default_types)
    if any("macroenabled" in kind.lower() or "vbaproject" in kind.lower() for kind in kinds) or any(
        path.rpartition("/")[2] == "vbaproject.bin" for path in package.paths()
    ):
        raise Unreadable(f"{package.name}: tệp có macro (mã lệnh), không được mở để kiểm tra.", _PLAIN)


def _parse(data: bytes, name: str, part: str) -> Element:
    if b"purl.oclc.org/ooxml" in data:
        for strict, transitional in _STRICT:
            data = data.replace(strict, transitional)
    if _declares_a_type(data):
        raise Unreadable(f"{name}: phần {part} khai báo DTD hoặc thực thể (entity), tệp Word thật không có.", _REPAIR)
    try:
        root = parsed(data, without_remarks=True)
    except (etree.LxmlError, ValueError, LookupError) as error:
        raise Unreadable(f"{name}: phần {part} của tệp bị hỏng (XML không hợp lệ).", _REPAIR) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable(f"{name}: phần {part} khai báo DTD, tệp Word thật không có.", _REPAIR)
    return root


def _declares_a_type(data: bytes) -> bool:
    """Whether the head of an XML part has a document type declaration, in a one- or two-byte encoding."""
    return any(
        mark.encode(code) in data for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("ascii", "utf-16-le", "utf-16-be")
    )


def _absolute(folder: str, target: str) -> str:
    path = unquote(target).replace("\\", "/")
    joined = path if path.startswith("/") else posixpath.join("/", folder, path)
    return posixpath.normpath(joined).lstrip("/")


def _packed_too_well(size: int, packed: int) -> bool:
    return size > _RATIO_FROM and size > packed * _MAX_RATIO


def _damaged(name: str) -> Unreadable:
    return Unreadable(f"{name}: tệp bị hỏng hoặc không phải tệp .docx.", _REPAIR)


def _bomb(name: str) -> Unreadable:
    return Unreadable(
        f"{name}: tệp giải nén ra quá lớn so với một văn bản (nghi là tệp độc hại), không đọc tiếp.", _REPAIR
    )
