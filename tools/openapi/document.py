"""Prints the OpenAPI document of ``/api/v1`` as JSON; no server runs. For tools that read it."""

from __future__ import annotations

import json

from convener.apis import rest

if __name__ == "__main__":
    print(json.dumps(rest.document(), indent=2, ensure_ascii=False))
