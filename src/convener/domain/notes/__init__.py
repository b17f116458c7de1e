"""Notes of a meeting: one shared text of each run, with agenda, decisions and action items as parts that
can be listed."""
