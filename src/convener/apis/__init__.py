"""The APIs: each a thin translation of its protocol to the domain, with no rules of its own."""
