"""The document socket: a second, binary socket of a page over which shared documents are exchanged.

It belongs to a page that is in the room by the room socket: the same token and page id, the rights of the same role.
:mod:`.gateway` serves it, :mod:`.frames` has its frames, :mod:`.kinds` says what a kind of document is. Which kinds
there are, features declare (:meth:`convener.realtime.feature.Feature.document`).
"""
