"""The kinds of events, a module a subject. Each module of this folder is found by
:mod:`convener.domain.events.registry`: a new kind is a new struct here, and nothing else names it."""
