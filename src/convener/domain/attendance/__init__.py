"""Attendance: visits to meetings and the hours in which there were any."""
