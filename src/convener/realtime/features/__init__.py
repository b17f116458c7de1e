"""The features of the room, a module each with a ``FEATURE`` (:mod:`convener.realtime.feature`). Each module of this
folder is found by :mod:`convener.realtime.registry`: a new feature is a new module, and nothing else names it."""
