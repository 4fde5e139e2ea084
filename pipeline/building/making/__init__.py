"""Making papers (dựng văn bản): jobs as values, who runs them, output written in one place."""
