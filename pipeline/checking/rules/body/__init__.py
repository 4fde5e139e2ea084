"""The text itself (nội dung): its look, structure and marks."""
