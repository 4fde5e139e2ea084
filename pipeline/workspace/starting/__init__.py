"""A new office's folder (bộ hồ sơ mới): the questions to ask, and the files made from the answers."""
