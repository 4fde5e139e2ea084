"""Issuing papers (ban hành): numbers and their series, the register of outgoing papers, frozen copies of issued papers."""
