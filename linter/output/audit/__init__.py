"""What an audit writes: the folder with its page, workbook, units, tables and JSON."""
