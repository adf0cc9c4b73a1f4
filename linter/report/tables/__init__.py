"""From the cells of a table to its rows, columns and figures."""
