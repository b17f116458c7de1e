"""The HTTP server: uvicorn, behind a door of our own that knows who has how many connections."""
