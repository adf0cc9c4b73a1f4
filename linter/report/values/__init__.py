"""Values that a report states: numerals, dates, periods, quantities, figures, document numbers."""
