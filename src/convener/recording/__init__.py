"""Captures of meetings: a process of its own receives what people send and writes it as it comes, never decoded.

It knows nothing of the domain, the database or HTTP: :mod:`port` is what the server asks of it, :mod:`index` reads what
it wrote.
"""
