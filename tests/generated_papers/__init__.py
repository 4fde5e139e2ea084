"""Papers of every type, structure and length, made from nothing: each must pass the program's own check."""
