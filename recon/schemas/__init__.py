"""One declarative pandera module per kind of workbook."""
