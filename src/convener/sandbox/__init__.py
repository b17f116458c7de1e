"""Processes that open foreign files: confined by whatever the kernel offers, watched and ended by their parent.

A program is a module of ours with a function ``main``, which :mod:`.process` starts in a process of its own. That
process confines itself (:mod:`.confinement`) before the program is imported: limits on memory and time, no new
privileges, no capabilities; by Landlock (:mod:`.landlock`) no files but the libraries; by seccomp (:mod:`.seccomp`) no
network, no other process, no program, no signal to another. :mod:`.means` finds out which of these the kernel has.
Another program, such as LibreOffice, is confined by :mod:`.launcher`.
"""
