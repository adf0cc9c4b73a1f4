/** The server's process: started, and heard when it cannot start. */

import { spawn, type ChildProcess } from "node:child_process";
import { workspace, type OutputChannel } from "vscode";
import type { Program } from "./locate";

export class Server {
  #said = "";
  #status: number | null = null;

  constructor(
    private readonly program: Program,
    private readonly extra: readonly string[],
    private readonly output: OutputChannel,
  ) {}

  /** Start the process. Rejects when there is no such program. */
  start(): Promise<ChildProcess> {
    const given = [...this.program.arguments, "lsp", ...this.extra];
    this.output.appendLine(`启动：${[this.program.command, ...given].join(" ")}`);
    const cwd = this.program.arguments.length > 0 ? undefined : workspace.workspaceFolders?.[0]?.uri.fsPath;
    const env = { ...process.env, PYTHONUTF8: "1" };
    const child = spawn(this.program.command, given, { ...(cwd && { cwd }), env, windowsHide: true });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.#said = (this.#said + text).slice(-2000);
      this.output.append(text);
    });
    child.on("exit", (status) => {
      this.#status = status;
      this.output.appendLine(`检查程序已结束，状态 ${status ?? "未知"}`);
    });
    return new Promise((done, fail) => {
      child.once("spawn", () => done(child)).once("error", fail);
    });
  }

  /** Why the process ended by itself: what it said last, if it said so on purpose (status 2). */
  get reason(): string | undefined {
    return this.#status === 2 ? this.#said.trim().split("\n").at(-1) : undefined;
  }
}
