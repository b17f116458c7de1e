"""The messages, one module for each group of them."""
