"""Draws elements of Excalidraw: what people drew on whiteboards and pages, as a picture.

Measures are those of the drawing (Excalidraw's units) until :mod:`.raster`, whose measures are pixels of the picture.
What is drawn comes from browsers: whatever an element says, its cost in time and memory is bounded (:mod:`.budget`).
"""
