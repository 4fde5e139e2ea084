"""Two versions of one Word file (đối chiếu hai bản): what was reworded, as values, as tracked changes, as a web page."""
