"""The log of events: what happened, in one table, with an order in each meeting."""
