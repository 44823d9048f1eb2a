"""Relations across the reports of one month: they read submissions, never files."""
