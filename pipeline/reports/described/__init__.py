"""Reading forms that an office made itself, by their description in the outline (biểu có sẵn)."""
