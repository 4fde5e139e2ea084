"""National name and motto (Quốc hiệu, Tiêu ngữ)."""
