"""`nianbao lsp`: the linter in an editor, over the Language Server Protocol 3.17."""
