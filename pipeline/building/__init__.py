"""Many papers at once (dựng hàng loạt): jobs as values, executors that run them, output written in one place."""
