"""Fields that parts of a paper were given later (mục có thêm về sau): at their default they change no note of an older program.

A build notes a paper by the words of its parts (`repr`). A field that is new, with a value that prints what was printed before,
must not make an issued paper look changed.
"""

from __future__ import annotations

from dataclasses import field, fields
from typing import Any, Final, TypeVar

_LATER: Final = "later"
_Part = TypeVar("_Part")


def later(*, default: Any) -> Any:  # noqa: ANN401 - as `dataclasses.field`, any default gives a field of its type
    """A field of a dataclass that is told by `tells_later_fields`; `default` is what older papers had in its place."""
    return field(default=default, repr=False, metadata={_LATER: True})


def tells_later_fields(part: type[_Part]) -> type[_Part]:
    """Make a dataclass tell its later fields where they are not at their default, after all others."""
    before = part.__repr__
    added = [(item.name, item.default) for item in fields(part) if _LATER in item.metadata]  # type: ignore[arg-type]

    def told(self: _Part) -> str:
        said = [f"{name}={getattr(self, name)!r}" for name, default in added if getattr(self, name) != default]
        return ", ".join([before(self)[:-1], *said]) + ")"

    part.__repr__ = told  # type: ignore[method-assign,assignment]
    return part
