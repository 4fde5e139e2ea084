"""Word files: layouts, filling in, fitting, joining, tables, charts."""
