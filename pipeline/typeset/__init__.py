"""Setting papers (trình bày văn bản): Word files from templates, PDF by LibreOffice, fields for signatures and values."""
