"""Name of the type and subject (tên loại, trích yếu)."""
