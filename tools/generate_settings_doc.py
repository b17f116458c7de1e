"""Write ``docs/settings.md`` out of ``convener.settings``. Run it after a change there; a test compares the two."""

from __future__ import annotations

import sys
from dataclasses import fields
from pathlib import Path

from convener.settings import PREFIX, Settings, allowed_values, kinds

DOCUMENT = Path(__file__).parent.parent / "docs" / "settings.md"

HEAD = """\
# Settings

<!-- Made by tools/generate_settings_doc.py out of src/convener/settings.py: change it there. -->

Each setting is read from the environment (`CONVENER_PORT=8080`), else from the TOML file that `CONVENER_CONFIG` names
(`port = 8080`), else it has its default. Options of `convener serve` win over both. An empty value counts as not set.
A value that cannot be used stops the program with a sentence that names the setting (exit code 2);
`convener doctor` then says what works with the settings as they are.

| variable | in the file | values | default | meaning |
| --- | --- | --- | --- | --- |
"""

TAIL = """
An example of a file:

```toml
host = "127.0.0.1"
port = 8000
data = "/var/lib/convener"
public_url = "https://meet.example.org"
smtp_url = "smtp://localhost"
mail_from = "Meetings <meetings@example.org>"
log_format = "json"
```

The file may hold passwords: let only the user of the server read it.
"""


def document() -> str:
    """The page."""
    rows = []
    for spec in fields(Settings):
        default = spec.default
        shown = "" if default == "" else f"`{default}`"
        allowed = allowed_values(kinds()[spec.name])
        meaning = str(spec.metadata["meaning"]).replace("|", "\\|").replace("<", "&lt;")
        if earlier := spec.metadata["earlier_name"]:
            meaning += f"; its earlier names `{PREFIX}{earlier.upper()}` and `{earlier}` are read too"
        rows.append(f"| `{PREFIX}{spec.name.upper()}` | `{spec.name}` | {allowed} | {shown} | {meaning} |\n")
    return HEAD + "".join(rows) + TAIL


if __name__ == "__main__":
    DOCUMENT.write_text(document(), "utf-8")
    sys.stdout.write(f"{DOCUMENT} written\n")
