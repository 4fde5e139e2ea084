"""One paper as a Word file (lập tệp Word): render each part from its layout, fit it to its words, join the parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache, partial
from typing import Any

from pipeline.decree.profile import Profile
from pipeline.errors import TemplateFailed, VanthuError
from pipeline.papers.official_document import AttachedDocument, Block, ChartContent, OfficialDocument, TableContent
from pipeline.typeset.docx.carried_parts import Part
from pipeline.typeset.docx.charts import chart_in_words
from pipeline.typeset.docx.fit import fit_part, raise_contact, text_area, tighten, with_raised_contact
from pipeline.typeset.docx.join import join_parts
from pipeline.typeset.docx.own_fields import OwnFields
from pipeline.typeset.docx.package import read_package
from pipeline.typeset.docx.refused_content import look_for_refused
from pipeline.typeset.docx.render import check_tags, render, unreadable
from pipeline.typeset.docx.stock import is_stock
from pipeline.typeset.docx.style_names import with_common_ids
from pipeline.typeset.docx.template_faults import absent
from pipeline.typeset.docx.template_layout import prepare
from pipeline.typeset.docx.templates import ANNEX_LAYOUT, ATTACHED_LAYOUT, TemplateSet
from pipeline.typeset.docx.wordml import text_of, w


def make_docx(document: OfficialDocument, *, templates: TemplateSet, profile: Profile, tight: bool = False) -> bytes:
    """The Word file of one paper: main text, attached documents and annexes as sections, in this order.

    `tight` takes two points from the space above the signature, which is enough when the block fills its page to the
    last point. The profile is taken under the paper's own regulation. TemplateFailed: a template edited by hand does not fit.
    """
    profile = profile.under(document.regulation)
    with blamed_on(document.type.layout, templates):
        return _joined(document, templates=templates, profile=profile, tight=tight)


@contextmanager
def blamed_on(layout: str, templates: TemplateSet) -> Iterator[None]:
    """Turn any exception in the block into TemplateFailed with the path of the template that is at fault.

    An unexpected one is passed on where the layout uses no template edited by hand: then the fault is the program's.
    """
    try:
        yield
    except TemplateFailed as failure:
        raise failure.at(templates.place) from failure
    except VanthuError:
        raise
    except Exception as error:
        if is_stock(templates, (layout, ATTACHED_LAYOUT, ANNEX_LAYOUT)):
            raise
        raise TemplateFailed(
            "(hoặc khối, mẫu kèm theo nó) thiếu phần mà phần mềm cần để ghép văn bản: bảng, dấu trang, chỗ ký hoặc chỗ của "
            "nội dung",
            "So với mẫu gốc của phần mềm rồi đặt lại phần đã bỏ; hoặc lấy lại mẫu gốc.",
            template=layout,
            code="DUNG-35",
            file=templates.place(layout),
        ) from error


def _joined(document: OfficialDocument, *, templates: TemplateSet, profile: Profile, tight: bool) -> bytes:
    make = partial(make_part, templates=templates, profile=profile)
    own = OwnFields(document.own)
    context = {"van_ban": document, "them": own, "thêm": own}
    minutes = document.minutes.attendance if document.minutes else ()
    main = make(document.type.layout, document.body, context, before=minutes)
    if tight:
        tighten(main.root, profile=profile)
    if document.contact and profile.text("page_number.flow") == "footer":
        raised = profile.number("page.margin_bottom") - profile.number("page.header_distance")
        main.package.update(with_raised_contact(main.package, raised))
    elif document.contact:
        raise_contact(main.root)
    attached = [
        _signed(make(ATTACHED_LAYOUT, item.body, {**context, "phan": item}), item) for item in document.attached
    ]
    annexes = [
        make(ANNEX_LAYOUT, annex.body, {**context, "phan": annex}, landscape=annex.landscape)
        for annex in document.annexes
    ]
    return join_parts(
        [main, *attached, *annexes],
        charts=_charts(document, profile),
        title=document.headline,
        author=" ".join(document.letterhead.issuer),
    )


def _signed(part: Part, item: AttachedDocument) -> Part:
    """The part, made sure of its signatures: a layout edited by hand may be from before attached papers could have any."""
    lines = {text_of(line).strip() for line in part.root.iter(w("p"))} if item.signatures else set()
    if all(signature.name in lines for signature in item.signatures):
        return part
    raise TemplateFailed(
        "không in chức vụ, họ tên người ký ở cuối văn bản kèm theo, mà văn bản trước ngày 05/3/2020 phải có",
        "Dưới nội dung, chép từ mẫu gốc của phần mềm ba dòng lệnh có ky_kem_theo.",
        template=part.layout,
        code="DUNG-35",
    )


def _charts(document: OfficialDocument, profile: Profile) -> list[tuple[ChartContent, float]]:
    """The charts of all parts in order, each with the width of its page's text."""
    bodies = [(document.body, False), *((attached_document.body, False) for attached_document in document.attached)]
    bodies += [(annex.body, annex.landscape) for annex in document.annexes]
    widths = {landscape: text_area(profile, landscape=landscape).width for landscape in (False, True)}
    return [(block.chart, widths[landscape]) for body, landscape in bodies for block in body if block.chart is not None]


def make_part(  # noqa: PLR0913 - one part is all of these
    layout: str,
    body: tuple[Block, ...],
    context: Mapping[str, Any],
    *,
    templates: TemplateSet,
    profile: Profile,
    before: tuple[Block, ...] = (),
    landscape: bool = False,
) -> Part:
    """One rendered and fitted part; the layout prints the blocks `before` ahead of the body.

    `context`: the values for the template's tags.
    """
    prepared = _prepared(layout, templates, profile)
    package, root = render(layout, prepared, templates, {**context, "noi_dung": body})
    content = root.find(w("body"))
    if content is None:
        raise TemplateFailed("không có thân văn bản", "Lấy lại mẫu gốc.", template=layout)
    fit_part(content, profile=profile, tables=_tables((*before, *body)), landscape=landscape)
    return Part(
        layout=layout,
        package=package,
        root=root,
        block=partial(_block, templates=templates, profile=profile),
        blocks=tuple(name for name in templates.used([layout]) if name != layout),
        landscape=landscape,
    )


@lru_cache(maxsize=128)
def _block(name: str, templates: TemplateSet, profile: Profile) -> Mapping[str, bytes]:
    """The package of a block, with the profile's measures in its styles."""
    return read_package(prepare(with_common_ids(dict(templates.blocks)[name], templates), profile))


def _prepared(layout: str, templates: TemplateSet, profile: Profile) -> bytes:
    """A layout with the profile's measures. TemplateFailed: it is missing, or no complete Word file."""
    if layout not in dict(templates.layouts):
        raise absent(layout)
    template = templates.layout(layout)
    check_tags(layout, template)
    look_for_refused(layout, template)
    try:
        return prepare(with_common_ids(template, templates), profile)
    except Exception as error:
        if is_stock(templates, (layout,)):
            raise
        raise unreadable(
            layout, "thiếu hoặc hỏng một phần của tệp Word (kiểu chữ, trang, liên kết bên trong)"
        ) from error


def _tables(blocks: Iterable[Block]) -> list[TableContent]:
    return [block.table for block in blocks if block.table is not None]


def figure_texts(document: OfficialDocument) -> tuple[str, ...]:
    """The alternative texts of the charts of all parts, in order."""
    attached, annexes = (part.body for part in document.attached), (part.body for part in document.annexes)
    bodies = (document.body, *attached, *annexes)
    return tuple(chart_in_words(block.chart) for body in bodies for block in body if block.chart is not None)


def part_titles(document: OfficialDocument) -> tuple[str, ...]:
    """The names of the parts for the PDF's outline: the paper, what is attached, the annexes."""
    attached = (f"{item.type_name.capitalize()}: {item.subject}" for item in document.attached)
    annexes = (f"{annex.label}: {annex.title}" for annex in document.annexes)
    return (document.headline, *attached, *annexes)
