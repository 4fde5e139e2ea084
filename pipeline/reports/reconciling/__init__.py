"""Held against something else (đối chiếu): peers, own other columns, parts, other periods; what does not fit is asked."""
