/// How the HTML reference page looks, and its search.
#pragma once

#include <string_view>

namespace tnp::translate {

inline constexpr std::string_view kReferenceStyle = R"css(
:root {
  color-scheme: light dark;
  --ground: #ffffff; --panel: #f6f7f9; --ink: #1d2430; --faint: #667085;
  --line: #e2e6ec; --link: #1a56c4; --code: #eef1f5; --out: #a3441f;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171c; --panel: #1a1e25; --ink: #dfe4ec; --faint: #8d97a8;
    --line: #2b313b; --link: #82b1ff; --code: #232831; --out: #f0936c;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body {
  margin: 0; display: grid; grid-template-columns: 19rem minmax(0, 1fr);
  background: var(--ground); color: var(--ink);
  font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
code, pre, h3, nav li {
  font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono",
    monospace;
}
nav {
  position: sticky; top: 0; height: 100vh; overflow-y: auto;
  padding: 1.25rem 1rem; background: var(--panel);
  border-right: 1px solid var(--line);
}
nav h1 { margin: 0 0 .75rem; font-size: 1.15rem; }
nav input {
  width: 100%; padding: .5rem .65rem; font: inherit; color: inherit;
  background: var(--ground); border: 1px solid var(--line);
  border-radius: 6px;
}
nav input:focus { outline: 2px solid var(--link); outline-offset: -1px; }
#found { min-height: 1.4em; margin: .35rem 0; color: var(--faint);
         font-size: .85rem; }
nav summary { padding: .15rem 0; cursor: pointer; font-weight: 600; }
small { color: var(--faint); font-weight: 400; font-size: .8rem; }
nav ul { margin: .1rem 0 .6rem; padding: 0 0 0 .9rem; list-style: none; }
nav li { font-size: .8rem; line-height: 1.65; overflow-wrap: anywhere; }
nav li.out a, section.out h3 a { color: var(--out); }
main { padding: 1rem 2.5rem 4rem; max-width: 62rem; }
h2 { margin: 2.5rem 0 .5rem; font-size: 1.5rem; }
section { padding: 1.1rem 0 1rem; border-top: 1px solid var(--line); }
section:target { background: linear-gradient(90deg, var(--panel), transparent);
  box-shadow: -1rem 0 0 var(--panel), -1.2rem 0 0 var(--link); }
h3 { margin: 0 0 .4rem; font-size: 1.02rem; overflow-wrap: anywhere; }
h3 small { margin-left: .4rem; font-family: system-ui, sans-serif; }
pre {
  margin: .3rem 0 .5rem; padding: .55rem .8rem; white-space: pre-wrap;
  background: var(--code); border-radius: 6px; font-size: .86rem;
}
section p { margin: .2rem 0 .6rem; }
dl { display: grid; grid-template-columns: 8.5rem minmax(0, 1fr);
     gap: .2rem 1rem; margin: 0; font-size: .9rem; }
dt { color: var(--faint); }
dd { margin: 0; overflow-wrap: anywhere; }
dd code { padding: .05rem .3rem; background: var(--code); border-radius: 4px;
          font-size: .86em; }
[hidden] { display: none; }
@media (max-width: 52rem) {
  body { grid-template-columns: 1fr; }
  nav { position: static; height: auto; max-height: 45vh;
        border-right: 0; border-bottom: 1px solid var(--line); }
  main { padding: .5rem 1.1rem 3rem; }
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: .35rem; }
}
)css";

// A section is shown when every word of the search occurs in its name, or in
// its summary; the list on the left follows.
inline constexpr std::string_view kReferenceScript = R"js(
const search = document.getElementById("search");
const found = document.getElementById("found");
const entries = [...document.querySelectorAll("section")].map(section => ({
  section,
  item: document.querySelector(`nav a[href="#${section.id}"]`).parentElement,
  text: (section.querySelector("h3").textContent + " " +
         (section.querySelector("p")?.textContent ?? "") + " " +
         [...section.querySelectorAll("dt")]
             .filter(label => label.textContent === "Aliases")
             .map(label => label.nextSibling.textContent)
             .join(" ")).toLowerCase(),
}));
function show() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const {section, item, text} of entries) {
    const fits = words.every(word => text.includes(word));
    section.hidden = item.hidden = !fits;
    count += fits;
  }
  for (const group of document.querySelectorAll("nav details, .topic")) {
    group.hidden = !group.querySelector("li:not([hidden]), section:not([hidden])");
    if (group.open !== undefined) group.open = words.length > 0;
  }
  found.textContent = words.length ? `${count} found` : "";
}
search.addEventListener("input", show);
addEventListener("keydown", event => {
  if (event.key === "/" && document.activeElement !== search) {
    event.preventDefault();
    search.focus();
  }
});
addEventListener("hashchange", () => {
  if (search.value && document.querySelector(location.hash + "[hidden]")) {
    search.value = "";
    show();
    document.querySelector(location.hash).scrollIntoView();
  }
});
)js";

}  // namespace tnp::translate
