"""The list of recipients (mục Nơi nhận) taken apart for the rules that each judge one thing of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.reading import set_phrases
from pipeline.reading.facts import Medium, Paragraph
from pipeline.reading.recognised import Component, Element, Paper, PartKind
from pipeline.text import to_nfc

_LEVEL_MM = 1.5
BULLETS = "-–—•+*"
_ARCHIVE = re.compile(r"^[-–—•+*]?\s*lưu\b")
_AS_ARTICLE = re.compile(r"^[-–—•+*]?\s*như (?:các )?điều\b(?P<numbers>[\d\s,;và&điều-]*)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Recipient:
    """One entry: its text with the bullet, lines that go on with it joined, and the index of its first paragraph."""

    text: str
    paragraph: int

    @property
    def is_archive(self) -> bool:
        """Whether it is the line of what is kept (`- Lưu: VT, …`)."""
        return bool(_ARCHIVE.match(set_phrases.key(self.text)))

    @property
    def articles(self) -> tuple[int, ...] | None:
        """The articles it points to (`- Như Điều 3;`), None where it points to none."""
        found = _AS_ARTICLE.match(set_phrases.key(self.text))
        return tuple(int(number) for number in re.findall(r"\d+", found["numbers"])) if found else None


def recipients_of(paper: Paper) -> tuple[Component, tuple[Recipient, ...]] | None:
    """The label of the main paper's list and its entries; None where there is no label."""
    label = next(
        (component for component in paper.components_of(Element.RECIPIENTS_LABEL) if _is_main(paper, component)), None
    )
    if label is None:
        return None
    listed = paper.component(Element.RECIPIENTS, label.part)
    entries: list[Recipient] = []
    for paragraph in paper.paragraphs(listed):
        text = to_nfc(paragraph.plain)
        if entries and text[:1] not in BULLETS and _goes_on(entries[-1], text):
            entries[-1] = Recipient(text=f"{entries[-1].text} {text}", paragraph=entries[-1].paragraph)
        else:
            entries.append(Recipient(text=text, paragraph=paragraph.index))
    return label, tuple(entries)


def _is_main(paper: Paper, component: Component) -> bool:
    return paper.parts[component.part].kind is PartKind.MAIN


def _goes_on(before: Recipient, text: str) -> bool:
    return not before.text.endswith((";", ".")) and not _ARCHIVE.match(set_phrases.key(text))


def is_read_well(paper: Paper) -> bool:
    """Whether all pages have a text layer, so that a component which was not found is really missing."""
    facts = paper.facts
    if facts.medium is Medium.PDF and (facts.text_pages or 0) < (facts.pages or 0):
        return False
    return not any(image.covers_page for image in facts.images)


def flush_left(paragraph: Paragraph, peers: Sequence[Paragraph]) -> Paragraph:
    """The paragraph as aligned `left` where its alignment prints the same: justified, or unknown and level with its peers.

    One line looks the same flush left and justified, and a PDF does not say how a short line is aligned.
    """
    if paragraph.alignment == "justify":
        return replace(paragraph, alignment="left")
    others = [peer.ink[0] for peer in peers if peer.ink and peer.index != paragraph.index]
    level = paragraph.ink is not None and others and abs(min(others) - paragraph.ink[0]) <= _LEVEL_MM
    return replace(paragraph, alignment="left") if paragraph.alignment is None and level else paragraph
