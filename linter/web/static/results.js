"use strict";
(function () {
  const box = document.getElementById("downloads"), said = document.getElementById("download-said");
  const visit = "/visits/" + box.dataset.visit;
  const dialog = document.getElementById("rule"), text = document.getElementById("rule-text");

  /* Copies are made when they are asked for. */
  async function failure(answer) {
    const words = await answer.json().catch(() => ({}));
    return new Error(words.error || "没有成功（" + answer.status + "）");
  }
  async function download(button) {
    button.disabled = true;
    said.className = "";
    said.textContent = "正在准备 " + button.dataset.name + " …";
    try {
      const answer = await fetch(button.dataset.url).catch(function () {
        throw new Error("连不上检查程序，它可能已经停止。");
      });
      if (!answer.ok) throw await failure(answer);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await answer.blob());
      link.download = button.dataset.name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
      said.textContent = "已下载 " + button.dataset.name;
    } catch (error) {
      said.className = "problem";
      said.textContent = error.message;
    }
    button.disabled = false;
    button.focus();
  }
  box.addEventListener("click", function (event) {
    const button = event.target.closest("button.download");
    if (button) download(button);
  });

  /* The rule of a finding, beside it. */
  async function showRule(code) {
    text.replaceChildren();
    const heading = document.createElement("h3");
    heading.textContent = code;
    text.append(heading);
    dialog.showModal();
    try {
      const answer = await fetch("/rules/" + encodeURIComponent(code));
      if (!answer.ok) throw new Error();
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      heading.textContent = page.querySelector("h1").textContent;
      text.append(...page.querySelector("article").childNodes);
    } catch (error) {
      const words = document.createElement("p");
      words.textContent = "现在看不到这条规则。";
      text.append(words);
    }
  }
  for (const entry of document.querySelectorAll(".found > li")) {
    const code = entry.querySelector(".c").textContent, button = document.createElement("button");
    button.type = "button";
    button.className = "rule";
    button.textContent = "规则说明";
    button.setAttribute("aria-label", "规则 " + code + " 的说明");
    button.addEventListener("click", function (event) {
      event.stopPropagation();
      showRule(code);
    });
    entry.append(button);
  }
  document.getElementById("rule-close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", function (event) { if (event.target === dialog) dialog.close(); });

  /* A page that is loaded again keeps its visit; one that is closed ends it. */
  function say(what) { fetch(visit + "/" + what, { method: "POST", keepalive: true }).catch(function () {}); }
  window.addEventListener("pagehide", () => say("leave"));
  window.addEventListener("pageshow", function (event) { if (event.persisted) location.reload(); });
  setTimeout(() => say("stay"), 3000);
})();
