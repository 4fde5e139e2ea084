"""Recipients (Nơi nhận)."""
