(function () {
"use strict";
var root = document.documentElement, live = document.getElementById("live");
function all(selector, from) { return Array.prototype.slice.call((from || document).querySelectorAll(selector)); }
function sheetOf(node) { return node && node.closest ? node.closest(".sheet") : null; }
all(".tools, input[name=family]").forEach(function (one) { one.hidden = false; });

/* What belongs together is lit together. */
var lit = [], pinned = null;
function numbers(node) {
  var entry = node.closest(".found > li"), mark = node.closest("mark"), chip = node.closest("a.n");
  var cell = node.closest(".k");
  if (entry) return [entry.dataset.n];
  if (chip) return [chip.dataset.n];
  if (!mark && cell) mark = cell.querySelector("mark");
  if (!mark) return [];
  return ((mark.dataset.f || "") + " " + (mark.dataset.r || "")).split(" ").filter(Boolean);
}
function light(sheet, found) {
  lit.forEach(function (one) { one.classList.remove("lit", "on"); });
  lit = [];
  if (!sheet) return;
  found.forEach(function (n) {
    all('[data-f~="' + n + '"],[data-r~="' + n + '"],.found>li[data-n="' + n + '"]', sheet).forEach(function (one) {
      one.classList.add("lit");
      lit.push(one);
      var cell = one.tagName === "MARK" && one.closest(".k");
      if (cell) { cell.classList.add("on"); lit.push(cell); }
    });
  });
}
function relight() { if (pinned) light(pinned.sheet, pinned.found); else light(null, []); }
function attend(event) {
  if (pinned && event.type === "mouseover") return;
  var node = event.target, sheet = sheetOf(node), found = sheet ? numbers(node) : [];
  if (found.length) light(sheet, found); else relight();
}
document.addEventListener("mouseover", attend);
document.addEventListener("focusin", attend);

function arrive(target) {
  for (var node = target.parentElement; node; node = node.parentElement) {
    if (node.tagName === "DETAILS") node.open = true;
  }
  if (!target.getClientRects().length && target.parentElement) target = target.parentElement;
  target.scrollIntoView({ block: "center" });
}
function go(hash) {
  var target = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
  if (target) arrive(target);
  return target;
}
document.addEventListener("click", function (event) {
  var node = event.target, sheet = sheetOf(node), link = node.closest('a[href^="#"]');
  var found = sheet ? numbers(node) : [];
  pinned = found.length ? { sheet: sheet, found: found } : null;
  relight();
  if (link) {
    var target = go(link.getAttribute("href"));
    if (target) {
      event.preventDefault();
      history.replaceState(null, "", link.getAttribute("href"));
      var entry = target.closest(".found > li");
      if (entry) entry.querySelector(".go").focus({ preventScroll: true });
    }
  } else if (sheet && found.length && !node.closest(".side")) {
    var first = all('.found>li[data-n="' + found[0] + '"]', sheet)[0];
    if (first && !first.hidden) first.scrollIntoView({ block: "nearest" });
  }
});
window.addEventListener("hashchange", function () { go(location.hash); });

/* Up and down in the list, Escape to let go. */
document.addEventListener("keydown", function (event) {
  if (event.key === "Escape") { pinned = null; relight(); return; }
  var step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  var list = event.target.closest && event.target.closest(".found");
  if (!step || !list || event.ctrlKey || event.metaKey || event.altKey) return;
  var links = all(".found > li:not([hidden]) > .go", list.parentElement);
  var next = links[links.indexOf(event.target.closest("li").querySelector(".go")) + step];
  if (next) { event.preventDefault(); next.focus(); }
});

/* Severities and families to show. */
function chosen(name) {
  var on = {};
  all("input[name=" + name + "]").forEach(function (box) { on[box.value] = box.checked; });
  return on;
}
function filter() {
  var tones = chosen("sev"), families = chosen("family"), shown = 0;
  all(".sheet").forEach(function (sheet) {
    var visible = {};
    all(".found > li", sheet).forEach(function (entry) {
      var tone = ["e", "w", "i"].filter(function (one) { return entry.classList.contains(one); })[0];
      var on = tones[tone] && families[entry.dataset.family] !== false;
      entry.hidden = !on;
      if (on) { visible[entry.dataset.n] = tone; shown += 1; }
    });
    all("mark", sheet).forEach(function (mark) {
      var has = {};
      (mark.dataset.f || "").split(" ").forEach(function (n) { if (visible[n]) has[visible[n]] = true; });
      (mark.dataset.r || "").split(" ").forEach(function (n) { if (visible[n]) has.r = true; });
      ["e", "w", "i", "r"].forEach(function (tone) { mark.classList.toggle(tone, !!has[tone]); });
    });
    all(".k", sheet).forEach(function (cell) {
      ["e", "w", "i", "r"].forEach(function (tone) {
        cell.classList.toggle(tone, !!cell.querySelector("mark." + tone));
      });
      cell.classList.toggle("off", !cell.querySelector("mark.e,mark.w,mark.i,mark.r"));
    });
    all("a.n", sheet).forEach(function (chip) { chip.hidden = !visible[chip.dataset.n]; });
  });
  filterMatrix(tones, families);
  if (document.querySelector(".sheet")) live.textContent = "显示 " + shown + " 个问题";
}
/* Columns of the matrix are hidden by rules of style: a matrix may have half a million cells. */
function filterMatrix(tones, families) {
  var table = document.querySelector(".matrix"), sheet = document.styleSheets[0], left = {};
  if (!table) return;
  var groups = all("th", table.tHead.rows[0]), names = all("th", table.tHead.rows[1]);
  while (filterMatrix.rules > 0) { sheet.deleteRule(sheet.cssRules.length - 1); filterMatrix.rules -= 1; }
  ["e", "w", "i"].forEach(function (tone) { table.classList.toggle("no-" + tone, !tones[tone]); });
  names.forEach(function (name, at) {
    if (at < 2) return;
    var letter = name.textContent.charAt(0), group = at < 5 ? "" : letter;
    var on = at < 5 ? tones[["e", "w", "i"][at - 2]] : families[letter] !== false;
    left[group] = (left[group] || 0) + (on ? 1 : 0);
    if (on) return;
    var here = ":nth-child(" + (at + 1) + ")";
    sheet.insertRule(".matrix tbody td" + here + ",.matrix tfoot td" + here + ",.matrix thead tr+tr th" + here +
      "{display:none}", sheet.cssRules.length);
    filterMatrix.rules += 1;
  });
  groups.slice(1).forEach(function (group) {
    var width = left[group.dataset.family || ""];
    group.hidden = !width;
    if (width) group.colSpan = width;
  });
}
filterMatrix.rules = 0;
document.addEventListener("change", function (event) {
  if (event.target.matches("input[name=sev],input[name=family]")) filter();
});

/* Light and dark; a page opened from a disk may have nowhere to remember it. */
var theme = document.getElementById("theme");
function isDark() {
  var told = root.getAttribute("data-theme");
  return told ? told === "dark" : !!(window.matchMedia && matchMedia("(prefers-color-scheme: dark)").matches);
}
function paint() {
  theme.setAttribute("aria-pressed", String(isDark()));
  theme.textContent = isDark() ? "浅色" : "深色";
}
if (theme) {
  try { if (localStorage.nianbaoTheme) root.setAttribute("data-theme", localStorage.nianbaoTheme); } catch (error) { /* none */ }
  paint();
  theme.addEventListener("click", function () {
    root.setAttribute("data-theme", isDark() ? "light" : "dark");
    try { localStorage.nianbaoTheme = root.getAttribute("data-theme"); } catch (error) { /* none */ }
    paint();
  });
  document.getElementById("print").addEventListener("click", function () { window.print(); });
  var opener = document.getElementById("all"), files = all("details.file");
  if (opener) opener.hidden = files.length < 2;
  if (opener) opener.addEventListener("click", function () {
    var open = files.some(function (file) { return !file.open; });
    files.forEach(function (file) { file.open = open; });
    opener.textContent = open ? "全部收起" : "全部展开";
  });
}

/* Tables, sorted by the column that is asked for; a first column and one with data-text are words. */
all(".matrix thead button, .sorted thead button").forEach(function (button) {
  button.addEventListener("click", function () {
    var head = button.parentElement, table = head.closest("table"), body = table.tBodies[0], at = head.cellIndex;
    var isText = at === 0 || head.dataset.text !== undefined;
    var down = head.getAttribute("aria-sort") !== "descending" && (!isText || head.getAttribute("aria-sort") === "ascending");
    all("[aria-sort]", table).forEach(function (one) { one.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    var rows = all("tr", body).map(function (row) {
      var words = row.cells[at].textContent;
      return { row: row, key: isText ? words : Number(words.replace(/,/g, "") || 0) };
    });
    rows.sort(function (a, b) {
      var order = !isText ? a.key - b.key : a.key.localeCompare(b.key, "zh-CN");
      return down ? -order : order;
    });
    rows.forEach(function (one) { body.appendChild(one.row); });
  });
});
if (location.hash) go(location.hash);
})();
