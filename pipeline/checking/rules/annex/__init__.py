"""Annexes and attached papers (phụ lục, văn bản kèm theo)."""
