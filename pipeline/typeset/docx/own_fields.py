"""An office's own fields in templates (mục thêm): `{{ them.so_hop_dong }}` prints the record's value of `số hợp đồng`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pipeline.text import identifier

ANY: Final = "*"


class OwnFields:
    """The own fields of one paper by name; templates may write names with or without diacritics: `thêm.số_hợp_đồng`.

    `pairs`: name as in the record, and text. A pair under `ANY` answers for every name, as papers for trying templates
    need it, where the fields are unknown. KeyError for a name that the paper does not have.
    """

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._texts = {name if name == ANY else identifier(name): text for name, text in pairs}

    def __getitem__(self, name: str) -> str:
        if (written := identifier(name)) in self._texts:
            return self._texts[written]
        return self._texts[ANY]

    def names(self) -> tuple[str, ...]:
        """The names as templates write them."""
        return tuple(self._texts)
