"""Use cases (nghiệp vụ) as functions: values in, values out, nothing printed."""
