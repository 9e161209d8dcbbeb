/// The parts of the HTML report that are the same in each: style and script.
#pragma once

#include "llvm/ADT/StringRef.h"

namespace tnp::translate {

inline constexpr llvm::StringLiteral kHtmlCountColumns =
    "<th>Call sites<th>Translated<th>Doubtful<th>Left<th>Share";

inline constexpr llvm::StringLiteral kHtmlHead = R"html(<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Translation report</title>
<style>
:root { --back: #fff; --text: #1b1f24; --soft: #59636e; --line: #d1d9e0;
  --panel: #f6f8fa; --link: #0550ae; --translated: #c8f0d0;
  --doubtful: #ffe9a8; --left: #ffc9c5; }
@media (prefers-color-scheme: dark) {
  :root { --back: #0f1318; --text: #e4e8ec; --soft: #9aa4ae; --line: #343c45;
    --panel: #1a2027; --link: #78b4ff; --translated: #17492a;
    --doubtful: #5c4708; --left: #6b211d; } }
body { background: var(--back); color: var(--text); margin: 0 auto;
  max-width: 76rem; padding: 1rem; font: 15px/1.45 system-ui, sans-serif; }
a { color: var(--link); }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2rem; }
small, .legend, .ignored, .baseline { color: var(--soft); }
.tiles { display: flex; flex-wrap: wrap; gap: .5rem; }
.tile { background: var(--panel); border: 1px solid var(--line);
  border-radius: 6px; padding: .4rem .8rem; }
.tile b { display: block; font-size: 1.3rem; }
#search { width: 100%; box-sizing: border-box; margin-top: 1rem;
  padding: .5rem .7rem; font: inherit; color: inherit;
  background: var(--panel); border: 1px solid var(--line);
  border-radius: 6px; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .25rem .6rem;
  border-bottom: 1px solid var(--line); }
th { position: sticky; top: 0; background: var(--back); }
th:nth-child(n+3), td:nth-child(n+3) { text-align: right;
  font-variant-numeric: tabular-nums; }
#files td:first-child { overflow-wrap: anywhere; }
#apis td:first-child { white-space: nowrap; }
td div { color: var(--soft); }
details { border: 1px solid var(--line); border-radius: 6px;
  margin: .4rem 0; }
summary { cursor: pointer; padding: .35rem .7rem; background: var(--panel);
  border-radius: 6px; }
.code { display: flex; overflow-x: auto; }
pre { margin: 0; padding: .7rem; font: 13px/1.5 ui-monospace, monospace; }
.lines { color: var(--soft); text-align: right; user-select: none; }
mark { color: inherit; border-radius: 3px; padding: 0 .15em; }
.translated { background: var(--translated); }
.doubtful { background: var(--doubtful); }
.left { background: var(--left); }
[hidden] { display: none; }
</style>
<h1>Translation report</h1>
)html";

// The search hides the rows and sources that do not contain every word.
inline constexpr llvm::StringLiteral kHtmlTail = R"html(<script>
const search = document.createElement("input");
search.id = "search";
search.type = "search";
search.placeholder = "Search files, names, reasons and sources";
document.querySelector(".legend").after(search);
const items = [...document.querySelectorAll("tbody tr, details")];
let texts;
search.addEventListener("input", () => {
  texts ??= items.map(item => item.textContent.toLowerCase());
  const words = search.value.toLowerCase().split(/\s+/);
  items.forEach((item, i) => {
    item.hidden = !words.every(word => texts[i].includes(word));
  });
});
const open = () => {
  const target = document.getElementById(location.hash.slice(1));
  if (target?.tagName === "DETAILS") target.open = true;
};
addEventListener("hashchange", open);
open();
</script>
</html>
)html";

}  // namespace tnp::translate
