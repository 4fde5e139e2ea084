"""The closed loop: an office made from nothing, what its units mean, the mess they send, and the report that comes of it."""
