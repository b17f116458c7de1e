"""Minutes of each run of a meeting: drafted at its end, edited and released by the host."""
