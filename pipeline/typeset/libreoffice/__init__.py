"""LibreOffice: where it is, how it is started, watched and ended."""
