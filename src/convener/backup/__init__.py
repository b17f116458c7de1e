"""A backup of an installation in a folder, and its restoration into an empty place.

The folder has the database (``database.sqlite3``, or ``database.dump`` of pg_dump), documents and recordings
(``blobs/``), mails as files (``outbox/``), the secret key only where that is wanted, and ``manifest.json``, written
last: the size, the mode and the SHA-256 of each file. A folder without it is no backup.
"""
