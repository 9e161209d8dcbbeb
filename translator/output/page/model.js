"use strict";
// The data of a run: see render_html(). Sources are parsed and laid out when
// they are looked at.
const $ = id => document.getElementById(id);
const data = JSON.parse($("data").textContent);
const CATEGORIES = ["proved", "assumed", "doubtful", "left"];
const LABELS = {
  proved: ["proved", "translated, the type of every part known"],
  assumed: ["assumed", "translated, on what is likely and not proved"],
  doubtful: ["doubtful", "translated, the result may differ"],
  left: ["left", "as it was; still needs NumPy"]};
const ROWS = 300;  // of a table, before the rest is asked for
const TAIL = 34;  // letters of a path in the list beside a source
const CHUNK = 100;  // lines laid out together
const number = value => value.toLocaleString("en");
const escape = text => text.replace(/[&<>"]/g, c => ({
  "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})[c]);

// Code in a message stands between backticks.
const prose = text => escape(text).replace(/`([^`]+)`/g, "<code>$1</code>");

// ---- The sites as objects, and what is said about each.
const sites = [];
data.files.forEach((file, index) => {
  file.index = index;
  file.sites = file.sites.map(([api, offset, length, line, category, reason], i) => {
    const why = reason < 0 ? null : data.reasons[reason];
    const site = {file, index: i, api: data.apis[api], offset, length, line,
      category: CATEGORIES[category], slug: why ? why[0] : "",
      reason: why ? why[1] : ""};
    sites.push(site);
    return site;
  });
});

const source = file => file.text ??=
  JSON.parse($("t" + file.index)?.textContent ?? '""');
const lower = file => file.lower ??=
  (file.path + "\n" + source(file)).toLowerCase();
const hay = site => site.hay ??= [site.file.path, site.api, site.slug,
  site.reason, line_of(site)].join("\n").toLowerCase();

function line_of(site) {
  const text = source(site.file);
  const begin = text.lastIndexOf("\n", site.offset - 1) + 1;
  const end = text.indexOf("\n", site.offset);
  return text.slice(begin, end < 0 ? text.length : end);
}

const tally = list => {
  const counts = {total: list.length, proved: 0, assumed: 0, doubtful: 0, left: 0};
  for (const site of list) ++counts[site.category];
  return counts;
};
const share = counts => counts.total === 0 ? "–" :
  (Math.floor((counts.total - counts.left) * 1000 / counts.total) / 10)
    .toFixed(1) + "%";

// ---- What is shown: kept in the address, so that a view can be passed on.
const state = {tab: "left", q: "", api: "", only: new Set(), file: -1, line: 0};

function read_address() {
  const given = new URLSearchParams(location.hash.slice(1));
  state.tab = ["left", "apis", "files"].includes(given.get("tab")) ?
    given.get("tab") : "left";
  state.q = given.get("q") ?? "";
  state.api = given.get("api") ?? "";
  state.only = new Set((given.get("only") ?? "").split(",")
    .filter(name => CATEGORIES.includes(name)));
  const file = Number(given.get("file") ?? -1);
  state.file = data.files[file] ? file : -1;
  state.line = Number(given.get("line") ?? 0);
}

function address(changes = {}) {
  const now = {...state, ...changes};
  const given = new URLSearchParams();
  given.set("tab", now.tab);
  if (now.q) given.set("q", now.q);
  if (now.api) given.set("api", now.api);
  if (now.only.size) given.set("only", [...now.only].join(","));
  if (now.file >= 0) given.set("file", now.file);
  if (now.file >= 0 && now.line) given.set("line", now.line);
  return "#" + given;
}

function go(changes, replace = false) {
  const to = address(changes);
  if (to === location.hash) return;
  if (replace) {
    history.replaceState(null, "", to);
    read_address();
    show();
  } else {
    location.hash = to;
  }
}

// ---- The filter. A file without a site that passes is still shown where only
// words were asked for and its text has them all.
function filtered() {
  const words = state.q.toLowerCase().split(/\s+/).filter(Boolean);
  const passes = site =>
    (state.only.size === 0 || state.only.has(site.category)) &&
    (state.api === "" || site.api === state.api) &&
    words.every(word => hay(site).includes(word));
  const is_open = words.length === 0 && !state.api && state.only.size === 0;
  const found = is_open ? sites : sites.filter(passes);
  const by_file = new Map();
  for (const site of found) {
    if (!by_file.has(site.file)) by_file.set(site.file, []);
    by_file.get(site.file).push(site);
  }
  const by_words = !state.api && state.only.size === 0;
  const files = data.files.filter(file => by_file.has(file) ||
    (by_words && words.every(word => lower(file).includes(word))));
  return {sites: found, by_file, files, is_open};
}
