"""Reading damaged and hostile files: facts or `Unreadable`, never another exception."""

from __future__ import annotations

import struct
from collections.abc import Callable
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import Unreadable
from pipeline.reading.docx import read_docx
from pipeline.typeset.docx.docx_paper import make_docx
from pipeline.typeset.docx.templates import load_templates
from tests.reading.word import NAMESPACES, cell, packed, para, read, row, table, word_files
from tests.sample import TEMPLATES, sample

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512


def _refused(data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read_docx(data, name="thu.docx")
    assert caught.value.message.startswith("thu.docx: ")
    assert caught.value.remedy
    return caught.value


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "rỗng"),
        (b"xin chao", "hỏng"),
        (b"PK\x03\x04 cut", "hỏng"),
        (b"{\\rtf1 }", "RTF"),
        (_OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
        (_OLE + "WordDocument".encode("utf-16-le"), ".doc"),
        (_OLE, "không phải tệp Word"),
        (packed({"a.txt": "x"}), "không có văn bản Word"),
        (packed({"mimetype": "x", "content.xml": "<a/>"}), "OpenDocument"),
    ],
)
def test_refused__what_is_no_docx(data: bytes, says: str) -> None:
    assert says in _refused(data).message


def _with(change: Callable[[dict[str, str | bytes]], None]) -> bytes:
    files = word_files(para("x"))
    change(files)
    return packed(files)


def test_refused__macros() -> None:
    assert "macro" in _refused(_with(lambda files: files.update({"word/vbaProject.bin": b"x"}))).message
    types = str(word_files("")["[Content_Types].xml"])
    macro = types.replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    assert "macro" in _refused(_with(lambda files: files.update({"[Content_Types].xml": macro}))).message


def test_refused__a_workbook() -> None:
    types = str(word_files("")["[Content_Types].xml"]).replace("wordprocessingml.document", "spreadsheetml.sheet")
    assert "Excel" in _refused(_with(lambda files: files.update({"[Content_Types].xml": types}))).message


@pytest.mark.parametrize("code", ["utf-8", "utf-16"])
def test_refused__entities_and_document_types(code: str) -> None:
    inner = (
        f'<!DOCTYPE x [<!ENTITY a "{"y" * 50}">]><w:document {NAMESPACES}><w:body>{para("&a;")}</w:body></w:document>'
    )
    assert "DTD" in _refused(_with(lambda files: files.update({"word/document.xml": inner.encode(code)}))).message


@pytest.mark.parametrize("broken", ["<w:document", "", "<a/>", "\0\0", "<w:document xmlns:w='x'/>"])
def test_refused__broken_main_part(broken: str) -> None:
    _refused(_with(lambda files: files.update({"word/document.xml": broken})))


def test_refused__bombs() -> None:
    assert "quá lớn" in _refused(_with(lambda files: files.update({"word/document.xml": b" " * (70 * 2**20)}))).message
    many = {f"f{number}": "" for number in range(5_001)}
    assert "quá lớn" in _refused(packed(many)).message


def test_refused__a_bomb_that_lies_about_its_size() -> None:
    data = bytearray(_with(lambda files: files.update({"word/document.xml": b" " * (30 * 2**20)})))
    size = struct.pack("<I", 30 * 2**20)
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = struct.pack("<I", 100)
    _refused(bytes(data))


def test_refused__two_parts_of_one_name() -> None:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in word_files(para("x")).items():
            archive.writestr(name, content)
        archive.writestr("WORD/document.xml", "<x/>")
    assert "trùng tên" in _refused(buffer.getvalue()).message


def test_refused__nested_too_deep() -> None:
    body = para()
    for _ in range(60):
        body = table(row(cell(body + para())))
    _refused(packed(word_files(body)))


def test_read__strict_namespaces_and_measures_with_units() -> None:
    files = word_files(para("Chữ", '<w:spacing w:before="6pt"/><w:jc w:val="end"/>') * 2)
    transitional = "http://schemas.openxmlformats.org/"
    strict = {
        f"{transitional}wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
        f"{transitional}officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
    for name, content in files.items():
        text = str(content)
        for old, new in strict.items():
            text = text.replace(old, new)
        files[name] = text.replace('w:w="11906"', 'w:w="21cm"')
    facts = read_docx(packed(files), name="x")
    assert facts.sections[0].width == pytest.approx(210)
    assert (facts.paragraphs[1].gap_before, facts.paragraphs[1].alignment) == (6, "right")
    assert facts.paragraphs[0].runs[0].size == 14


def test_read__main_part_of_another_name_and_bare_minimum() -> None:
    files = word_files(para("x"))
    files["word/document2.xml"] = files.pop("word/document.xml")
    files["_rels/.rels"] = str(files["_rels/.rels"]).replace("word/document.xml", "/word/document2.xml")
    assert read_docx(packed(files), name="x").text() == "x"
    bare = f"<w:document {NAMESPACES}><w:body>{para('y')}</w:body></w:document>"
    facts = read_docx(packed({"word/document.xml": bare}), name="x")
    assert facts.text() == "y"
    assert facts.paragraphs[0].runs[0].size == 10


def test_read__unknown_elements_and_deep_wrappers() -> None:
    deep = "<w:smartTag>" * 90 + "<w:r><w:t>sâu</w:t></w:r>" + "</w:smartTag>" * 90
    assert read(para(f"<w:unknown w:a='b'/>{deep}") + "<w:what/>").text() == "sâu"


def test_burdens__links_out_objects_comments() -> None:
    def change(files: dict[str, str | bytes]) -> None:
        office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
        more = "".join(
            f'<Relationship Id="x{number}" Type="{office}/{kind}" Target="{target}" {mode}/>'
            for number, (kind, target, mode) in enumerate(
                (
                    ("hyperlink", "https://a", 'TargetMode="External"'),
                    ("image", "https://a/b.png", 'TargetMode="External"'),
                    ("attachedTemplate", "file:///C:/Users/a/Normal.dotm", 'TargetMode="External"'),
                    ("attachedTemplate", "https://a/b.dotm", 'TargetMode="External"'),
                    ("oleObject", "embeddings/o.bin", ""),
                )
            )
        )
        rels = "word/_rels/document.xml.rels"
        files[rels] = str(files[rels]).replace("</Relationships>", f"{more}</Relationships>")
        files["word/comments.xml"] = (
            f'<w:comments {NAMESPACES}><w:comment w:id="0">{para("?")}</w:comment></w:comments>'
        )

    burdens = read_docx(_with(change), name="x").burdens
    assert burdens is not None
    assert (burdens.external_links, burdens.embedded_objects, burdens.comments) == (2, 1, 1)


@cache
def _sample() -> bytes:
    document = next(document for document in sample().documents if document.id == "cong-van-don-doc")
    return make_docx(document, templates=load_templates(TEMPLATES), profile=sample().profile)


def _facts_or_unreadable(data: bytes) -> None:
    message = ""
    try:
        read_docx(data, name="thu.docx")
    except Unreadable as error:
        message = error.message
    assert not message or message.startswith("thu.docx: ")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=30))
def test_mutated__bytes(changes: list[tuple[float, int]]) -> None:
    data = bytearray(_sample())
    for place, value in changes:
        data[int(place * len(data))] = value
    _facts_or_unreadable(bytes(data))


@settings(max_examples=60, deadline=None)
@given(st.floats(0, 1, exclude_max=True))
def test_mutated__cut_short(place: float) -> None:
    _facts_or_unreadable(_sample()[: int(place * len(_sample()))])


_ODD = ("", "abc", "-1", "0", "99999999999", "-31000", "NaN", "1e9", "2.5cm", "100%", "63", "true", "\u0660")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.sampled_from(_ODD)), min_size=1, max_size=20))
def test_mutated__values_of_attributes(changes: list[tuple[float, str]]) -> None:
    with ZipFile(BytesIO(_sample())) as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    for place, value in changes:
        name = list(files)[int(place * len(files))]
        pieces = files[name].split('="')
        at = int((place * 7919) % 1 * len(pieces))
        if at:
            pieces[at] = value + pieces[at][pieces[at].index('"') :]
        files[name] = '="'.join(pieces)
    _facts_or_unreadable(packed(files))
