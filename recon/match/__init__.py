"""Two project libraries reconciled one to one: by code, by confirmed pairs, by name; the uncertain is left to a person."""
