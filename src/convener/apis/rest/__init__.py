"""The modern API, ``/api/v1``: JSON over HTTP. The web client uses nothing else."""

from .router import router

__all__ = ["router"]
