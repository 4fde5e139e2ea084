"""A new office's folder (bộ hồ sơ mới): the questions that are asked, and the files written from the answers."""
