"""Reports on a meeting, as tables for people and their spreadsheets."""
