"""The order of people in lists (thứ tự trong danh sách): as in the records, or by given name where a record asks for it."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.records.agency import Agency
from pipeline.records.committee import Committee, Role
from pipeline.records.office import Office
from pipeline.text import given_name_key


def by_given_name(office: Office, body: Agency | Committee, keys: Iterable[str]) -> tuple[str, ...]:
    """The ids of people by given name; those who lead a committee (head, deputies, standing) stay first, in their order."""
    people = tuple(keys)
    leading = [key for key in people if _leads(body, key)]
    others = [key for key in people if key not in leading]
    return (*leading, *sorted(others, key=lambda key: given_name_key(office.person(key).name)))


def _leads(body: Agency | Committee, key: str) -> bool:
    member = body.member(key) if isinstance(body, Committee) else None
    return member is not None and member.role is not Role.MEMBER
