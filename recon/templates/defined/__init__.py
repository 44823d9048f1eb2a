"""Forms by definition (表样) as workbooks to fill in."""
