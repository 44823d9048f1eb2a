"""Any workbook: finding its tables, recovering the relations that their author meant, judging them."""
