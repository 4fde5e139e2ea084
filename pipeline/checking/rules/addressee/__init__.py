"""Addressees (Kính gửi) of letters and submissions: PLI.P2.II."""
