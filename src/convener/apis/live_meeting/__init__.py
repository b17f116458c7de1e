"""The Live Meeting service API: XML messages over HTTP POST.

Source: ``live-meeting-service-api`` (the seed) and its protocol reference. A request is read (:mod:`.reading`), its
message looked up and its caller checked (:mod:`.calls`), its parts parsed by what the message declares
(:mod:`.grammar`, :mod:`.options`, :mod:`.queries`), then the message's function asks the domain and writes the reply
(:mod:`.writing`); what goes wrong becomes a Fault (:mod:`.faults`).
"""

from .router import livemeeting_router

__all__ = ["livemeeting_router"]
