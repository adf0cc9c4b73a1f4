/** What the user has set, with `${workspaceFolder}` and `~` replaced. */

import { homedir } from "node:os";
import { join } from "node:path";
import { workspace } from "vscode";

export const SECTION = "nianbao";

export interface Settings {
  /** The server's executable; empty: it is looked for. */
  readonly command: string;
  /** What is added to `nianbao lsp`. */
  readonly extra: readonly string[];
  readonly languages: readonly string[];
  /** A glob that the path of a file has to match. */
  readonly files: string;
}

export function read(): Settings {
  const set = workspace.getConfiguration(SECTION);
  const rules = set.get<string[]>("rules", []).flatMap((path) => ["--rules", resolved(path)]);
  return {
    command: resolved(set.get("command", "").trim()),
    extra: [...rules, ...set.get<string[]>("arguments", [])],
    languages: set.get<string[]>("languages", []),
    files: set.get("files", "") || "**/*",
  };
}

function resolved(path: string): string {
  const folder = workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
  const whole = path.replaceAll("${workspaceFolder}", folder);
  return /^~(?=$|[\\/])/.test(whole) ? join(homedir(), whole.slice(1)) : whole;
}
