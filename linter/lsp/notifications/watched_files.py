"""Changes of files outside the editor: configs, packs, baselines, and reports that are not open."""

from __future__ import annotations

from lsprotocol import types

from linter.lsp.parent_process import exit_with_parent
from linter.lsp.server import Server

_PATTERNS = ("**/.nianbao.yaml", "**/*.{yaml,yml,json}", "**/*.{txt,md,html,htm}")


async def initialized(server: Server, params: types.InitializedParams) -> None:
    """Ask the client to watch files, if it can; each check looks at its files anyway."""
    server.start_background(exit_with_parent(server.process_id))
    if not server.client_support.watched_files:
        return
    patterns = (*_PATTERNS, *server.documents.settings_cache.packs)
    options = types.DidChangeWatchedFilesRegistrationOptions(list(map(types.FileSystemWatcher, patterns)))
    method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
    await server.client_register_capability_async(
        types.RegistrationParams([types.Registration("nianbao.watch", method, options)])
    )


async def did_change_watched_files(server: Server, params: types.DidChangeWatchedFilesParams) -> None:
    """Check open documents again, and let the client ask again for the others."""
    server.documents.recheck()
    await _refresh(server)


async def did_change_workspace_folders(server: Server, params: types.DidChangeWorkspaceFoldersParams) -> None:
    """Remove the diagnostics of a removed folder, and let the client ask for those of an added one."""
    folders = server.folders
    for uri in sorted(server.pushed_unopened):
        path = server.path(uri)
        if not any(path.startswith(folder) for folder in folders):
            server.pushed_unopened.discard(uri)
            server.push(uri, [])
    await _refresh(server)


async def _refresh(server: Server) -> None:
    if server.client_support.pull_diagnostics and server.client_support.diagnostic_refresh:
        await server.workspace_diagnostic_refresh_async(None)
