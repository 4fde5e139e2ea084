"""The dominant colour of a small picture (màu chủ đạo của ảnh), which tells a red seal or blue signature from grey."""

from __future__ import annotations

import colorsys
import ctypes

from pypdfium2 import raw

from pipeline.reading.pdf.space import Handle

_MAX_PIXELS = 1_500_000
_SAMPLES = 3_000
_VIVID = 0.25
_ENOUGH = 0.02  # share of the samples that must have colour
_BINS = 24
_BYTES_OF_COLOUR = 3


def dominant_hue(item: Handle) -> float | None:
    """The hue (0..360) of most coloured pixels; None for grey, large or unreadable pictures."""
    width, height = ctypes.c_uint(), ctypes.c_uint()
    if not raw.FPDFImageObj_GetImagePixelSize(item, width, height) or width.value * height.value > _MAX_PIXELS:
        return None
    bitmap = raw.FPDFImageObj_GetBitmap(item)
    if not bitmap:
        return None
    try:
        return _hue(bitmap)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)


def _hue(bitmap: Handle) -> float | None:
    width, height, stride = (
        raw.FPDFBitmap_GetWidth(bitmap),
        raw.FPDFBitmap_GetHeight(bitmap),
        raw.FPDFBitmap_GetStride(bitmap),
    )
    channels = {raw.FPDFBitmap_BGR: 3, raw.FPDFBitmap_BGRx: 4, raw.FPDFBitmap_BGRA: 4}.get(
        raw.FPDFBitmap_GetFormat(bitmap)
    )
    buffer = raw.FPDFBitmap_GetBuffer(bitmap)
    if not channels or not buffer or width <= 0 or height <= 0:
        return None
    pixels = ctypes.string_at(buffer, stride * height)
    step = max(1, width * height // _SAMPLES)
    counts = [0.0] * _BINS
    samples = range(0, width * height, step)
    for index in samples:
        at = index // width * stride + index % width * channels
        blue, green, red = pixels[at : at + _BYTES_OF_COLOUR]
        hue, saturation, value = colorsys.rgb_to_hsv(red / 255, green / 255, blue / 255)
        if saturation > _VIVID and value > _VIVID:
            counts[int(hue * _BINS) % _BINS] += 1
    if sum(counts) < _ENOUGH * len(samples):
        return None
    best = max(range(_BINS), key=counts.__getitem__)
    return (best + 0.5) * 360 / _BINS
