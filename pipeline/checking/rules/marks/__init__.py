"""Marks of urgency, secrecy and circulation, copies (dấu chỉ mức độ, bản sao)."""
