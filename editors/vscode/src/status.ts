/** The item in the status bar: whether reports are being checked; a click shows the server's output. */

import { languages, StatusBarAlignment, ThemeColor, window, type Disposable, type DocumentSelector } from "vscode";

type State = "starting" | "running" | "stopped";

const WORDS: Readonly<Record<State, readonly [string, string]>> = {
  starting: ["$(sync~spin) 年报", "年报检查程序正在启动"],
  running: ["$(check) 年报", "年报检查程序正在运行；点击显示运行记录"],
  stopped: ["$(error) 年报", "年报检查程序没有运行；点击显示运行记录"],
};

export class Status implements Disposable {
  readonly #item = window.createStatusBarItem("nianbao.status", StatusBarAlignment.Right, 50);
  readonly #watch = window.onDidChangeActiveTextEditor(() => this.#place());
  #selector: DocumentSelector = [];

  constructor() {
    this.#item.name = "年报检查";
    this.#item.command = "nianbao.showOutput";
  }

  /** Show the state beside documents that `selector` takes in. */
  show(state: State, selector: DocumentSelector): void {
    [this.#item.text, this.#item.tooltip] = WORDS[state];
    this.#item.backgroundColor =
      state === "stopped" ? new ThemeColor("statusBarItem.errorBackground") : undefined;
    this.#selector = selector;
    this.#place();
  }

  #place(): void {
    const document = window.activeTextEditor?.document;
    if (document !== undefined && languages.match(this.#selector, document) > 0) this.#item.show();
    else this.#item.hide();
  }

  dispose(): void {
    this.#watch.dispose();
    this.#item.dispose();
  }
}
