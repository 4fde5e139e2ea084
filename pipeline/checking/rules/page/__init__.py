"""The page (trang giấy), its font and its number: PLI.P1.I."""
