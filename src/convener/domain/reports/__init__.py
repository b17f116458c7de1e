"""Reports: what happened in a meeting, as tables for people and their spreadsheets."""
