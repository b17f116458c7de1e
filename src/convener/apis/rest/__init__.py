"""The modern API, ``/api/v1``: JSON over HTTP. The web client uses nothing else."""

from .document import document, document_handler
from .router import router

__all__ = ["document", "document_handler", "router"]
