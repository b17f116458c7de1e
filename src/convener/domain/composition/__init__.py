"""Videos of recordings: one file of picture and sound, made of what was captured of each person.

:mod:`.plan` says what is seen and heard when; :mod:`.layout` where on the picture it goes; :mod:`.compose` has it made
by confined processes (:mod:`convener.sandbox`), of which :mod:`.program` is the code. It knows no database.
"""
