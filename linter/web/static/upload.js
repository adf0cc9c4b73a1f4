"use strict";
(function () {
  const form = document.getElementById("files");
  const suffixes = form.dataset.suffixes.split(" ");
  const mostFiles = Number(form.dataset.mostFiles), mostBytes = Number(form.dataset.mostBytes);
  const start = document.getElementById("start"), why = document.getElementById("why");
  const progress = document.getElementById("progress"), bar = document.getElementById("bar");
  const said = document.getElementById("said"), refused = document.getElementById("refused");
  const problem = document.getElementById("problem");
  const checked = document.getElementById("checked"), checkedName = document.getElementById("checked-name");
  const chosen = { now: [], before: [] };
  let visit = null, going = false, stopped = false;

  /* Choosing files. */
  function suffix(name) {
    const dot = name.lastIndexOf(".");
    return dot < 0 ? "" : name.slice(dot).toLowerCase();
  }
  function isHidden(path) {
    return path.split("/").some((part) => part.startsWith(".") || part.startsWith("~$"));
  }
  function element(tag, words) {
    const made = document.createElement(tag);
    made.textContent = words;
    return made;
  }
  function size(bytes) {
    return bytes < 1048576 ? Math.max(1, Math.round(bytes / 1024)) + " KB" : (bytes / 1048576).toFixed(1) + " MB";
  }
  function add(zone, files) {
    let passed = 0;
    for (const one of files) {
      if (one.folder && (isHidden(one.path) || !suffixes.includes(suffix(one.path)))) { passed += 1; continue; }
      if (!chosen[zone].some((other) => other.path === one.path && other.file.size === one.file.size)) {
        chosen[zone].push(one);
      }
    }
    show(zone, passed);
  }
  function show(zone, passed) {
    const box = document.getElementById(zone), list = box.querySelector(".chosen"), files = chosen[zone];
    list.replaceChildren();
    for (const one of files) {
      const item = document.createElement("li"), remove = element("button", "移除");
      remove.type = "button";
      remove.setAttribute("aria-label", "移除 " + one.path);
      remove.addEventListener("click", function () {
        const at = chosen[zone].indexOf(one);
        chosen[zone].splice(at, 1);
        show(zone, 0);
        const others = list.querySelectorAll("button");
        (others[Math.min(at, others.length - 1)] || document.getElementById(zone + "-file")).focus();
      });
      const bytes = element("span", size(one.file.size));
      bytes.className = "soft";
      item.append(element("span", one.path), bytes, remove);
      list.append(item);
    }
    let words = files.length ? "已选 " + files.length + " 个文件" : "";
    if (passed) words += (words ? "；" : "") + "文件夹里另有 " + passed + " 个不是能读的格式，不检查";
    box.querySelector(".count").textContent = words;
    const all = chosen.now.concat(chosen.before);
    const bytes = all.reduce((sum, one) => sum + one.file.size, 0);
    let reason = "";
    if (!chosen.now.length) reason = "先选择要检查的年报";
    else if (all.length > mostFiles) reason = "文件太多，一次最多 " + mostFiles + " 个";
    else if (bytes > mostBytes) reason = "文件加起来 " + size(bytes) + "，太大了，请分几次检查";
    start.disabled = reason !== "";
    why.textContent = reason;
  }
  for (const zone of ["now", "before"]) {
    for (const kind of ["file", "folder"]) {
      const input = document.getElementById(zone + "-" + kind);
      if (kind === "folder" && !("webkitdirectory" in input)) input.parentElement.hidden = true;
      input.addEventListener("change", function () {
        add(zone, Array.from(input.files, function (file) {
          return { file: file, path: file.webkitRelativePath || file.name, folder: kind === "folder" };
        }));
        input.value = "";
      });
    }
  }

  /* Dropping files: what is not over the second zone is for the first. */
  function zoneOf(event) {
    return event.target.closest && event.target.closest("#before") ? "before" : "now";
  }
  function mark(zone) {
    for (const one of ["now", "before"]) document.getElementById(one).classList.toggle("over", one === zone);
  }
  async function read(entry, path, found) {
    if (entry.isFile) {
      const file = await new Promise((done, failed) => entry.file(done, failed)).catch(() => null);
      if (file) found.push({ file: file, path: path + entry.name, folder: path !== "" });
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((done, failed) => reader.readEntries(done, failed)).catch(() => []);
      if (!some.length) return;
      for (const one of some) await read(one, path + entry.name + "/", found);
    }
  }
  document.addEventListener("dragover", function (event) {
    event.preventDefault();
    if (!going) mark(zoneOf(event));
  });
  document.addEventListener("dragleave", function (event) { if (!event.relatedTarget) mark(null); });
  document.addEventListener("drop", async function (event) {
    event.preventDefault();
    mark(null);
    if (going) return;
    const zone = zoneOf(event), found = [], entries = [];
    for (const item of event.dataTransfer.items || []) {
      const entry = item.webkitGetAsEntry && item.webkitGetAsEntry();
      if (entry) entries.push(entry);
    }
    if (entries.length) for (const entry of entries) await read(entry, "", found);
    else for (const file of event.dataTransfer.files) found.push({ file: file, path: file.name, folder: false });
    add(zone, found);
  });

  /* Sending them, and waiting for the results. */
  async function ask(url, options) {
    let answer;
    try {
      answer = await fetch(url, options);
    } catch (error) {
      throw new Error("连不上检查程序，它可能已经停止；请看看启动它的窗口。");
    }
    const words = await answer.json().catch(() => ({}));
    if (!answer.ok) {
      const failed = new Error(words.error || "没有成功（" + answer.status + "）");
      failed.status = answer.status;
      throw failed;
    }
    return words;
  }
  function tell(words, done, total) {
    said.textContent = words;
    bar.max = Math.max(total, 1);
    bar.value = done;
  }
  async function send(one, zone) {
    const query = new URLSearchParams({ name: one.path });
    if (one.folder) query.set("folder", "1");
    if (zone === "before") query.set("before", "1");
    await ask("/visits/" + visit + "/files?" + query, {
      method: "POST", body: one.file, headers: { "Content-Type": "application/octet-stream" },
    });
  }
  async function sendAll() {
    const all = chosen.before.map((one) => [one, "before"]).concat(chosen.now.map((one) => [one, "now"]));
    let done = 0;
    for (const [one, zone] of all) {
      if (stopped) return;
      tell("正在读取 " + (done + 1) + " / " + all.length + "：" + one.path, done, all.length);
      try {
        await send(one, zone);
      } catch (error) {
        if (!error.status || [401, 403, 404, 503].includes(error.status)) throw error;
        refused.append(element("li", one.path + "：" + error.message));
      }
      done += 1;
    }
  }
  function list(files) {
    for (const one of files) {
      const item = document.createElement("li"), name = document.createElement("span");
      const link = element("a", one.name), found = element("span", one.found);
      link.href = "/visits/" + visit + "/files/" + one.at;
      link.target = "_blank";
      found.className = "soft";
      name.append(link);
      item.append(name, found);
      checked.append(item);
    }
    checkedName.hidden = !checked.childElementCount;
  }
  async function wait() {
    const own = visit;
    let now = await ask("/visits/" + own + "/start", { method: "POST" });
    while (visit === own && now.state !== "done") {
      tell("正在检查，已查完 " + now.done + " 个，共 " + now.total + " 个", now.done, now.total);
      list(now.checked);
      await new Promise((done) => setTimeout(done, 400));
      if (visit === own) now = await ask("/visits/" + own + "/progress?seen=" + checked.childElementCount);
    }
    if (visit !== own) return;
    tell("检查完了", now.total, now.total);
    const page = "/visits/" + visit;
    visit = null;
    location.assign(page);
  }
  function leave() {
    if (visit) fetch("/visits/" + visit + "/leave", { method: "POST", keepalive: true }).catch(function () {});
    visit = null;
  }
  function back() {
    going = false;
    form.hidden = false;
    progress.hidden = true;
  }
  form.addEventListener("submit", async function (event) {
    event.preventDefault();
    if (going || start.disabled) return;
    going = true;
    stopped = false;
    problem.hidden = true;
    refused.replaceChildren();
    checked.replaceChildren();
    checkedName.hidden = true;
    form.hidden = true;
    progress.hidden = false;
    document.getElementById("stop").focus();
    try {
      visit = (await ask("/visits", { method: "POST" })).visit;
      await sendAll();
      if (!stopped) await wait();
    } catch (error) {
      leave();
      back();
      problem.textContent = error.message;
      problem.hidden = false;
      problem.focus();
    }
  });
  document.getElementById("stop").addEventListener("click", function () {
    stopped = true;
    leave();
    back();
    start.focus();
  });
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", function (event) { if (event.persisted) location.reload(); });
  show("now", 0);
  show("before", 0);
})();
