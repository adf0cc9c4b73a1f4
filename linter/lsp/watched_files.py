"""Files that change outside the editor: configs, packs, baselines, and reports that are not open."""

from __future__ import annotations

from lsprotocol import types

from linter.lsp.parent_process import follow
from linter.lsp.server import Server

_PATTERNS = ("**/.nianbao.yaml", "**/*.{yaml,yml,json}", "**/*.{txt,md,html,htm}")


async def initialized(server: Server, params: types.InitializedParams) -> None:
    """Ask the client to watch files, where it can. Where not, each check looks for itself."""
    server.begin(follow(server.process_id))
    if not server.abilities.watches:
        return
    patterns = (*_PATTERNS, *server.documents.desk.packs)
    options = types.DidChangeWatchedFilesRegistrationOptions(list(map(types.FileSystemWatcher, patterns)))
    method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
    await server.client_register_capability_async(
        types.RegistrationParams([types.Registration("nianbao.watch", method, options)])
    )


async def did_change_watched_files(server: Server, params: types.DidChangeWatchedFilesParams) -> None:
    """Check what is open by the rules of now, and let the client ask anew for the rest."""
    server.documents.recheck()
    await _refresh(server)


async def did_change_workspace_folders(server: Server, params: types.DidChangeWorkspaceFoldersParams) -> None:
    """Show nothing more of a folder that was removed, and let the client ask for those that came."""
    folders = server.folders
    for uri in sorted(server.shown):
        path = server.path(uri)
        if not any(path.startswith(folder) for folder in folders):
            server.shown.discard(uri)
            server.push(uri, [])
    await _refresh(server)


async def _refresh(server: Server) -> None:
    if server.abilities.pulls and server.abilities.refreshes:
        await server.workspace_diagnostic_refresh_async(None)
