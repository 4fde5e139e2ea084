"""Signature and seal (chữ ký, dấu), on paper and electronic."""
