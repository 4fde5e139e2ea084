"""Language, spelling and what a file keeps of its making."""
