"""Timelines of recordings: what was heard, seen, shown and written when (:mod:`.timeline`), made of what was captured
(:mod:`.tracks`) and of what is stored of the meeting (:mod:`.clock` says when; :mod:`.participants`, :mod:`.chat`,
:mod:`.showing`, :mod:`.polls`), put together by :mod:`.draft`; and subtitles of uploaded files."""
