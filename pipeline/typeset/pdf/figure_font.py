"""The font of values filled in after signing (phông của ô điền): digits and letters of the paper's own face.

LibreOffice embeds only the characters that are on the page, which a number not yet known is not. So the fields bring
the ASCII characters, from a subset of the same font file, with equal bytes on every run.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial
from io import BytesIO
from pathlib import Path
from typing import Final

FIRST: Final = 32
LAST: Final = 126
_THOUSAND: Final = 1000


@dataclass(frozen=True, kw_only=True)
class FigureFont:
    """A face subset to ASCII: its name, the font program, and its descriptor in thousandths of the size."""

    name: str
    program: bytes
    widths: tuple[int, ...]
    ascent: int
    descent: int
    cap_height: int
    italic_angle: float
    box: tuple[int, int, int, int]


@lru_cache(maxsize=8)
def figure_font(file: Path) -> FigureFont:
    """The face in a font file, cut down to ASCII."""
    from fontTools.subset import Options, Subsetter  # noqa: PLC0415 - loads for a tenth of a second, only where a field is made
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - as above

    with TTFont(file, lazy=True, recalcTimestamp=False, recalcBBoxes=False) as font:
        options = Options(layout_features=[], hinting=False, notdef_outline=True, name_IDs=[], legacy_cmap=False)
        # PDF readers look for the signs of a simple TrueType font by the table (3, 1) of Unicode.
        options.drop_tables += ["DSIG", "FFTM", "GDEF", "GPOS", "GSUB", "kern"]
        units: int = font["head"].unitsPerEm
        metrics = font["OS/2"]

        def scaled(value: float) -> int:
            return round(value * _THOUSAND / units)

        cmap = font.getBestCmap()
        widths = tuple(scaled(font["hmtx"][cmap[code]][0]) for code in range(FIRST, LAST + 1))
        head, name = font["head"], font["name"].getDebugName(6) or "TimesNewRoman"
        found = partial(
            FigureFont,
            name=name,
            widths=widths,
            ascent=scaled(font["hhea"].ascent),
            descent=scaled(font["hhea"].descent),
            cap_height=scaled(getattr(metrics, "sCapHeight", 0) or font["hhea"].ascent),
            italic_angle=font["post"].italicAngle,
            box=(scaled(head.xMin), scaled(head.yMin), scaled(head.xMax), scaled(head.yMax)),
        )
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=range(FIRST, LAST + 1))
        subsetter.subset(font)
        stream = BytesIO()
        font.save(stream, reorderTables=True)
    return found(program=stream.getvalue())
