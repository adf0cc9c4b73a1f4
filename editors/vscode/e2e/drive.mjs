/** Opens a broken report in VS Code and does with it what a person does; fails when something is not seen. */

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const { CHROMIUM, PYTHON, ROOT, WORK } = process.env;
const SHOTS = join(WORK, "shots");
const REPORT = "平湾县2023年年报.txt";
const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

async function main() {
  await rm(SHOTS, { recursive: true, force: true });
  await mkdir(SHOTS, { recursive: true });
  await session("with", true, report);
  await session("without", false, absent);
}

/** A fresh VS Code on a fresh folder, whose .venv has the server or not. */
async function session(name, installed, act) {
  const base = await mkdtemp(join(tmpdir(), "nianbao-e2e-"));
  const folder = join(base, "年报 材料");
  await mkdir(folder);
  await copyFile(join(ROOT, "fixtures", "09-citations-2023.txt"), join(folder, REPORT));
  if (installed) {
    const bin = join(folder, ".venv", "bin");
    await mkdir(bin, { recursive: true });
    await writeFile(join(bin, "nianbao"), `#!/bin/sh\nPYTHONPATH='${ROOT}' exec '${PYTHON}' -m linter "$@"\n`);
    await chmod(join(bin, "nianbao"), 0o755);
  }
  const user = join(base, "user", "User");
  await mkdir(user, { recursive: true });
  const quiet = {
    "security.workspace.trust.enabled": false, "workbench.startupEditor": "none",
    "telemetry.telemetryLevel": "off", "editor.fontSize": 14, "window.autoDetectColorScheme": false,
  };
  await writeFile(join(user, "settings.json"), JSON.stringify(quiet));
  const port = await free();
  const given = [
    join(WORK, "node_modules", "code-server"), "--auth", "none", "--bind-addr", `127.0.0.1:${port}`,
    "--config", join(base, "config.yaml"),
    "--user-data-dir", join(base, "user"), "--extensions-dir", join(WORK, "extensions"),
    "--disable-telemetry", "--disable-update-check", "--disable-workspace-trust", "--disable-getting-started-override",
  ];
  await writeFile(join(base, "config.yaml"), "");
  const env = { ...process.env, HOME: base, PATH: "/usr/bin:/bin", PYTHONPATH: "" };
  const server = spawn(process.execPath, given, { cwd: base, env, stdio: ["ignore", "pipe", "inherit"] });
  server.stdout.resume();
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: "zh-CN" });
  try {
    await reach(page, `http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder)}`);
    await page.waitForSelector(".explorer-folders-view .monaco-list-row");
    await page.getByRole("treeitem", { name: REPORT }).dblclick();
    await act(page, join(folder, REPORT));
    console.log(`ok ${name}`);
  } catch (error) {
    await page.screenshot({ path: join(SHOTS, `${name}-failed.png`) });
    throw error;
  } finally {
    await browser.close();
    server.kill("SIGTERM");
    await new Promise((done) => (server.exitCode === null ? server.once("exit", done) : done()));
    await rm(base, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

async function report(page, file) {
  const began = Date.now();
  await page.waitForSelector(".squiggly-warning", { timeout: 60_000 });
  console.log(`   squiggles after ${Date.now() - began} ms`);
  await shot(page, "1-squiggles");

  await page.keyboard.press("Control+Shift+M");
  const problems = page.locator(".markers-panel .monaco-list-row");
  await problems.filter({ hasText: "应当用六角括号括起" }).first().waitFor();
  await problems.filter({ hasText: "国务院令第492号" }).first().waitFor();
  await shot(page, "2-problems");

  await problems.filter({ hasText: "国办公开办函[2021]30号" }).first().dblclick();
  await page.keyboard.press("Control+1"); // the editor has the focus again
  await page.keyboard.press("Control+K");
  await page.keyboard.press("Control+I");
  const hover = page.locator(".monaco-editor .monaco-hover, .monaco-resizable-hover").filter({ hasText: "六角括号" }).first();
  await hover.waitFor();
  await page.waitForTimeout(500); // it fades in
  await shot(page, "3-hover");
  const told = (await hover.innerText()).replace(/\s+/g, " ");
  console.log(`   hover: ${told.slice(0, 300)}`);
  assert.equal(told.split("应当用六角括号括起").length, 2, "the hover says the same thing twice");
  await page.keyboard.press("Escape");

  await page.keyboard.press("Control+.");
  const actions = page.locator(".action-widget .monaco-list-row.action");
  await actions.first().waitFor();
  await shot(page, "4-quick-fix");
  console.log(`   actions: ${(await actions.allInnerTexts()).join("; ")}`);
  assert.match((await actions.allInnerTexts())[0], /六角括号/);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+S");
  assert.ok(await saved(file, "（国办公开办函〔2021〕30号）"), "the quick fix is not in the file");
  await problems.filter({ hasText: "国办公开办函[2021]30号" }).first().waitFor({ state: "detached" });
  await shot(page, "5-mended");

  await page.keyboard.press("Control+1");
  await page.keyboard.press("Control+Shift+I"); // format; Shift+Alt+F elsewhere than on Linux
  await problems.filter({ hasText: "平政办发（2023）27号" }).first().waitFor({ state: "detached" });
  await page.keyboard.press("Control+S");
  assert.ok(await saved(file, "〈平湾县政务公开工作办法〉的通知》（平政办发〔2023〕27号）"), "formatting is not in the file");
  await shot(page, "6-formatted");

  const [pasted] = (await readFile(file, "utf8")).split("一、总体情况");
  await page.keyboard.press("Control+1");
  await page.keyboard.press("F1");
  await page.keyboard.type("New Untitled Text File");
  await page.locator(".quick-input-list .monaco-list-row").filter({ hasText: "New Untitled Text File", hasNotText: "Compare" }).first().click();
  await page.getByRole("tab", { name: /Untitled-1/ }).waitFor();
  await page.keyboard.insertText(`${pasted}一、总体情况\n依据国办函[2019]7号公开。\n`);
  await problems.filter({ hasText: "国办函[2019]7号" }).first().waitFor();
  await shot(page, "7-untitled");
}

function saved(file, words) {
  return until(async () => (await readFile(file, "utf8")).includes(words));
}

async function absent(page) {
  const told = page.locator(".notification-toast").filter({ hasText: "没有找到年报检查程序" });
  await told.waitFor({ timeout: 60_000 });
  await told.filter({ hasText: 'pip install "nianbao[lsp]"' }).getByText("复制安装命令").waitFor();
  await shot(page, "8-absent");
}

async function shot(page, name) {
  await page.screenshot({ path: join(SHOTS, `${name}.png`) });
}

async function reach(page, url) {
  assert.ok(await until(() => page.goto(url).then(() => true, () => false), 60_000), "code-server did not start");
}

async function until(test, limit = 10_000) {
  for (const end = Date.now() + limit; Date.now() < end; ) {
    if (await test()) return true;
    await new Promise((done) => setTimeout(done, 200));
  }
  return false;
}

function free() {
  return new Promise((done) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => done(port));
    });
  });
}

await main();
