"""Forms that an office made itself."""
