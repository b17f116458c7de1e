"""People known to a center: users, groups, sessions, passwords, tickets."""
