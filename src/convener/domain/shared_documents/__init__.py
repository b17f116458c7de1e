"""Documents that people of a meeting write together: their log of Yjs updates, snapshots, and what an update may
contain.

The server never opens a document in a process that serves: a hostile update can end the process whose library reads it.
:mod:`.updates` reads what comes and refuses what is not well formed, :mod:`.log` stores it, and a confined child
process (:mod:`.confined`, :mod:`.opener`) alone makes a document of it.
"""
