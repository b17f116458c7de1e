"""The live room: WebSockets of browsers, from the frame of one to the frames of all.

The way of a command:

1. :mod:`.gateway` accepts the socket and reads its frames. :mod:`.intake` refuses what is too large, too frequent or
   not a message of :mod:`.protocol`; what is left is a typed command.
2. The first command, ``enter``, goes to :mod:`.admission`: in one transaction the participant enters, and gets the
   state of the room and the number of its last event. Later commands go to :mod:`.commands`, which calls the domain;
   the domain checks the participant's role, changes rows and records events. Both run in threads (:mod:`.executor`).
3. The commit wakes the :mod:`.hub`, and those of other nodes by the :mod:`.bus`. For each meeting with sockets on this
   node one task reads the new events, whoever wrote them.
4. The hub encodes the events once for each audience (:mod:`.protocol.views`), finds out which sockets they close or
   admit (:mod:`.effects`), and puts the frames into the queue of each :mod:`.connection`, whose task writes them.

Negotiation between browsers (``signal``) goes from the gateway to the hub and is never stored. :mod:`.monitor` does
what time requires: heartbeats, graces that end, events that no node announced.
"""
