"""Servers and workers that are killed while people, applications and jobs are at work: what was acknowledged is there,
and nothing was done twice that may not be.

``make faults`` does this for five minutes on each database (``FAULT_SECONDS``), a run of all tests for some seconds.
``FAULT_SEED`` chooses the moments anew.
"""
