"""Drawn people, who move before the fake camera of a Chromium: for pictures of the product, and for tests.

``portraits`` says what they look like, ``drawing/`` draws them, ``cameras`` makes the files that a Chromium takes for
its camera and microphone. ``python -m tools.people FOLDER`` puts a still of each into a folder.
"""
