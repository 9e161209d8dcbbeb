// How what the model has is shown, and what the reader does with it.

// ---- Pieces of pages.
const dot = name => `<i class="dot ${name}"></i>`;
const bar = counts => `<div class="bar" aria-hidden="true">` +
  CATEGORIES.map(name =>
    `<i class="${name}" style="flex:${counts[name]} 0 0"></i>`).join("") +
  "</div>";
const cells = counts => ["total", ...CATEGORIES].map(name =>
  `<td class="number" data-${name}="${counts[name]}">${number(counts[name])}`)
  .join("") + `<td class="number">${share(counts)}` +
  `<td class="mini">${bar(counts)}`;
const data_of = counts => ["total", ...CATEGORIES].map(name =>
  `data-${name}="${counts[name]}"`).join(" ");
const HEAD = ["Sites", "Proved", "Assumed", "Doubtful", "Left", "Share"];
const KEYS = ["total", ...CATEGORIES, "share"];

let shown_rows = ROWS;
const order = {apis: ["total", -1], files: ["left", -1]};

function table(id, first, rows, render, sort_key) {
  const [key, sign] = order[id];
  const value = row => key === "name" ? row.name :
    key === "share" ? (row.counts.total ?
      1 - row.counts.left / row.counts.total : 2) : row.counts[key];
  const words = state.q.toLowerCase().split(/\s+/).filter(Boolean);
  const is_named = row => words.length > 0 &&
    words.every(word => row.name.toLowerCase().includes(word));
  rows.sort((a, b) => {
    // What has the words in its name comes before what has them inside.
    const named = is_named(b) - is_named(a);
    if (named) return named;
    const x = value(a), y = value(b);
    return (x < y ? -1 : x > y ? 1 : 0) * sign || (a.name < b.name ? -1 : 1);
  });
  const column = (label, name, type) =>
    `<th class="${type}"${key === name ? ` aria-sort="${sign < 0 ?
      "descending" : "ascending"}"` : ""}><button type="button" data-sort="${id} ${name}">` +
    `${label}${key === name ? (sign < 0 ? " ↓" : " ↑") : ""}</button>`;
  return `<table id="${id}"><thead><tr>${column(first, "name", "")}` +
    HEAD.map((label, i) => column(label, KEYS[i], "number")).join("") +
    `<th class="mini"></thead><tbody>` +
    rows.slice(0, shown_rows).map(render).join("") + "</tbody></table>" +
    more(rows.length);
}

const more = count => count <= shown_rows ? "" :
  `<p class="more"><button type="button" id="more">Show the other ${
    number(count - shown_rows)}</button>`;
const nothing = `<p class="empty">Nothing matches these filters.`;

// ---- The three lists.
function view_left(found) {
  const reasons = new Map();
  for (const site of found.sites) {
    if (site.category !== "left" && site.category !== "doubtful") continue;
    const key = site.slug + "\n" + site.reason;
    if (!reasons.has(key)) {
      reasons.set(key, {site, count: 0, files: new Set(), apis: new Set()});
    }
    const entry = reasons.get(key);
    ++entry.count;
    entry.files.add(site.file);
    entry.apis.add(site.api);
  }
  const rows = [...reasons.values()].sort((a, b) => b.count - a.count ||
    (a.site.api < b.site.api ? -1 : 1));
  if (rows.length === 0) {
    return found.is_open ? `<p class="empty">Nothing is left.` : nothing;
  }
  const group = (name, title) => {
    const part = rows.filter(row => row.site.category === name);
    return part.length === 0 ? "" : `<tbody><tr class="group"><th colspan="4" scope="rowgroup">` +
      `${dot(name)} ${title}</tbody><tbody id="${name}">` +
      part.slice(0, shown_rows).map(row_of).join("") + "</tbody>";
  };
  const row_of = row => {
      const api = row.apis.size === 1 ? row.site.api : "";
      const link = address({tab: "files", api,
        only: new Set([row.site.category]), q: api ? "" : row.site.slug, file: -1});
      return `<tr data-count="${row.count}"><td class="number">${number(row.count)}` +
        `<td class="number">${number(row.files.size)}` +
        `<td class="name"><a href="${escape(link)}">` +
        `${api ? escape(api) : number(row.apis.size) + " names"}</a>` +
        `<td class="why"><span class="slug">${row.site.slug}</span> ` +
        `${prose(row.site.reason)}`;
  };
  return `<table class="reasons"><thead><tr><th class="number">Uses<th class="number">Files` +
    `<th>API<th>Why</thead>` + group("left", "Left: still needs NumPy") +
    group("doubtful", "Doubtful: translated, the result may differ") +
    "</table>" + more(rows.length);
}

function view_apis(found) {
  const apis = new Map();
  for (const site of found.sites) {
    if (!apis.has(site.api)) apis.set(site.api, []);
    apis.get(site.api).push(site);
  }
  const rows = [...apis].map(([name, list]) => ({name, counts: tally(list)}));
  if (rows.length === 0) return nothing;
  return table("apis", "API", rows, row =>
    `<tr ${data_of(row.counts)}><td class="name"><a href="${
      escape(address({tab: "files", api: row.name, file: -1}))}">` +
    `${escape(row.name)}</a>${cells(row.counts)}`);
}

function view_files(found) {
  const rows = found.files.map(file => ({name: file.path, file,
    counts: tally(found.by_file.get(file) ?? [])}));
  if (rows.length === 0) return nothing;
  return table("files", "File", rows, row =>
    `<tr ${data_of(row.counts)}><td class="name"><a href="${
      escape(address({file: row.file.index, line: 0}))}">` +
    `${escape(row.name)}</a> ` + (row.file.status === "changed" ? "" :
      `<span class="badge ${row.file.status}">${row.file.status}</span>`) +
    cells(row.counts));
}

// ---- One source.
function marked(file, passing) {
  const text = source(file);
  const lines = text.split("\n");
  const by_line = new Map();
  let end = 0;
  for (const site of file.sites) {
    if (site.offset < end) continue;  // a part of the name before it
    end = site.offset + site.length;
    if (!by_line.has(site.line)) by_line.set(site.line, []);
    by_line.get(site.line).push(site);
  }
  const html = [];
  let begin = 0, open = null;
  lines.forEach((line, i) => {
    let out = "", done = begin;
    const stop = begin + line.length;
    const put = to => { out += escape(text.slice(done, to)); done = to; };
    // A name may go on in the next line.
    const mark = (site, to) => {
      out += `<mark class="${site.category}${passing.has(site) ? "" : " dim"}"` +
        ` data-site="${site.index}" title="${
          escape(about(site))}"${site.category === "proved" ? "" :
            ' tabindex="0"'}>`;
      put(to);
      out += "</mark>";
    };
    if (open) {
      const to = Math.min(open.offset + open.length, stop);
      mark(open, to);
      if (open.offset + open.length <= stop) open = null;
    }
    for (const site of by_line.get(i + 1) ?? []) {
      put(site.offset);
      mark(site, Math.min(site.offset + site.length, stop));
      if (site.offset + site.length > stop) open = site;
    }
    put(stop);
    if (i % CHUNK === 0) html.push(`${i ? "</div>" : ""}<div class="chunk">`);
    html.push(`<div class="row" id="L${i + 1}"><a href="${
      escape(address({file: file.index, line: i + 1}))}">${i + 1}</a>` +
      `<code>${out.replace(/\r/g, "")}</code></div>`);
    begin = stop + 1;
  });
  return html.join("") + "</div>";
}

const about = site => `${site.api}: ${LABELS[site.category][0]}` +
  (site.reason ? `, ${site.reason} [${site.slug}]` : "");

// The end of a path tells files apart.
const tail = path => path.length <= TAIL ? path : "…" + path.slice(1 - TAIL);

function view_source(found) {
  const file = data.files[state.file];
  const passing = new Set(found.by_file.get(file) ?? []);
  const counts = tally(file.sites);
  const findings = file.findings.map(([severity, slug, handling, line, text]) =>
    `<div class="${handling === "open" ? "" : "known"}">` + (line ?
      `<a href="${escape(address({line}))}">line ${line}</a> ` : "") +
    `${severity}: ${prose(text)} <span class="slug">${slug}</span>` +
    (handling === "open" ? "" : ` (${handling})`) + "</div>").join("");
  // Around this file: a list of all would be long.
  const first = Math.max(0, found.files.indexOf(file) - ROWS / 2);
  const list = found.files.slice(first, first + ROWS).map(other => `<a href="${
    escape(address({file: other.index, line: 0}))}"${other === file ?
    ' aria-current="true"' : ""} title="${escape(other.path)}"><span>${
    escape(tail(other.path))}</span><small>${
    (found.by_file.get(other) ?? []).length}</small></a>`).join("");
  return `<div class="source"><nav class="list" aria-label="Files">${list}</nav>` +
    `<article><div class="head"><a href="${escape(address({file: -1}))}">← back</a>` +
    `<h2>${escape(file.path)}</h2><span class="why">${
      number(counts.total - counts.left)} of ${number(counts.total)} translated` +
    `, ${file.status}</span></div>` +
    (findings ? `<details class="findings"><summary>${number(file.findings.length)} ` +
      `finding${file.findings.length === 1 ? "" : "s"}</summary>` +
      `<div class="card">${findings}</div></details>` : "") +
    `<div class="code">${marked(file, passing)}</div>` +
    `<div id="about" aria-live="polite" class="why">Point at a coloured name, or press <kbd>n</kbd>.</div>` +
    "</article></div>";
}

// ---- The page around the lists.
function overview() {
  const counts = tally(sites);
  const files = data.counts;
  const parts = [`${number(files.read)} read`, `${number(files.changed)} changed`,
    `${number(files.unchanged)} unchanged`,
    `${number(files.skipped)} without NumPy`, `${number(files.failed)} failed`];
  if (data.ignored) parts.push(`${number(data.ignored)} findings ignored by comments`);
  if (data.baseline) parts.push(`${number(data.baseline)} findings in the baseline`);
  $("subtitle").textContent = `tnp-translate ${data.version}`;
  const rows = data.effort.items.map(item => `<tr><td class="slug">${item.slug}` +
    `<td class="number">${number(item.reasons)}<td class="number">${number(item.uses)}` +
    `<td class="number">${item.once} + ${item.each}<td class="number">${number(item.minutes)}`)
    .join("");
  $("overview").innerHTML = `<div class="card"><div class="figure"><b>${share(counts)}</b>` +
    `<span>of <b id="total" style="font-size:1em;letter-spacing:0" data-n="${counts.total}">${
      number(counts.total)}</b> call sites translated</span></div>${bar(counts)}` +
    `<div class="legend">` + CATEGORIES.map(name => `<div>${dot(name)} <b id="n-${name}" data-n="${
      counts[name]}">${number(counts[name])}</b> ${LABELS[name][0]}<small>${
      LABELS[name][1]}</small></div>`).join("") +
    `</div><p class="facts">Files: ${parts.join(", ")}.</div>` +
    `<div class="card effort"><div class="figure"><b>${data.effort.text}</b>` +
    `<span>to finish by hand, roughly</span></div>` +
    `<p>An estimate from counts, not a measurement. What is wrong for one reason ` +
    `takes some minutes once, and fewer for each further use.` +
    `<details><summary>How it is made up</summary><table><thead><tr><th>Reason` +
    `<th class="number">Kinds<th class="number">Uses<th class="number">Once + each` +
    `<th class="number">Minutes</thead><tbody>${rows}</tbody></table>` +
    `<p>minutes = once × kinds + each × (uses − kinds). ` +
    `Names that stay only because another does cost nothing.</details></div>`;
  $("states").innerHTML = CATEGORIES.map(name => `<button type="button" class="${name}" ` +
    `data-only="${name}" aria-pressed="false" title="${LABELS[name][1]}">${dot(name)}${
      LABELS[name][0]}</button>`).join("");
  $("names").innerHTML = [...data.apis].sort().map(name =>
    `<option value="${escape(name)}">`).join("");
}

function show() {
  const started = performance.now();
  const found = filtered();
  const is_source = state.file >= 0;
  $("overview").hidden = is_source;
  if (document.activeElement !== $("search")) $("search").value = state.q;
  if (document.activeElement !== $("api")) $("api").value = state.api;
  for (const button of $("states").children) {
    button.ariaPressed = state.only.has(button.dataset.only);
  }
  $("clear").hidden = found.is_open;
  $("found").textContent = found.is_open ? "" :
    `${number(found.sites.length)} sites, ${number(found.files.length)} files`;
  $("found").dataset.sites = found.sites.length;
  for (const button of $("tabs").children) {
    button.ariaCurrent = !is_source && state.tab === button.dataset.tab ? "page" : null;
  }
  $("view").innerHTML = is_source ? view_source(found) :
    {left: view_left, apis: view_apis, files: view_files}[state.tab](found);
  if (is_source) arrive();
  document.documentElement.dataset.ms = Math.round(performance.now() - started);
}

// In the middle of its own pane, without moving the page.
function center(element) {
  const pane = element?.closest(".list, .code");
  if (!pane) return;
  const at = element.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  pane.scrollTop += at - pane.clientHeight / 2;
}

function arrive() {
  center(document.querySelector(".list [aria-current]"));
  const row = state.line ? $("L" + state.line) : null;
  if (!row) return;
  row.classList.add("here");
  center(row);
  const mark = row.querySelector("mark");
  if (mark) tell(mark);
}

// ---- What the reader does.
function step(by) {
  const marks = [...document.querySelectorAll("mark:not(.dim)")];
  if (marks.length === 0) return;
  const now = marks.findIndex(mark => mark.classList.contains("now"));
  const next = marks[(now + by + marks.length) % marks.length];
  center(next.closest(".row"));
  tell(next);
}

function tell(mark) {
  document.querySelector("mark.now")?.classList.remove("now");
  mark.classList.add("now");
  const site = data.files[state.file].sites[mark.dataset.site];
  $("about").innerHTML = `${dot(site.category)} <code>${escape(site.api)}</code> ` +
    `line ${site.line}: ${LABELS[site.category][0]}` + (site.reason ?
      `. ${prose(site.reason)} <span class="slug">${site.slug}</span>` : "");
}

function next_file(by) {
  const files = filtered().files;
  if (files.length === 0) return;
  const now = files.findIndex(file => file.index === state.file);
  go({file: files[(now + by + files.length) % files.length].index, line: 0});
}

function clear_filters() {
  $("search").value = $("api").value = "";
  go({q: "", api: "", only: new Set()});
}

let wait = 0;
const typed = () => {
  clearTimeout(wait);
  wait = setTimeout(() => {
    shown_rows = ROWS;
    Object.assign(state, {q: $("search").value.trim()});
    const api = $("api").value.trim();
    if (api === "" || data.apis.includes(api)) state.api = api;
    history.replaceState(null, "", address());
    show();
  }, 120);
};
$("search").addEventListener("input", typed);
$("api").addEventListener("input", typed);
$("filters").addEventListener("submit", event => event.preventDefault());
$("clear").addEventListener("click", clear_filters);
$("keys").addEventListener("click", () => $("help").showModal());
$("states").addEventListener("click", event => {
  const name = event.target.closest("[data-only]")?.dataset.only;
  if (!name) return;
  const only = new Set(state.only);
  if (!only.delete(name)) only.add(name);
  go({only}, true);
});
$("tabs").addEventListener("click", event => {
  const tab = event.target.closest("[data-tab]")?.dataset.tab;
  shown_rows = ROWS;
  if (tab) go({tab, file: -1});
});
$("view").addEventListener("click", event => {
  const mark = event.target.closest("mark");
  if (mark) tell(mark);
  if (event.target.id === "more") {
    shown_rows = Infinity;
    show();
  }
  const sort = event.target.closest("[data-sort]")?.dataset.sort;
  if (sort) {
    const [id, key] = sort.split(" ");
    const [old, sign] = order[id];
    order[id] = [key, old === key ? -sign : key === "name" ? 1 : -1];
    show();
    document.querySelector(`[data-sort="${sort}"]`).focus();
  }
});
for (const event of ["focusin", "mouseover"]) {
  $("view").addEventListener(event, at => {
    const mark = at.target.closest("mark");
    if (mark) tell(mark);
  });
}
addEventListener("keydown", event => {
  if (event.key === "Escape") {
    if ($("help").open) return;
    if (state.file >= 0 && event.target.tagName !== "INPUT") return go({file: -1});
    return clear_filters();
  }
  if (event.target.tagName === "INPUT" || event.ctrlKey || event.metaKey ||
      event.altKey) return;
  const act = {
    "/": () => $("search").focus(), "?": () => $("help").showModal(),
    "n": () => step(1), "p": () => step(-1),
    "]": () => next_file(1), "[": () => next_file(-1),
    "1": () => go({tab: "left", file: -1}), "2": () => go({tab: "apis", file: -1}),
    "3": () => go({tab: "files", file: -1})}[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
addEventListener("hashchange", () => {
  const before = state.file;
  read_address();
  show();
  if (state.file !== before) $("view").focus({preventScroll: true});
});

overview();
read_address();
show();
