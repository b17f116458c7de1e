"""Recordings of meetings: made and published (:mod:`.recordings`), changed (:mod:`.update`), listed (:mod:`.search`),
played (:mod:`.playback`), and the log of who played or downloaded them (:mod:`.views`)."""
