(function () {
"use strict";
var box = document.getElementById("search"), shown = document.getElementById("shown");
function all(selector, from) { return Array.prototype.slice.call((from || document).querySelectorAll(selector)); }
function small(words) { return words.toLowerCase().replace(/\s+/g, ""); }

/* Units by words and by status, in both tables. */
var rows = all(".states tbody tr").map(function (row) {
  return { row: row, words: small(row.textContent + " " + row.dataset.k), states: row.dataset.s.split(" "), unit: row.dataset.u };
});
var others = {};
all(".matrix tbody tr, .parted tbody tr").forEach(function (row) { (others[row.dataset.u] = others[row.dataset.u] || []).push(row); });
function isWork(one) {
  return one.states[0] !== "submitted" || one.states.length > 1 || !!one.row.querySelector("td.e");
}
function filter() {
  var words = box.value.split(/\s+/).filter(Boolean).map(small), count = 0;
  var chosen = document.querySelector("input[name=state]:checked"), state = chosen ? chosen.value : "";
  rows.forEach(function (one) {
    var on = words.every(function (word) { return one.words.indexOf(word) >= 0; });
    on = on && (!state || (state === "!" ? isWork(one) : one.states.indexOf(state) >= 0));
    one.row.hidden = !on;
    (others[one.unit] || []).forEach(function (row) { row.hidden = !on; });
    if (on) count += 1;
  });
  if (shown) shown.textContent = count === rows.length ? rows.length + " 个单位" : "显示 " + rows.length + " 个单位中的 " + count + " 个";
}

/* Where the units are on other pages: links to those whose names hold the words. */
var data = document.getElementById("names"), list = document.getElementById("found"), names = null;
function find() {
  var word = small(box.value), found = 0;
  if (!names) names = JSON.parse(data.textContent);
  list.textContent = "";
  if (!word) return;
  names.units.every(function (unit) {
    if (small(unit[0] + unit[1]).indexOf(word) < 0) return true;
    var item = document.createElement("li"), link = document.createElement("a");
    link.href = [names.folder, unit[2], "问题.html"].map(encodeURIComponent).join("/");
    link.textContent = unit[0];
    item.appendChild(link);
    item.appendChild(document.createTextNode(" " + unit[3]));
    list.appendChild(item);
    found += 1;
    return found < 50;
  });
  if (!found) list.textContent = "没有找到";
}
box.addEventListener("input", data ? find : filter);
document.addEventListener("change", function (event) { if (event.target.name === "state") filter(); });
if (!data) filter();
})();
