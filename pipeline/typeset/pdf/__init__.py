"""PDF: places, signature fields, assembling, merging."""
