// The API, as who has signed in; see docs/http-api.md.

const ROOT = "/api/v1";
const TOKEN = "arm-token";

let inMemory = "";

export class Problem extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

export function token() {
  try {
    return sessionStorage.getItem(TOKEN) ?? inMemory;
  } catch {
    return inMemory; // A frame may have no storage: then the token lasts as long as the page.
  }
}

export function setToken(value) {
  inMemory = value;
  try {
    if (value) sessionStorage.setItem(TOKEN, value);
    else sessionStorage.removeItem(TOKEN);
  } catch {
    // As above.
  }
}

async function send(method, path, body, signal) {
  const headers = {};
  if (token()) headers.Authorization = `Bearer ${token()}`;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  let answer;
  try {
    answer = await fetch(ROOT + path, { method, headers, signal, body: body && JSON.stringify(body) });
  } catch (fault) {
    throw new Problem(0, "The daemon cannot be reached.", { cause: fault });
  }
  if (!answer.ok) {
    const said = await answer.json().catch(() => ({}));
    if (answer.status === 401) document.dispatchEvent(new CustomEvent("arm-login", { detail: said.detail }));
    throw new Problem(answer.status, said.place ? `${said.place}: ${said.detail}` : said.detail ?? `status ${answer.status}`);
  }
  return answer;
}

export async function get(path) {
  return (await send("GET", path)).json();
}

export async function post(path, body) {
  return (await send("POST", path, body)).json();
}

export async function del(path) {
  return (await send("DELETE", path)).json();
}

/** A path with its variables and parameters encoded. */
export function query(path, parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value !== "" && value !== undefined && value !== null);
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`;
}

/** Reads server-sent events until the connection ends; a token in a header is more than EventSource can. */
export async function follow(signal, onBytes, onEvent) {
  const answer = await send("GET", "/events", undefined, signal);
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    onBytes();
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const fields = block.split("\n").map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trimStart()]);
      const name = fields.find(([field]) => field === "event")?.[1];
      const data = fields.filter(([field]) => field === "data").map(([, text]) => text).join("\n");
      if (name) onEvent(name, JSON.parse(data || "{}"));
    }
  }
}
