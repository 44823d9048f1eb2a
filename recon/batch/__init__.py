"""Many files: which ones are meant, the one function run on each, and where it runs."""
