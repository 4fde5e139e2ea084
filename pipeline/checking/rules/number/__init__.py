"""Number and symbol (số, ký hiệu)."""
