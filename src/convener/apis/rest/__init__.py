"""The modern API, ``/api/v1``: JSON over HTTP. The web client uses nothing else."""
