"""Tables, engine, sessions, migrations. Knows nothing of the rules of a conference center."""
