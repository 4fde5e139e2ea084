"""Recognising the head of a paper (phần mở đầu): boxes 1 to 5, addressees, bases; and the heading of an annex."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

from pipeline.reading import set_phrases
from pipeline.reading.facts import PaperFacts, Paragraph
from pipeline.reading.recognised import Component, Element, Part, PartKind
from pipeline.reading.sides import beside, center, filled, in_middle, on_left, page_middle

# How far into a part its letterhead may reach, in paragraphs that print something.
_HEAD_LINES = 30
_HEADING_LINES = 12
_LONGEST_DATE = 90
_LONGEST_NUMBER = 60
_LONGEST_HEADING = 400
_SUBJECT_LINES = 8
_LETTER_LINES = 14  # of the subject of a letter, whose column is half as wide
# “V/v” begins a subject, not a fifth part.
_NUMBERED = re.compile(r"^(?!(?i:v\s*/\s*v\b))(?:[IVX]{1,5}|[A-H]|\d{1,2})\s*[./)]\s*(?![\d/])")
_BROKEN = 0.9  # how sure a line is that was found in two pieces
_MARKS_OF_A_PAPER = set_phrases.URGENCIES | set_phrases.SECRECIES | set_phrases.CIRCULATIONS


class Head:
    """The head of one part during recognition: the part's printed paragraphs, and the components found so far."""

    def __init__(self, facts: PaperFacts, part: Part, types: Mapping[str, str]) -> None:
        self.types = types
        self.facts = facts
        self.part = part
        # Lines of underscores stand in for drawn ones: they are strokes, not words.
        printed = filled(facts.paragraphs[part.first : part.last + 1])
        self.flow = [paragraph for paragraph in printed if any(sign.isalnum() for sign in paragraph.plain)]
        self.found: dict[Element, Component] = {}
        self.taken: set[int] = set()

    def take(self, element: Element, paragraphs: Sequence[Paragraph], confidence: float = 1.0) -> None:
        """Note a component; a second one of the same element is ignored."""
        indices = tuple(paragraph.index for paragraph in paragraphs if paragraph.index not in self.taken)
        if indices and element not in self.found:
            self.found[element] = Component(
                element=element, part=self.part.index, paragraphs=indices, confidence=confidence
            )
            self.taken.update(indices)

    def position(self, *elements: Element) -> int:
        """The position in `flow` of the last paragraph of these components, -1 where there is none."""
        last = [self.found[element].paragraphs[-1] for element in elements if element in self.found]
        return max((k for k, paragraph in enumerate(self.flow) if paragraph.index in last), default=-1)


def recognise_head(
    facts: PaperFacts, part: Part, types: Mapping[str, str] = set_phrases.TYPES
) -> tuple[tuple[Component, ...], int]:
    """The components of the head and the index of the paragraph where the text begins."""
    head = Head(facts, part, types)
    if part.kind is PartKind.ANNEX:
        start = _annex_heading(head)
    else:
        _letterhead(head)
        start = _headings(head)
    begin = head.flow[start].index if start < len(head.flow) else part.last + 1
    return tuple(head.found.values()), begin


def _letterhead(head: Head) -> None:
    window = head.flow[:_HEAD_LINES]
    _best(
        head,
        Element.NATIONAL_NAME,
        window,
        lambda text: set_phrases.is_like(set_phrases.key(text), set_phrases.NATIONAL_NAME),
    )
    _best(head, Element.MOTTO, window, set_phrases.is_motto)
    limit = _type_position(head, 0) if Element.NATIONAL_NAME in head.found else None
    window = window[:limit] if limit is not None else window
    for paragraph in window:
        text = set_phrases.key(paragraph.plain)
        if Element.NUMBER not in head.found and set_phrases.NUMBER.search(text) and len(text) <= _LONGEST_NUMBER:
            head.take(Element.NUMBER, [paragraph])
        elif Element.PLACE_DATE not in head.found and _is_place_date(head.facts, paragraph, text):
            head.take(Element.PLACE_DATE, [paragraph, *_rest_of_date(head.facts, paragraph)])
        elif Element.PLACE_DATE not in head.found and (rest := _begun_date(head.facts, paragraph)):
            head.take(Element.PLACE_DATE, [paragraph, *rest], _BROKEN)
        elif (
            Element.LETTER_SUBJECT not in head.found
            and set_phrases.LETTER_SUBJECT.match(text)
            and (text.startswith("v") and "/" in text[:4])
            and not (paragraph.lines or 1) > _LETTER_LINES
        ):
            head.take(Element.LETTER_SUBJECT, _letter_subject(head, paragraph))
    _agencies(head)


def _best(head: Head, element: Element, window: Sequence[Paragraph], like: Callable[[str], float]) -> None:
    scored = [(like(paragraph.plain), paragraph) for paragraph in window]
    score, paragraph = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    if paragraph is not None and score > 0:
        head.take(element, [paragraph, *_rest_of(paragraph, window, like, score)], score)
        return
    for above, below in pairwise(window):
        if below.index == above.index + 1 and like(f"{above.plain} {below.plain}") == 1.0:
            head.take(element, [above, below], _BROKEN)
            return


def _rest_of(
    paragraph: Paragraph, window: Sequence[Paragraph], like: Callable[[str], float], score: float
) -> list[Paragraph]:
    """The next line, where it completes this one to what was looked for: “… VIỆT” / “NAM” in a narrow column."""
    after = [following for following in window if following.index == paragraph.index + 1]
    return [following for following in after if like(f"{paragraph.plain} {following.plain}") == 1.0 > score]


def _is_place_date(facts: PaperFacts, paragraph: Paragraph, text: str) -> bool:
    if len(text) > _LONGEST_DATE or not set_phrases.PLACE_DATE.search(text) or ":" in text:
        return False
    # A clause or an item of the text may end in a date too.
    if paragraph.alignment == "justify" or text.startswith(("(", "căn", "-", "+")) or text[:1].isdigit():
        return False
    return center(paragraph) >= page_middle(facts, paragraph) - 1


def _rest_of_date(facts: PaperFacts, paragraph: Paragraph) -> list[Paragraph]:
    """The next line, where it is the year that the date line lacks: “… tháng 11 năm” / “2026”."""
    after = _line_below(facts, paragraph)
    lacks_year = set_phrases.NO_YEAR.search(set_phrases.key(paragraph.plain))
    return [after] if after and lacks_year and set_phrases.YEAR_ALONE.match(after.plain) else []


def _begun_date(facts: PaperFacts, paragraph: Paragraph) -> list[Paragraph]:
    """The next line, where it completes a date begun on this one: “Hà Nội, ngày 05” / “tháng 01 năm 2024”."""
    after = _line_below(facts, paragraph)
    if after is None or not set_phrases.BEGUN_DATE.search(set_phrases.key(paragraph.plain)):
        return []
    ends = set_phrases.DATE_END.match(set_phrases.key(after.plain))
    whole = set_phrases.key(f"{paragraph.plain} {after.plain}")
    return [after] if ends and _is_place_date(facts, paragraph, whole) else []


def _line_below(facts: PaperFacts, paragraph: Paragraph) -> Paragraph | None:
    """The paragraph that follows, in the same cell if there are cells; None without one."""
    following = facts.paragraphs[paragraph.index + 1 : paragraph.index + 2]
    return next((candidate for candidate in following if candidate.cell == paragraph.cell and candidate.plain), None)


def _letter_subject(head: Head, paragraph: Paragraph) -> list[Paragraph]:
    """The paragraph that begins with V/v and its further lines: below it, in the same column, with the same look."""
    lines = [paragraph]
    start = head.flow.index(paragraph)
    for following in head.flow[start + 1 : start + _LETTER_LINES]:
        same_cell = following.cell == paragraph.cell if paragraph.cell else on_left(head.facts, following)
        if (
            not same_cell
            or set_phrases.bold(following)
            or set_phrases.ADDRESSEE.match(set_phrases.key(following.plain))
        ):
            break
        if set_phrases.key(following.plain) in set_phrases.URGENCIES | set_phrases.SECRECIES | set_phrases.CIRCULATIONS:
            break
        if set_phrases.is_motto(following.plain) or set_phrases.PLACE_DATE.search(set_phrases.key(following.plain)):
            break
        lines.append(following)
    return lines


def _agencies(head: Head) -> None:
    """Note superior and issuing agency: the lines of the left column above the number."""
    last = head.position(Element.NATIONAL_NAME, Element.MOTTO, Element.NUMBER, Element.PLACE_DATE)
    if last < 0:
        return
    number = head.position(Element.NUMBER)
    if number < 0:  # of what is attached: its agency may have more lines than the motto beside it
        last += _more_on_left(head, last + 1)
    lines = [
        paragraph
        for k, paragraph in enumerate(head.flow[: last + 1])
        if paragraph.index not in head.taken
        and (number < 0 or k < number)
        and on_left(head.facts, paragraph)
        and (
            set_phrases.capitals(paragraph.plain)
            or set_phrases.bold(paragraph)
            or set_phrases.OFFICE.match(set_phrases.key(paragraph.plain))
        )
        and set_phrases.key(paragraph.plain) not in _MARKS_OF_A_PAPER
        and not set_phrases.DRAFT.match(set_phrases.key(paragraph.plain))
    ]
    if not lines:
        return
    cut, confidence = _issuing_from(lines)
    head.take(Element.PARENT_AGENCY, lines[:cut], confidence)
    head.take(Element.ISSUING_AGENCY, lines[cut:], confidence)


def _more_on_left(head: Head, start: int) -> int:
    """How many lines from `start` on stand in capitals in the left column, one below the other."""
    flow = head.flow[start:]
    return sum(1 for _ in takewhile(lambda line: on_left(head.facts, line) and set_phrases.capitals(line.plain), flow))


def _issuing_from(lines: Sequence[Paragraph]) -> tuple[int, float]:
    """The index at which the issuing agency begins, and the confidence: by bold type, else by words that begin a name."""
    looks = [set_phrases.bold(line) for line in lines]
    first_bold = next((k for k, look in enumerate(looks) if look is True), None)
    if first_bold is not None and False in looks[:first_bold] and False not in looks[first_bold:]:
        return first_bold, 1.0
    offices = [k for k, line in enumerate(lines) if set_phrases.OFFICE.match(set_phrases.key(line.plain))]
    if len(offices) > 1:
        return offices[-1], 0.8
    return 0, 1.0 if looks[0] is True or len(lines) == 1 else 0.7


def _type_position(head: Head, start: int) -> int | None:
    """The position of the type's name, searched from `start`; None without one."""
    for k, paragraph in enumerate(head.flow[start : start + _HEAD_LINES], start):
        text = set_phrases.key(paragraph.plain)
        if set_phrases.ADDRESSEE.match(text) or set_phrases.CERTAIN_BASIS.match(text):
            return None
        if text in head.types and paragraph.alignment != "justify" and not beside(head.facts, paragraph):
            return k
    return _named_by_reference(head, start)


def _named_by_reference(head: Head, start: int) -> int | None:
    """The position of the name of what is attached, whatever it is called: `DANH SÁCH` above `(Kèm theo Quyết định …)`."""
    lines = head.flow[start : start + _HEAD_LINES]
    named = [k for k, line in enumerate(lines) if set_phrases.REFERENCE.match(set_phrases.key(line.plain))]
    if not named:
        return None
    for k, line in enumerate(lines[: named[0]]):
        centred = line.alignment == "center" or in_middle(head.facts, line)
        if set_phrases.capitals(line.plain) and line.cell is None and centred and not beside(head.facts, line):
            return None if set_phrases.ANNEX_LABEL.match(set_phrases.key(line.plain)) else start + k
    return None


def _headings(head: Head) -> int:
    """Note type, subject, authority, addressees, bases, command; gives the position where the text begins."""
    start = 1 + head.position(*head.found) if head.found else 0
    found = _type_position(head, start)
    if found is not None:
        certain = set_phrases.capitals(head.flow[found].plain)
        head.take(Element.TYPE_NAME, [head.flow[found]], 1.0 if certain else 0.7)
        start = found + 1
        lines = _subject_lines(head, start)
        head.take(Element.SUBJECT, lines, 1.0 if set_phrases.bold(lines[0]) else 0.8) if lines else None
        start += len(lines)
    start = _reference(head, start, Element.ATTACHED_REFERENCE)
    command = _command_position(head, start)
    if command is not None:
        lines = _authority_lines(head, start, command)
        head.take(Element.AUTHORITY_LINE, lines, 0.9)
        head.take(Element.BASIS, head.flow[start + len(lines) : command], 0.9)
        head.take(Element.COMMAND_LINE, [head.flow[command]])
        return command + 1
    start = _addressees(head, start)
    bases = list(_bases(head, start))
    head.take(Element.BASIS, bases, 0.8)
    return start + len(bases)


def _subject_lines(head: Head, start: int) -> list[Paragraph]:
    lines: list[Paragraph] = []
    middle = False
    for paragraph in head.flow[start : start + _SUBJECT_LINES]:
        text = set_phrases.key(paragraph.plain)
        if _NUMBERED.match(paragraph.plain):
            break  # a paper that begins at once with its first heading
        if _ends_heading(paragraph, text) or paragraph.alignment == "justify" or len(text) > _LONGEST_HEADING:
            break
        centred = paragraph.alignment == "center" or in_middle(head.facts, paragraph)
        if not centred and ((middle and paragraph.box is None) or set_phrases.bold(paragraph) is not True):
            break
        middle = paragraph.alignment == "center"
        if lines and set_phrases.bold(paragraph) is not set_phrases.bold(lines[-1]) and set_phrases.italic(paragraph):
            break
        if lines and _ruled_off(head, lines[-1]):
            break
        if lines and _looks_like_authority(paragraph) and not set_phrases.capitals(lines[0].plain):
            break
        lines.append(paragraph)
    return lines


def _ruled_off(head: Head, paragraph: Paragraph) -> bool:
    """Whether a line under a paragraph ends the heading."""
    return any(stroke.under == paragraph.index for stroke in head.facts.strokes)


def _ends_heading(paragraph: Paragraph, text: str) -> bool:
    return bool(
        set_phrases.REFERENCE.match(text)
        or set_phrases.ADDRESSEE.match(text)
        or set_phrases.CERTAIN_BASIS.match(text)
        or set_phrases.COMMAND.match(text)
        or (paragraph.level is not None and text[:1].isdigit())
        or text.startswith(("phần ", "chương ", "điều "))
    )


def _looks_like_authority(paragraph: Paragraph) -> bool:
    return set_phrases.capitals(paragraph.plain) and bool(set_phrases.OFFICE.match(set_phrases.key(paragraph.plain)))


def _reference(head: Head, start: int, element: Element) -> int:
    """Note “(Kèm theo …)”, in one paragraph or several; gives the position after it."""
    if start >= len(head.flow) or not set_phrases.REFERENCE.match(set_phrases.key(head.flow[start].plain)):
        return start
    end = start
    while end < start + 4 and end + 1 < len(head.flow) and not head.flow[end].plain.endswith(")"):
        end += 1
    lines = head.flow[start : end + 1] if head.flow[end].plain.endswith(")") else head.flow[start : start + 1]
    head.take(element, lines)
    return start + len(lines)


def _command_position(head: Head, start: int) -> int | None:
    """The position of “QUYẾT ĐỊNH:”, before which are bases and the authority line; None without one."""
    for k, paragraph in enumerate(head.flow[start : start + 40], start):
        text = set_phrases.key(paragraph.plain)
        if set_phrases.COMMAND.match(text) and (set_phrases.capitals(paragraph.plain) or set_phrases.bold(paragraph)):
            return k
        if text.startswith(("điều 1", "chương i")):
            return None
    return None


def _authority_lines(head: Head, start: int, command: int) -> list[Paragraph]:
    return list(takewhile(lambda line: set_phrases.capitals(line.plain), head.flow[start:command]))


def _addressees(head: Head, start: int) -> int:
    """Note Kính gửi and the list below it; gives the position after them."""
    for k in range(start, min(start + 4, len(head.flow))):
        if not set_phrases.ADDRESSEE.match(set_phrases.key(head.flow[k].plain)):
            continue
        end = k + 1
        single = len(set_phrases.key(head.flow[k].plain)) > len("kính gửi:") + 2
        while end < len(head.flow) and _is_item(head, end, single=single):
            end += 1
        head.take(Element.ADDRESSEE, head.flow[k:end])
        return end
    return start


def _is_item(head: Head, position: int, *, single: bool) -> bool:
    """Whether a paragraph is a further addressee: it begins with a dash, or is below the first of several."""
    paragraph = head.flow[position]
    if paragraph.plain[:1] in "-–—•+":
        return True
    before = head.flow[position - 1]
    if single or paragraph.alignment == "justify":
        return False
    return before.plain.endswith(";") and paragraph.left > before.left - 1 and len(paragraph.plain) < _LONGEST_DATE


def _bases(head: Head, start: int) -> Iterator[Paragraph]:
    """The bases of a paper without a command line: paragraphs that begin like one and end like a list item."""
    block = []
    for paragraph in head.flow[start : start + 30]:
        if not set_phrases.BASIS.match(set_phrases.key(paragraph.plain)):
            break
        block.append(paragraph)
    for k, paragraph in enumerate(block):
        listed = paragraph.plain.endswith(";") or (k > 0 and block[k - 1].plain.endswith(";"))
        key = set_phrases.key(paragraph.plain)
        certain = set_phrases.italic(paragraph) is True and set_phrases.CERTAIN_BASIS.match(key)
        if paragraph.plain.endswith(":") or not (listed or certain):
            return
        yield paragraph


def _annex_heading(head: Head) -> int:
    """Note label, title and reference of an annex; gives the position where its content begins."""
    label = next(
        (k for k, line in enumerate(head.flow) if set_phrases.ANNEX_LABEL.match(set_phrases.key(line.plain))), None
    )
    if label is None:
        return 0
    head.take(Element.ANNEX_LABEL, [head.flow[label]])
    start = label + 1
    lines: list[Paragraph] = []
    for paragraph in head.flow[start : start + _HEADING_LINES]:
        text = set_phrases.key(paragraph.plain)
        if set_phrases.REFERENCE.match(text) or paragraph.cell is not None or paragraph.alignment == "justify":
            break
        # A title that fills its line is neither in the middle nor at a side: its capitals tell.
        fills = paragraph.alignment is None and set_phrases.capitals(paragraph.plain)
        if not (paragraph.alignment == "center" or in_middle(head.facts, paragraph) or fills):
            break
        if set_phrases.bold(paragraph) is False and not set_phrases.capitals(paragraph.plain):
            break
        lines.append(paragraph)
    head.take(Element.ANNEX_TITLE, lines)
    return _reference(head, start + len(lines), Element.ANNEX_REFERENCE)
