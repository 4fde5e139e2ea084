"""Lines of the recipients that follow from a paper (nơi nhận máy tự lập): to whom it is reported, never to its signer."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.papers.recipients import Line
from pipeline.papers.signature import full_title, title_in
from pipeline.papers.wording import Saying
from pipeline.records.agency import Agency
from pipeline.records.committee import Committee
from pipeline.records.office import Office
from pipeline.records.paper import AutomaticLine
from pipeline.text import joined_post


def as_above(saying: Saying) -> Line:
    """`Như trên`: those to whom the paper is addressed (II.9b)."""
    return Line("như trên", saying.say("nơi nhận", "như trên"))


def members_line(committee: Committee, saying: Saying) -> Line:
    """`Các thành viên Ban Chỉ đạo`."""
    return Line("các thành viên", saying.say("nơi nhận", "các thành viên", ban=committee.short_name))


def reported_to(
    office: Office, committee: Committee, saying: Saying, *, chair: str, signer: str | None = None
) -> Iterator[Line]:
    """The head, then who chaired, each `(để báo cáo)`, unless it is the signer. No signer: who chairs signs."""
    signs = signer or chair
    head = committee.head.person if committee.head else None
    wanted: tuple[tuple[AutomaticLine, str | None], ...] = (("người đứng đầu", head), ("người chủ trì", chair))
    for kind, key in wanted:
        # Who chaired and has left the committee since is no longer reported to.
        if key is None or key == signs or committee.member(key) is None or (kind == "người chủ trì" and key == head):
            continue
        title = title_in(committee, office.person(key))
        text = saying.say("thông báo kết luận", "gửi người chủ trì", chuc_danh=title)
        yield Line(kind, text, also=names_of(office, committee, key))


def names_of(office: Office, issuer: Agency | Committee, key: str) -> frozenset[str]:
    """The id of a person, and the titles by which the recipients may call that person."""
    person = office.person(key).acting_for(issuer.id)
    title = title_in(issuer, person)
    within = issuer.short_name if isinstance(issuer, Committee) else issuer.called
    return frozenset(
        {key, person.addressed, title, joined_post(title, within or issuer.name), full_title(office, person)}
    )
