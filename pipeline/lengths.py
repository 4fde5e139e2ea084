"""Units of length (đơn vị đo): millimetres of the decree, points of letters, twips and EMUs of Word files."""

MM_PER_INCH = 25.4
POINTS_PER_INCH = 72
POINTS_PER_MM = POINTS_PER_INCH / MM_PER_INCH
TWIPS_PER_POINT = 20
TWIPS_PER_MM = 1440 / MM_PER_INCH
MM_PER_POINT = MM_PER_INCH / POINTS_PER_INCH
MM_PER_TWIP = MM_PER_INCH / 1440
MM_PER_EMU = MM_PER_INCH / 914400
