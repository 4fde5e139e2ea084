"""PDF: places on the page, signature and text fields, assembling, merging."""
