"""Checks of relations between indicators of an outline (quan hệ giữa các chỉ tiêu): parts, bounds, plans."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.finding import Finding
from pipeline.records.reporting import Indicator, Outline
from pipeline.text import money_unit
from pipeline.workspace.findings_at import error, quote, warning
from pipeline.workspace.value_places import Place
from pipeline.workspace.view import View


def hierarchy(view: View) -> Iterator[Finding]:
    """Finds parts and bounds of another outline, without figures, in other units of measure, or in a circle."""
    for outline in view.office.outlines:
        known = {indicator.id: indicator for indicator in outline.indicators}
        wholes = {indicator.part_of for indicator in outline.indicators}
        for number, indicator in enumerate(outline.indicators):
            for key, at in _named(view, outline, number, indicator):
                if key in known:
                    yield from _pair(indicator, known[key], at)
                elif key in view.known:
                    words = f"Chỉ tiêu {quote(view.name(key))} không thuộc đề cương {quote(outline.name)}"
                    yield error("DL-721", at, words, hint="Dùng chỉ tiêu của cùng đề cương.")
            yield from _circle(view, outline, number, known)
            if indicator.split == "có" and indicator.id not in wholes:
                words = f"{quote(indicator.name)} ghi “bằng tổng các phần” nhưng không chỉ tiêu nào “là phần của” nó"
                at = view.at(outline.id, "chỉ tiêu", number, "bằng tổng các phần")
                yield warning("DL-738", at, words, hint="Ghi “là phần của” ở các chỉ tiêu thành phần, hoặc bỏ mục này.")


def _named(view: View, outline: Outline, number: int, indicator: Indicator) -> Iterator[tuple[str, Place]]:
    """The indicators that bound one from above, each with the place that says so."""
    path = (outline.id, "chỉ tiêu", number)
    if indicator.part_of is not None:
        yield indicator.part_of, view.at(*path, "là phần của")
    for index, key in enumerate(indicator.at_most):
        yield key, view.at(*path, "không lớn hơn", index)


def _pair(indicator: Indicator, other: Indicator, at: Place) -> Iterator[Finding]:
    figures = not (indicator.is_text or indicator.is_yes or other.is_text or other.is_yes)
    money = {money_unit(measure) is not None for measure in (indicator.measure, other.measure)}
    percent = {measure == "%" for measure in (indicator.measure, other.measure)}
    if not figures or len(money) > 1 or len(percent) > 1:
        words = (
            f"{quote(indicator.name)} ({indicator.measure}) không so được với {quote(other.name)} ({other.measure}), "
            "nên không thể là phần của nó hoặc không lớn hơn nó"
        )
        yield error("DL-736", at, words, hint="Chọn chỉ tiêu cùng loại số liệu, cùng loại đơn vị tính.")


def _circle(view: View, outline: Outline, number: int, known: Mapping[str, Indicator]) -> Iterator[Finding]:
    """Finds a chain of `là phần của` that comes back to its beginning."""
    first = outline.indicators[number]
    chain = [first]
    while (whole := known.get(chain[-1].part_of or "")) is not None and whole not in chain:
        chain.append(whole)
    if whole is first:
        names = " → ".join(quote(link.name) for link in (*chain, first))
        at = view.at(outline.id, "chỉ tiêu", number, "là phần của")
        yield error(
            "DL-737", at, f"“Là phần của” đi thành vòng: {names}", hint="Bỏ “là phần của” ở một trong các chỉ tiêu ấy."
        )


def plans(view: View) -> Iterator[Finding]:
    """Finds two plans of one year, for all units or for one."""
    for outline in view.office.outlines:
        for number, indicator in enumerate(outline.indicators):
            met: set[tuple[int, str | None]] = set()
            for index, plan in enumerate(indicator.plans):
                if (plan.year, plan.unit) in met:
                    whose = f" của {quote(view.name(plan.unit))}" if plan.unit else ""
                    words = f"Kế hoạch năm {plan.year}{whose} cho {quote(indicator.name)} ghi hai lần"
                    at = view.at(outline.id, "chỉ tiêu", number, "kế hoạch", index)
                    yield error("DL-739", at, words, hint="Để lại một.")
                met.add((plan.year, plan.unit))
