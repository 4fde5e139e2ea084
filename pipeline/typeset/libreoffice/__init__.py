"""LibreOffice: finding it, starting it, watching over it and ending it."""
