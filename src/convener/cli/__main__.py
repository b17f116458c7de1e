"""``python -m convener.cli``: the same as the command ``convener``."""

from convener.cli import main

main()
