// Keeps the page up to date: by events, and while they do not come by asking again.
import { follow } from "./api.js";

const SILENCE = 25_000; // The daemon beats every 10 s.
const ASK_AGAIN = 5_000;
const LONGEST_WAIT = 15_000;

/** Follows for ever; onState is told live, lost or locked, onEvent each event. */
export function listen(onState, onEvent) {
  let wait = 1_000;
  let poll = null;
  let again = null;
  let abort = null;

  function lost(state) {
    onState(state);
    if (state === "lost") poll ??= setInterval(() => onEvent("poll", {}), ASK_AGAIN);
  }

  async function run() {
    clearTimeout(again);
    const mine = new AbortController();
    abort?.abort();
    abort = mine;
    let watchdog = null;
    const alive = () => {
      clearTimeout(watchdog);
      watchdog = setTimeout(() => mine.abort(), SILENCE);
    };
    let state = "lost";
    try {
      alive();
      await follow(mine.signal, alive, (name, data) => {
        if (name === "ready") {
          wait = 1_000;
          clearInterval(poll);
          poll = null;
          onState("live");
        }
        onEvent(name, data);
      });
    } catch (fault) {
      if (fault.status === 401) state = "locked";
    }
    clearTimeout(watchdog);
    if (abort !== mine) return;
    lost(state);
    if (state === "locked") return;
    again = setTimeout(run, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT);
  }

  run();
  addEventListener("online", run);
  return { restart: run };
}
