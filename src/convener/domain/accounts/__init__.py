"""Users of a center, their groups, and how they prove who they are: passwords, tickets, browser sessions.

An API creates and changes users with :mod:`.users`, which checks a profile's fields with :mod:`.profiles` and passwords
with :mod:`.passwords`. Who calls is found by :mod:`.credentials` (user ID and password), :mod:`.tickets` (a ticket) or
:mod:`.sessions` (the cookie of a browser).
"""
