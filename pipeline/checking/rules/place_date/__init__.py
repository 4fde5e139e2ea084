"""Place and date of issue (địa danh, thời gian ban hành)."""
