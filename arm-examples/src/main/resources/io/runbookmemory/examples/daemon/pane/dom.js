// Nodes of the page. What comes from outside becomes text, never markup.

const SVG = "http://www.w3.org/2000/svg";

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on") && typeof value === "function") node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(...children.flat(Infinity).filter((one) => one !== null && one !== undefined && one !== false));
  return node;
}

/** An element; children are nodes or text. */
export function el(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** A link to elsewhere, or plain text where the address is not one of the web. */
export function link(address, words) {
  return /^https?:\/\/[^\s]+$/i.test(address)
    ? el("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, words)
    : el("span", {}, words === address ? address : `${words} (${address})`);
}

/** Replaces what a node has, and keeps the focus on what has the same id. */
export function replace(node, ...children) {
  const focused = node.contains(document.activeElement) ? document.activeElement.id : "";
  node.replaceChildren(...children.flat(Infinity).filter(Boolean));
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

export function button(words, attributes, run) {
  return el("button", {
    type: "button", ...attributes,
    onclick: async (event) => {
      const pressed = event.currentTarget;
      pressed.disabled = true;
      complain("");
      try {
        await run();
      } catch (fault) {
        complain(fault);
      } finally {
        pressed.disabled = false;
      }
    },
  }, words);
}

export function facts(pairs) {
  return el("dl", { class: "facts" }, pairs
    .filter(([, value]) => value !== undefined && value !== null && value !== "" && value.length !== 0)
    .map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
}

export function announce(words) {
  document.getElementById("live").textContent = words;
}

export function complain(fault) {
  document.getElementById("fault").textContent = fault ? String(fault.message ?? fault) : "";
}

export function copier(text, id) {
  return button("Copy", { id, "aria-label": "Copy the code" }, async () => {
    await navigator.clipboard.writeText(text);
    announce("copied");
  });
}

const CLOCK = new Intl.DateTimeFormat(undefined, {
  month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", second: "2-digit",
});

export function time(text) {
  return el("time", { datetime: text, title: text }, CLOCK.format(new Date(text)));
}

/** How long ago, in one unit. */
export function ago(text) {
  const seconds = Math.max(0, (Date.now() - new Date(text).getTime()) / 1000);
  const [size, unit] = seconds < 120 ? [1, "s"] : seconds < 7200 ? [60, "min"] : seconds < 172800 ? [3600, "h"] : [86400, "d"];
  return `${Math.floor(seconds / size)} ${unit}`;
}
