"""Name of the issuing agency (tên cơ quan ban hành)."""
