"""`nianbao lsp`: the linter as a server of the Language Server Protocol 3.17."""
