"""Recognising the end of a part (phần kết thúc): recipients and signature blocks, boxes 7, 9b and 12."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.lengths import POINTS_PER_MM
from pipeline.reading import set_phrases
from pipeline.reading.facts import PaperFacts, Paragraph
from pipeline.reading.recognised import Component, Element, Part, Signature
from pipeline.reading.sides import center, on_left

_LONGEST_TITLE = 120
_LONGEST_NAME = 60
_BIG_GAP = 30.0  # pt: room for a signature
_BLANK_LINE = 16.0  # pt
_SAME_COLUMN = 45.0  # mm between the middles of lines of one block


def recognise_tail(
    facts: PaperFacts, part: Part, flow: Sequence[Paragraph]
) -> tuple[tuple[Component, ...], tuple[Signature, ...], int]:
    """The components and signatures at the end of a part, and the position in `flow` where its text ends.

    `flow`: the part's text and what follows it.
    """
    label = next(
        (
            k
            for k, paragraph in reversed(list(enumerate(flow)))
            if set_phrases.RECIPIENTS_LABEL.match(set_phrases.key(paragraph.plain))
            and paragraph.alignment not in {"center", "justify"}
        ),
        None,
    )
    recipients = _recipients(facts, flow, label) if label is not None else []
    taken = {recipient.index for recipient in recipients} | ({flow[label].index} if label is not None else set())
    blocks = _blocks(facts, flow, taken, after=_search_from(flow, label))
    signatures = tuple(_signature(facts, part, block) for block in blocks)
    components: list[Component] = []
    if label is not None:
        components += [
            Component(
                element=Element.RECIPIENTS_LABEL, part=part.index, paragraphs=(flow[label].index,), confidence=1.0
            )
        ]
        if recipients:
            indices = tuple(recipient.index for recipient in recipients)
            components.append(
                Component(element=Element.RECIPIENTS, part=part.index, paragraphs=indices, confidence=1.0)
            )
    for signature in signatures:
        components += _signature_components(signature)
    ends = [k for k, paragraph in enumerate(flow) if paragraph.index in taken]
    ends += [k for k, paragraph in enumerate(flow) for block in blocks if paragraph.index == block[0].index]
    return tuple(components), signatures, min(ends, default=len(flow))


def _search_from(flow: Sequence[Paragraph], label: int | None) -> int:
    """The position from which signatures may begin: in minutes above the recipients, elsewhere beside or below the label."""
    if label is None:
        return max(0, len(flow) - 40)
    return max(0, label - 20)


def _recipients(facts: PaperFacts, flow: Sequence[Paragraph], label: int) -> list[Paragraph]:
    """The list below the label: in its own cell and the cells below it, or in the left column of the page."""
    head = flow[label]
    found: list[Paragraph] = []
    for paragraph in flow[label + 1 :]:
        if head.cell is not None and paragraph.cell is not None and paragraph.cell.table == head.cell.table:
            if paragraph.cell.column != head.cell.column:
                continue
        elif head.cell is not None and paragraph.cell is None and not _is_item(paragraph):
            break
        if not (_is_item(paragraph) or (found and _continues(facts, paragraph, found[-1]))):
            if _is_title(paragraph) or not on_left(facts, paragraph):
                continue
            break
        found.append(paragraph)
    return found


def _is_item(paragraph: Paragraph) -> bool:
    return paragraph.plain[:1] in "-–—•+*" and len(paragraph.plain) > 1


def _continues(facts: PaperFacts, paragraph: Paragraph, before: Paragraph) -> bool:
    """Whether a paragraph continues the item above: same column, same size, no dash."""
    if paragraph.cell != before.cell or _is_title(paragraph):
        return False
    sizes = {run.size for run in paragraph.runs if run.text.strip()} & {run.size for run in before.runs}
    return bool(sizes) and (paragraph.cell is not None or on_left(facts, paragraph)) and not set_phrases.bold(paragraph)


def _is_title(paragraph: Paragraph) -> bool:
    """Whether a line is one of authority or of a signer's title."""
    text = paragraph.plain
    if len(text) > _LONGEST_TITLE or text.endswith((";", ":")) or text[:1] in "-–•(":
        return False
    if set_phrases.CAPACITY.match(text) and (set_phrases.capitals(text) or set_phrases.bold(paragraph)):
        return True
    known = set_phrases.TITLE.match(set_phrases.key(text)) is not None
    return known and (
        set_phrases.capitals(text) or (set_phrases.bold(paragraph) is True and paragraph.alignment == "center")
    )


def _blocks(facts: PaperFacts, flow: Sequence[Paragraph], taken: set[int], *, after: int) -> list[list[Paragraph]]:
    """The paragraphs of each signature block, in reading order."""
    lines = [paragraph for paragraph in flow[after:] if paragraph.index not in taken]
    starts = [line for line in lines if _is_title(line)]
    # Posts stand in tables of data too; a block in a ruled table is one only where there is no other.
    starts = [line for line in starts if line.cell is None or not facts.tables[line.cell.table].ruled] or starts
    blocks: list[list[Paragraph]] = []
    for start in starts:
        if any(start in block for block in blocks):
            continue
        block = [start]
        for paragraph in lines[lines.index(start) + 1 :]:
            if _same_column(paragraph, start) and len(paragraph.plain) <= _LONGEST_TITLE:
                if paragraph.plain.endswith((";", "./.")) or (_is_title(paragraph) and _is_signed(block)):
                    break
                block.append(paragraph)
            elif (paragraph.cell is None and start.cell is not None) or (
                start.cell is None and paragraph.alignment == "justify"
            ):
                break
        blocks.append(block)
    return [block for block in blocks if len(block) > 1 or block[0] is starts[-1]]


def _is_signed(block: Sequence[Paragraph]) -> bool:
    """Whether a block already has its name: what follows in the same column is then another signer (in minutes)."""
    last = block[-1]
    return len(block) > 1 and _is_name(last) and not set_phrases.capitals(last.plain)


def _same_column(paragraph: Paragraph, start: Paragraph) -> bool:
    if start.cell is not None:
        return (
            paragraph.cell is not None
            and paragraph.cell.table == start.cell.table
            and paragraph.cell.column == start.cell.column
        )
    return paragraph.cell is None and abs(center(paragraph) - center(start)) < _SAME_COLUMN


def _signature(facts: PaperFacts, part: Part, block: Sequence[Paragraph]) -> Signature:
    name = block[-1] if _is_name(block[-1]) and len(block) > 1 else None
    titles = list(block[:-1] if name is not None else block)
    cut = _other_titles_from(facts, titles, name)
    return Signature(
        part=part.index,
        capacity=tuple(title.index for title in titles[:cut]),
        lines=joined_lines([title.plain for title in titles[:cut]]),
        other_titles=tuple(title.index for title in titles[cut:]),
        name=name.index if name else None,
    )


def _is_name(paragraph: Paragraph) -> bool:
    text = paragraph.plain
    return (
        len(text) <= _LONGEST_NAME
        and not set_phrases.CAPACITY.match(text)
        and text[:1] not in "-("
        and not _is_title(paragraph)
    )


def _other_titles_from(facts: PaperFacts, titles: Sequence[Paragraph], name: Paragraph | None) -> int:
    """The position of the titles directly above the name, below the space for the signature."""
    if name is None:
        return len(titles)
    for k in range(1, len(titles)):
        above, below = titles[k - 1], titles[k]
        if _room_between(facts, above, below):
            return k
    return len(titles)


def _room_between(facts: PaperFacts, above: Paragraph, below: Paragraph) -> bool:
    """Whether there is space for a signature between two lines: a gap, blank paragraphs, another table row."""
    if above.box and below.box:
        return (below.box.top - above.box.bottom) * POINTS_PER_MM > _BIG_GAP
    if above.cell and below.cell and above.cell.row != below.cell.row:
        return True
    between = facts.paragraphs[above.index + 1 : below.index]
    blank = sum(
        paragraph.exact_spacing or _BLANK_LINE
        for paragraph in between
        if not paragraph.plain and paragraph.cell == above.cell
    )
    return blank + (below.gap_before or 0) > _BIG_GAP


def joined_lines(texts: Sequence[str]) -> tuple[str, ...]:
    """The lines of authority and title; a line that continues the one above is joined to it.

    A new line begins with a sign of authority (TM., KT., TL., TUQ., Q.) or with a word that begins a title.
    """
    lines: list[str] = []
    for text in texts:
        new = set_phrases.CAPACITY.match(text) or set_phrases.TITLE.match(set_phrases.key(text))
        if lines and not new:
            lines[-1] += " " + text
        else:
            lines.append(text)
    return tuple(lines)


def _signature_components(signature: Signature) -> list[Component]:
    made = []
    for element, indices in (
        (Element.SIGNING_CAPACITY, signature.capacity),
        (Element.SIGNER_OTHER_TITLE, signature.other_titles),
        (Element.SIGNER_NAME, (signature.name,) if signature.name is not None else ()),
    ):
        if indices:
            made.append(Component(element=element, part=signature.part, paragraphs=indices, confidence=0.9))
    return made
