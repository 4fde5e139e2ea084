"""Paper to bytes (trình bày văn bản): render, lay out, convert, assemble, add the signature fields."""
