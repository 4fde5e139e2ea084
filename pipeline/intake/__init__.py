"""One gate for each kind of foreign thing (cửa nhận): text, figures, files, archives. What passes is clean or refused."""
