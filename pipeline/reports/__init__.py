"""Periodic reporting (báo cáo định kỳ): forms out, submissions in, figures together."""
