"""The Live Meeting service API: XML messages over HTTP POST.

Source: ``live-meeting-service-api`` (the seed) and its protocol reference. The way of a request stands in
:mod:`.dispatch`, a module for each step: it is read (:mod:`.request`), failed sign-ins are throttled
(:mod:`.throttle`), the caller is authenticated (:mod:`.authentication`) and authorized (:mod:`.authorization`), what
the request holds is parsed by what its message declares (:mod:`.protocol.grammar`), and the message's function
(:mod:`.messages`) asks the domain and makes the reply. What fails becomes a Fault (:mod:`.failures`).
"""

from .router import find_message_call, live_meeting_router

__all__ = ["find_message_call", "live_meeting_router"]
