"""Figures compared with other figures (đối chiếu): of peers, other columns, parts, other periods; misfits are asked about."""
