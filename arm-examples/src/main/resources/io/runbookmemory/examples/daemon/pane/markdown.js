// A little Markdown as nodes: headings, paragraphs, lists, quotes, code, emphasis, links of the
// web. There is no markup in it: what looks like HTML is text.
import { el, link } from "./dom.js";

const INLINE = /(`+)(.+?)\1|\*\*(.+?)\*\*|\*(?!\s)([^*]+?)\*|\[([^\]]{1,300})\]\(([^)\s]{1,2000})\)/;

function inline(text) {
  const nodes = [];
  let rest = text;
  for (let found = INLINE.exec(rest); found; found = INLINE.exec(rest)) {
    nodes.push(rest.slice(0, found.index));
    const [, , code, strong, weak, words, address] = found;
    if (code !== undefined) nodes.push(el("code", {}, code));
    else if (strong !== undefined) nodes.push(el("strong", {}, strong));
    else if (weak !== undefined) nodes.push(el("em", {}, weak));
    else nodes.push(link(address, words));
    rest = rest.slice(found.index + found[0].length);
  }
  nodes.push(rest);
  return nodes.filter((one) => one !== "");
}

const STARTS = [/^(#{1,6})\s+(.*)$/, /^\s*[-*+]\s+(.*)$/, /^\s*\d{1,9}[.)]\s+(.*)$/, /^>\s?(.*)$/, /^\s*(```+|~~~+)/];

function list(lines, from, start, tag) {
  const items = [];
  let at = from;
  for (let found; at < lines.length && (found = start.exec(lines[at])); at++) {
    let words = found[1];
    while (at + 1 < lines.length && /^\s{2,}\S/.test(lines[at + 1]) && !STARTS.some((one) => one.test(lines[at + 1]))) {
      words += ` ${lines[++at].trim()}`;
    }
    items.push(el("li", {}, inline(words)));
  }
  return [el(tag, {}, items), at];
}

function fence(lines, from) {
  const mark = STARTS[4].exec(lines[from])[1];
  let end = from + 1;
  while (end < lines.length && !lines[end].trim().startsWith(mark)) end++;
  return [el("pre", { tabindex: "0" }, el("code", {}, lines.slice(from + 1, end).join("\n"))), end + 1];
}

/** The nodes of a text; headings begin at h3, below those of the page. */
export function markdown(text) {
  const lines = text.split(/\r?\n/);
  const nodes = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at];
    const heading = STARTS[0].exec(line);
    let node = null;
    if (line.trim() === "") {
      at++;
    } else if (STARTS[4].test(line)) {
      [node, at] = fence(lines, at);
    } else if (heading) {
      node = el(heading[1].length < 3 ? "h3" : "h4", {}, inline(heading[2]));
      at++;
    } else if (STARTS[1].test(line)) {
      [node, at] = list(lines, at, STARTS[1], "ul");
    } else if (STARTS[2].test(line)) {
      [node, at] = list(lines, at, STARTS[2], "ol");
    } else {
      const quoted = STARTS[3].test(line);
      const words = [];
      do {
        words.push(lines[at++].replace(quoted ? /^>\s?/ : /^/, ""));
      } while (at < lines.length && lines[at].trim() !== "" && STARTS[3].test(lines[at]) === quoted
        && !STARTS.slice(0, 3).some((one) => one.test(lines[at])) && !STARTS[4].test(lines[at]));
      node = el(quoted ? "blockquote" : "p", {}, inline(words.join(" ")));
    }
    if (node) nodes.push(node);
  }
  return nodes;
}
