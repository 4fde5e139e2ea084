"""Signature fields and pictures of signature and seal (ô ký, hình chữ ký, hình dấu) at the signature blocks of a PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.checking.rules.authority import signatures_of
from pipeline.reading import set_phrases
from pipeline.reading.facts import Box, Image, SignatureField
from pipeline.reading.recognised import Paper, PartKind, Signature
from pipeline.text import without_marks

_SEAL_NAME = re.compile(r"(?:^|[^a-z])(?:con[-_ ]?dau|dau|seal|stamp|co[-_ ]?quan|to[-_ ]?chuc)(?:[^a-z]|$)")
# A seal is round, so its picture is nearly square; a signature is wider than high.
_SQUARE = (0.85, 1.18)
_SMALLEST_SEAL = 18.0  # mm
_LEAST = 3.0  # mm: anything smaller shows nothing
_REACH_ACROSS = 75.0  # mm from the middle of the block
_REACH_DOWN = 20.0  # mm above the title and below the name
_RED = (340.0, 20.0)
_BLUE = (200.0, 260.0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Zone:
    """The room between a signer's title and name on one page, in mm: its middle, top and bottom."""

    signature: Signature
    page: int
    center: float
    top: float
    bottom: float


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """A field or a picture near a signature block. `is_seal`: whether it seems to be the agency's."""

    box: Box
    is_seal: bool
    zone: Zone
    field: SignatureField | None = None
    image: Image | None = None


def zones_of(paper: Paper) -> tuple[Zone, ...]:
    """The zone of each signer whose block is on one page; none for a Word file."""
    return tuple(zone for signature in signatures_of(paper) if (zone := _zone(paper, signature)) is not None)


def _zone(paper: Paper, signature: Signature) -> Zone | None:
    titles = [box for index in signature.capacity if (box := paper.box(index)) is not None]
    below = [box for index in (*signature.other_titles, signature.name) if (box := paper.box(index)) is not None]
    if not titles or not below or signature.name is None:
        return None
    page = below[-1].page
    if any(box.page != page for box in (*titles, *below)):
        return None
    return Zone(
        signature=signature,
        page=page,
        center=(titles[0].center + below[-1].center) / 2,
        top=max(box.bottom for box in titles),
        bottom=min(box.top for box in below),
    )


def marks_of(paper: Paper, *, fields: bool = True, images: bool = True) -> tuple[Mark, ...]:
    """Every field and picture near a signature block, each with the block that it is nearest to."""
    zones = zones_of(paper)
    found: list[Mark] = []
    if fields:
        for field in paper.facts.fields:
            zone = _nearest(zones, field.box)
            if field.box is not None and zone is not None:
                found.append(Mark(box=field.box, is_seal=_is_seal_field(field), zone=zone, field=field))
    if images:
        for image in paper.facts.images:
            zone = None if image.covers_page else _nearest(zones, image.box)
            if image.box is not None and zone is not None:
                found.append(Mark(box=image.box, is_seal=_is_seal_image(image), zone=zone, image=image))
    return tuple(found)


def pairs_of(paper: Paper) -> Iterator[tuple[Mark, Mark]]:
    """Signature and seal of each block that has both: fields with fields, pictures with pictures."""
    for zone in zones_of(paper):
        for fields in (True, False):
            marks = [mark for mark in marks_of(paper, fields=fields, images=not fields) if mark.zone == zone]
            person = next((mark for mark in marks if not mark.is_seal), None)
            seal = next((mark for mark in marks if mark.is_seal), None)
            if person and seal:
                yield person, seal
                break


def _nearest(zones: tuple[Zone, ...], box: Box | None) -> Zone | None:
    if box is None or min(box.width, box.height) < _LEAST:
        return None
    near = [
        zone
        for zone in zones
        if zone.page == box.page
        and abs(zone.center - box.center) <= _REACH_ACROSS
        and box.bottom >= zone.top - _REACH_DOWN
        and box.top <= zone.bottom + _REACH_DOWN
    ]
    middle = (box.top + box.bottom) / 2

    def distance(zone: Zone) -> float:
        return abs(zone.center - box.center) + max(zone.top - middle, middle - zone.bottom, 0.0)

    return min(near, key=distance, default=None)


def _is_square(box: Box) -> bool:
    return box.width >= _SMALLEST_SEAL and _SQUARE[0] <= box.width / box.height <= _SQUARE[1]


def _is_seal_field(field: SignatureField) -> bool:
    if names_a_seal(field.name) or (field.signer is not None and is_agency_name(field.signer)):
        return True
    return field.signer is None and field.box is not None and _is_square(field.box)


def _is_seal_image(image: Image) -> bool:
    return image.box is not None and _is_square(image.box)


def is_red(hue: float) -> bool:
    """Whether a hue (0..360) is red, as that of a seal."""
    return hue >= _RED[0] or hue <= _RED[1]


def is_blue(hue: float) -> bool:
    """Whether a hue (0..360) is blue, as that of a signature."""
    return _BLUE[0] <= hue <= _BLUE[1]


def names_a_seal(name: str) -> bool:
    """Whether the name of a field says that it is the agency's."""
    return bool(_SEAL_NAME.search(unaccented(name)))


def is_agency_name(signer: str) -> bool:
    """Whether the name in a certificate is that of an agency, not of a person."""
    return bool(set_phrases.OFFICE.match(set_phrases.key(signer)))


def unaccented(text: str) -> str:
    """The text in lower case without diacritics, as many certificates and all field names are written."""
    return without_marks(set_phrases.key(text))


def same_person(signer: str, name: str) -> bool:
    """Whether a certificate names the person whose name is printed; the certificate may be written without diacritics."""
    wanted, said = set_phrases.key(name), set_phrases.key(signer)
    if wanted in said:
        return True
    return said == unaccented(signer) and unaccented(name) in said


def printed_names(paper: Paper) -> tuple[str, ...]:
    """The names of those who sign the main paper."""
    names = (signature.name for signature in signatures_of(paper) if paper.parts[signature.part].kind is PartKind.MAIN)
    return tuple(paper.paragraph(index).plain for index in names if index is not None)


def signed_fields(paper: Paper) -> tuple[SignatureField, ...]:
    """The signature fields that are signed, in the order of signing as far as the file tells."""
    signed = [field for field in paper.facts.fields if field.signed]
    return tuple(sorted(signed, key=lambda field: (field.order is None, field.order or 0)))
