"""Wire types of ``/api/v1`` (JSON, camelCase), one module for each resource. The OpenAPI document and the client's
types are made from these, their descriptions from the docstrings, which call fields as the wire does."""
