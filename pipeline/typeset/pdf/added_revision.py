"""Incremental updates (bản cập nhật nối đuôi): changed objects appended to a file, whose earlier bytes stay unchanged.

Signatures stay valid. Equal changes of equal files give equal bytes, without clock or random numbers, so that an issue
that was cut off is completed with the very file with which it began.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256
from itertools import groupby
from typing import Final

from pikepdf import Object, Pdf, Stream

from pipeline.errors import Unreadable

_LAST_TABLE: Final = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_TAIL: Final = 2048
# Width of the columns of a cross-reference stream: kind, offset, generation.
_COLUMNS: Final = (1, 8, 2)
_ID_BYTES: Final = 16

Offsets = dict[int, tuple[int, int]]
"""Where each changed object begins, and its generation."""


def with_revision(pdf: bytes, document: Pdf, changed: Sequence[Object]) -> bytes:
    """The file `pdf`, open as `document`, with the `changed` objects as a further revision. Unreadable: no end of file."""
    found = _LAST_TABLE.search(pdf[-_TAIL:])
    if found is None:
        raise Unreadable("tệp PDF không có phần cuối (startxref) nên không nối thêm được.", "Xin lại tệp đã ký.")
    previous = int(found[1])
    body = bytearray(pdf)
    if not body.endswith(b"\n"):
        body += b"\n"
    offsets: Offsets = {}
    for item in sorted(changed, key=lambda item: item.objgen):
        number, generation = item.objgen
        offsets[number] = (len(body), generation)
        body += b"%d %d obj\n%s\nendobj\n" % (number, generation, _written(item))
    start, size = len(body), max(int(document.trailer.Size), 1 + max(offsets))
    # A table follows tables, a stream follows streams: not every reader takes a mixture of both.
    is_table = pdf[previous : previous + 4] == b"xref"
    if not is_table:
        offsets[size] = (start, 0)
        size += 1
    common = _trailer(document, size=size, previous=previous, content=bytes(body))
    body += _table(offsets, common) if is_table else _stream(size - 1, offsets, common)
    body += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(body)


def _written(changed: Object) -> bytes:
    if not isinstance(changed, Stream):
        return changed.unparse(resolved=True)
    data = changed.read_raw_bytes()
    changed.stream_dict.Length = len(data)
    return b"%s\nstream\n%s\nendstream" % (changed.stream_dict.unparse(resolved=True), data)


def _trailer(document: Pdf, *, size: int, previous: int, content: bytes) -> bytes:
    """The entries of either kind of trailer; the second half of /ID is that of this revision (14.4)."""
    trailer = document.trailer
    digest = sha256(content).digest()[:_ID_BYTES]
    first = bytes(trailer.ID[0]) if "/ID" in trailer else digest
    parts = [b"/Size %d /Prev %d /Root %s" % (size, previous, trailer.Root.unparse())]
    parts += [b"/Info %s" % trailer.Info.unparse()] if "/Info" in trailer else []
    parts += [b"/ID [<%s> <%s>]" % (first.hex().encode(), digest.hex().encode())]
    return b" ".join(parts)


def _runs(offsets: Offsets) -> list[list[int]]:
    """Object numbers grouped into runs of consecutive ones."""
    numbered = enumerate(sorted(offsets))
    return [[number for _, number in run] for _, run in groupby(numbered, key=lambda pair: pair[1] - pair[0])]


def _table(offsets: Offsets, common: bytes) -> bytes:
    lines = [b"xref\n"]
    for run in _runs(offsets):
        lines.append(b"%d %d\n" % (run[0], len(run)))
        lines += [b"%010d %05d n\r\n" % offsets[number] for number in run]
    return b"%strailer\n<< %s >>\n" % (b"".join(lines), common)


def _stream(number: int, offsets: Offsets, common: bytes) -> bytes:
    rows = b"".join(
        b"".join(value.to_bytes(width, "big") for value, width in zip((1, *offsets[key]), _COLUMNS, strict=True))
        for key in sorted(offsets)
    )
    index = b" ".join(b"%d %d" % (run[0], len(run)) for run in _runs(offsets))
    columns = b" ".join(b"%d" % width for width in _COLUMNS)
    head = b"<< /Type /XRef /W [%s] /Index [%s] %s /Length %d >>" % (columns, index, common, len(rows))
    return b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (number, head, rows)
