"""What opens the database of commit fc3039b (``fc3039b.sql``). Test data, all of it: none of these keys opens anything
else."""

from __future__ import annotations

from pathlib import Path

REVISION = "0002"
"""Of the tables, at that commit."""

ROWS = Path(__file__).with_suffix(".sql")

SECRET_KEY = b"test data: the key of no server!"
"""The file ``secret.key`` of its data folder."""

USERS_PASSWORD = "correct horse battery 1"
"""Of all users who can sign in: root is an administrator, ann and bob are organizers, mia is a member."""

ACCOUNT_SID, AUTH_TOKEN = "AC2wr8e8yvejbnwr", "7kjwm528kjrkm7oary6zhkg4wyz53m871frrcjho"
"""Of an application, with the meetings "quiet" and "order-4711"."""

QUIET_MID = "gvyjhuzutxt1hfqx"
PAULS_LINK = "LIVEP74YZUWQA0GP7XRCDYYQ"
"""The personal link of its user paul, Paul, to the meeting "quiet", titled Quiet room, which has no time and which
nobody has entered yet."""

OPEN_CODE = "L4GZXW8RV7"
"""Of the open link to Open house, a meeting of ann's made in the browser, without a time and never entered."""

ROADSHOW_MID = "dzokjmyhlj6x4xai"
"""Of bob's meeting roadshow-7 (Roadshow, stop 7), made through the Live Meeting service API."""

RECORDING_NAME, RECORDING_REID = "B3RSA4KS2N", "lkmg2uamb6ldi9hm"
"""Of ann's recording Frühling, which anybody may view."""

VIDEO, VIDEO_BLOB = Path(__file__).with_suffix(".webm"), "xt/kspkzagf55a01rninwjfa2kfvkoqc4bf8jora1"
"""The video of that recording, and its key in the blob store."""
