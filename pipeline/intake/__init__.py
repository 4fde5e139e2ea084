"""The one entrance for each kind of foreign content (cửa nhận): text, figures, files, archives; made clean or refused."""
