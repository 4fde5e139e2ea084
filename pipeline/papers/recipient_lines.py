"""Recipients that follow from the paper itself (nơi nhận máy tự lập), such as those it is reported to; never its signer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.papers.recipients import Line
from pipeline.papers.signature import acting_title, full_title, title_in
from pipeline.papers.wording import Saying
from pipeline.records.agency import Agency
from pipeline.records.committee import Committee
from pipeline.records.office import Office
from pipeline.records.paper import AutomaticLine
from pipeline.text import joined_post


def as_above(saying: Saying) -> Line:
    """The line `Như trên`: those to whom the paper is addressed (II.9b)."""
    return Line("như trên", saying.say("nơi nhận", "như trên"))


def members_line(body: Agency | Committee, saying: Saying) -> Line:
    """The line for all members of a body: `Các thành viên Ban Chỉ đạo`."""
    return Line("các thành viên", saying.say("nơi nhận", "các thành viên", ban=body.called))


def participants_line(saying: Saying) -> Line:
    """The line `Như thành phần dự họp`, for a meeting whose members have no name together."""
    return Line("các thành viên", saying.say("nơi nhận", "thành phần dự họp"))


def reported_to(
    office: Office, body: Agency | Committee, saying: Saying, *, chairs: Iterable[str], signers: Iterable[str]
) -> Iterator[Line]:
    """The lines `(để báo cáo)`: the head of a committee, then whoever chaired, without signers.

    None where the head signs.
    """
    signing, leading = frozenset(signers), tuple(chairs)
    if any(_leads(office, body, key) for key in signing):
        return
    head = body.head.person if isinstance(body, Committee) and body.head else None
    wanted: list[tuple[AutomaticLine, str]] = [("người đứng đầu", head)] if head else []
    wanted += [("người chủ trì", key) for key in leading if key != head]
    for kind, key in wanted:
        # Who chaired a committee and has left it since is no longer reported to.
        left = isinstance(body, Committee) and body.member(key) is None
        if key not in signing and not left:
            title = acting_title(office, body, key)
            text = saying.say("thông báo kết luận", "gửi người chủ trì", chuc_danh=title)
            yield Line(kind, text, also=names_of(office, body, key))


def _leads(office: Office, body: Agency | Committee, key: str) -> bool:
    """Whether a person is the head of an agency or committee, who reports to nobody within it."""
    if isinstance(body, Committee):
        return body.head is not None and body.head.person == key
    person = office.person(key).acting_for(body.id)
    return person.agency == body.id and person.title == body.head_title


def names_of(office: Office, issuer: Agency | Committee, key: str) -> frozenset[str]:
    """The id of a person and the titles by which a list of recipients may name that person."""
    person = office.person(key).acting_for(issuer.id)
    title = title_in(issuer, person)
    return frozenset(
        {key, person.addressed, title, joined_post(title, issuer.called or issuer.name), full_title(office, person)}
    )
