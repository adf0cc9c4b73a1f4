"""From a Source to its reports: titles, sections and what stands in them."""
