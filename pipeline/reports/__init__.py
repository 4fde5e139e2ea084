"""Periodic reporting (báo cáo định kỳ): forms for units, reports that come back, and figures put together."""
