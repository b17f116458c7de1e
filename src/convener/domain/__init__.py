"""The conference center itself: its rules, free of HTTP, XML and sockets.

A folder for each part of the center (a wing) holds the functions that read and change it; ``actions`` holds what needs
several wings, one file a use case. Functions take a database session first and the :class:`~convener.domain.site.Site`
of this installation where they need it; they never commit. An error is a :class:`~convener.domain.errors.DomainError`;
the caller rolls back.
"""
