/** Connects VS Code to `nianbao lsp`: all that is known of reports is known there. */

import { commands, window, workspace, type ExtensionContext, type OutputChannel } from "vscode";
import { CloseAction, ErrorAction, LanguageClient, State, type LanguageClientOptions } from "vscode-languageclient/node";
import { locate } from "./locate";
import { Server } from "./server";
import { read, SECTION } from "./settings";
import { Status } from "./status";
import { failed, missing } from "./tell";

const MOST_RESTARTS = 4;

class Session {
  #client: LanguageClient | undefined;
  /** One start or stop after the other, however often the settings change. */
  #turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly output: OutputChannel,
    private readonly status: Status,
  ) {}

  restart(): Promise<void> {
    this.#turn = this.#turn.then(() => this.#end()).then(() => this.#begin());
    return this.#turn;
  }

  stop(): Promise<void> {
    this.#turn = this.#turn.then(() => this.#end());
    return this.#turn;
  }

  async #begin(): Promise<void> {
    const settings = read();
    const files = settings.languages.map((language) => ({ scheme: "file", language, pattern: settings.files }));
    // What is pasted and not saved yet: VS Code guesses its language, and often wrong.
    const selector = settings.languages.includes("plaintext") ? [...files, { scheme: "untitled" }] : files;
    this.status.show("starting", selector);
    const program = await locate(settings.command);
    if (program === undefined) {
      this.status.show("stopped", selector);
      missing();
      return;
    }
    const server = new Server(program, settings.extra, this.output);
    let deaths = 0;
    const options: LanguageClientOptions = {
      documentSelector: selector,
      outputChannel: this.output,
      diagnosticCollectionName: SECTION,
      initializationOptions: { hoverWithoutMessage: true }, // VS Code shows it there itself
      initializationFailedHandler: () => false,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => {
          // Status 2 is the server's own no: it would say it again.
          if (server.reason === undefined && ++deaths <= MOST_RESTARTS) {
            return { action: CloseAction.Restart, handled: true };
          }
          if (deaths > 0) failed("多次意外结束");
          return { action: CloseAction.DoNotRestart, handled: true };
        },
      },
    };
    const client = new LanguageClient(SECTION, "年报检查", () => server.start(), options);
    client.onDidChangeState(({ newState }) => {
      const state = { [State.Running]: "running", [State.Starting]: "starting", [State.Stopped]: "stopped" } as const;
      this.status.show(state[newState], selector);
    });
    this.#client = client;
    try {
      await client.start();
    } catch (error) {
      this.#client = undefined;
      this.status.show("stopped", selector);
      const absent = (error as NodeJS.ErrnoException).code === "ENOENT";
      failed(absent ? `没有 ${program.command} 这个程序` : (server.reason ?? "没有启动成功，原因见运行记录"));
    }
  }

  async #end(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await client?.dispose().catch(() => undefined); // one that died already cannot be stopped
  }
}

let session: Session | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const output = window.createOutputChannel("年报检查");
  const status = new Status();
  const own = (session = new Session(output, status));
  context.subscriptions.push(
    output,
    status,
    commands.registerCommand("nianbao.restart", () => own.restart()),
    commands.registerCommand("nianbao.showOutput", () => output.show()),
    workspace.onDidChangeConfiguration((change) => {
      const parts = ["command", "arguments", "rules", "languages", "files"];
      if (parts.some((part) => change.affectsConfiguration(`${SECTION}.${part}`))) void own.restart();
    }),
    workspace.onDidGrantWorkspaceTrust(() => own.restart()),
  );
  await own.restart();
}

export function deactivate(): Promise<void> | undefined {
  return session?.stop();
}
