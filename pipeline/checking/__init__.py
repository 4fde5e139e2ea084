"""The check (kiểm tra thể thức): every rule over a recognised paper, and the report in the forms users read."""
