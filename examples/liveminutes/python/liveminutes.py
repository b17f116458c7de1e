"""A meeting by the LiveMinutes API: create it, add two people, read statuses, cancel it. Standard library alone.

LIVEMINUTES_URL=http://127.0.0.1:8000 LIVEMINUTES_SID=AC… LIVEMINUTES_TOKEN=… python3 liveminutes.py
"""

import base64
import json
import os
import sys
import urllib.parse
import urllib.request

BASE_URL = os.environ.get("LIVEMINUTES_URL", "http://127.0.0.1:8000").rstrip("/")


def call(method, **parameters):
    """Call a method and return its reply; end the program with the reason where it fails."""
    username, password = os.environ["LIVEMINUTES_SID"], os.environ["LIVEMINUTES_TOKEN"]
    body = urllib.parse.urlencode(parameters).encode()
    req = urllib.request.Request(f"{BASE_URL}/{method}", body)
    base64string = base64.b64encode(f"{username}:{password}".encode()).decode()
    req.add_header("Authorization", f"Basic {base64string}")
    with urllib.request.urlopen(req, timeout=30) as response:
        reply = json.load(response)
    if reply["resultcode"] != 1:
        sys.exit(f"{method} failed: {reply['message']}")
    return reply


def main():
    """The life of a meeting."""
    # An empty meetingKey asks for one to be made; usually it is the id of the meeting in your own database.
    meeting = call(
        "createMeeting",
        meetingKey="",
        hostid="user-1",
        hostnickname="Ann",
        title="Product review",
        lang="en",
        duration=0.5,
    )
    key = meeting["meetingKey"]
    print("meeting     ", meeting["meetingUrl"])
    print("host        ", meeting["hostUrl"])
    for puid, nickname in (("user-2", "Bob"), ("user-3", "Chloé")):
        added = call("addParticipant", meetingKey=key, puid=puid, nickname=nickname)
        print(puid.ljust(12), added["participantUrl"])

    print("meeting status    ", call("getMeetingStatus", meetingKey=key)["status"])
    for puid in ("user-1", "user-2", "user-3"):
        print(f"status of {puid}  ", call("getParticipantStatus", meetingKey=key, puid=puid)["status"])

    call("cancelParticipant", meetingKey=key, puid="user-3")
    call("cancelMeeting", meetingKey=key)
    print("after cancelling  ", call("getMeetingStatus", meetingKey=key)["status"])


if __name__ == "__main__":
    if not os.environ.get("LIVEMINUTES_SID") or not os.environ.get("LIVEMINUTES_TOKEN"):
        sys.stderr.write("Set LIVEMINUTES_SID and LIVEMINUTES_TOKEN (convener client create --name NAME).\n")
        sys.exit(2)
    main()
