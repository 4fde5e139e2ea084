"""Fields of an office's own in templates (mục thêm): `{{ them.so_hop_dong }}` prints what the record says at `số hợp đồng`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pipeline.text import identifier

ANY: Final = "*"


class OwnFields:
    """The own fields of one paper by name; a template may write a name with its marks or without: `thêm.số_hợp_đồng`.

    `pairs`: name as in the record, and text. A pair under `ANY` answers for whatever is asked, as papers for trying
    templates need it: which fields there are is not known then. KeyError for a name that the paper has not.
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
