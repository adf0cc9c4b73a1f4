/** What the user is told when there is no server, and what to do then. */

import { commands, env, window } from "vscode";

export const INSTALL = 'pip install "nianbao[lsp]"';

const COPY = "复制安装命令";
const SETTINGS = "打开设置";
const OUTPUT = "显示运行记录";
const AGAIN = "重试";

/** No server was found, or it lacks what an editor needs. */
export function missing(): void {
  const words = `没有找到年报检查程序。请在终端里运行 ${INSTALL} 安装（需要 Python 3.11 或更高版本），然后重试。`;
  void window.showErrorMessage(words, COPY, SETTINGS, AGAIN).then(act);
}

/** The server was there and did not start, or ended. */
export function failed(reason: string): void {
  const buttons = reason.includes("pip install") ? [COPY, AGAIN] : [OUTPUT, SETTINGS, AGAIN];
  void window.showErrorMessage(`年报检查程序没有运行：${reason}`, ...buttons).then(act);
}

function act(button: string | undefined): void {
  if (button === COPY) void env.clipboard.writeText(INSTALL);
  if (button === SETTINGS) void commands.executeCommand("workbench.action.openSettings", "nianbao.command");
  if (button === OUTPUT) void commands.executeCommand("nianbao.showOutput");
  if (button === AGAIN) void commands.executeCommand("nianbao.restart");
}
