"""The conference center itself: its rules, free of HTTP, XML and sockets.

Functions take a database session first and the :class:`~convener.domain.site.Site` of this installation where they
need them; they never commit. What goes wrong is a :class:`~convener.domain.errors.DomainError`.
"""
