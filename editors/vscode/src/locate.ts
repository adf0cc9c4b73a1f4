/** Where the server is: as set, else in the workspace's .venv, else on PATH, else `python -m linter`. */

import { execFile } from "node:child_process";
import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { workspace } from "vscode";

const WINDOWS = process.platform === "win32";

export interface Program {
  readonly command: string;
  readonly arguments: readonly string[];
}

/** The server as it can be started, or undefined when it is not installed. */
export async function locate(set: string): Promise<Program | undefined> {
  if (set !== "") return { command: set, arguments: [] };
  for (const command of [...inWorkspace(), ...onPath("nianbao")]) {
    if (await runs(command)) return { command, arguments: [] };
  }
  for (const python of WINDOWS ? ["py", "python"] : ["python3", "python"]) {
    if (await hasLinter(python)) return { command: python, arguments: ["-m", "linter"] };
  }
  return undefined;
}

/** A workspace that is not trusted may hold any program. */
function inWorkspace(): string[] {
  if (!workspace.isTrusted) return [];
  const inside = WINDOWS ? ["Scripts", "nianbao.exe"] : ["bin", "nianbao"];
  return (workspace.workspaceFolders ?? []).map((folder) => join(folder.uri.fsPath, ".venv", ...inside));
}

function onPath(name: string): string[] {
  const file = WINDOWS ? `${name}.exe` : name;
  return (process.env["PATH"] ?? "").split(delimiter).filter(Boolean).map((folder) => join(folder, file));
}

async function runs(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(() => true, () => false);
}

/** Other packages are called `linter` too: ours says its name. Run outside the workspace, whose own
 *  `linter` folder Python would prefer. */
function hasLinter(python: string): Promise<boolean> {
  return new Promise((done) => {
    const options = { cwd: join(__dirname, ".."), timeout: 10_000, windowsHide: true };
    execFile(python, ["-m", "linter", "--version"], options, (error, output) => {
      done(error === null && output.startsWith("nianbao "));
    });
  });
}
