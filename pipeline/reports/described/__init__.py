"""Reading forms of an office's own (biểu có sẵn) by their descriptions in the outline."""
