"""Tables of options: one row says all about an option."""
