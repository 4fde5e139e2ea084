"""Issuing papers (ban hành): numbers and their series, the register of outgoing papers, the frozen copies of what went out."""
