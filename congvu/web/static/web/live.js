// Pages that move by themselves. One tab of a browser keeps the stream open, the others hear it
// from that tab. A change makes the marked part of the page fetch itself again; the reader keeps
// focus and place, and hears what changed. Without this script pages are as they were loaded.
(() => {
  const part = document.querySelector("[data-live]");
  if (!part || !window.EventSource) return;
  const address = part.dataset.live;
  const only = part.dataset.liveTask;
  const LONE = 250, SPREAD = 2000, RECENT = 10000, FEW = 3;   // milliseconds; fetches in RECENT
  const changed = new Set();
  let timer = null, due = 0, fetches = [];

  const draws = (most) => Math.random() * most;

  // A lone change is fetched at once; among many, and when everybody has to look again, fetch at different moments, so that the server is not asked by all of them together.
  function plan(wait) {
    const at = Date.now() + wait;
    if (timer && due <= at) return;
    clearTimeout(timer);
    due = at;
    timer = setTimeout(() => { timer = null; refetch(); }, wait);
  }

  function hear(message) {
    if (message.kind === "reload") { plan(draws(SPREAD)); return; }
    if (only && String(message.id) !== only) return;
    changed.add(message.id);
    fetches = fetches.filter((at) => Date.now() - at < RECENT);
    plan(fetches.length < FEW ? draws(LONE) : LONE + draws(SPREAD - LONE));
  }

  function isTyping() {
    const form = part.contains(document.activeElement) && document.activeElement.closest("form");
    return Boolean(form && form.querySelector("input:not([type=hidden]), textarea, select"));
  }

  function refetch() {
    if (isTyping()) {
      const note = document.getElementById("live-stale");
      if (note) note.hidden = false;
      return;
    }
    fetches.push(Date.now());
    const ids = [...changed];
    changed.clear();
    htmx.ajax("GET", location.href, { target: part, swap: "innerHTML" }).then(() => show(ids));
  }

  function show(ids) {
    const cards = ids.map((id) => document.getElementById(`task-${id}`)).filter(Boolean);
    cards.forEach((card) => card.classList.add("fresh"));
    const said = document.getElementById("live-said");
    if (said && cards.length) {
      said.textContent = cards.slice(0, 3).map((card) => card.dataset.say).join(". ");
    }
  }

  // What could not be fetched is fetched later: the server restarts, the line is down.
  for (const failure of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    part.addEventListener(failure, () => plan(SPREAD + draws(SPREAD)));
  }

  const channel = window.BroadcastChannel ? new BroadcastChannel("congvu-work") : null;
  if (channel) channel.addEventListener("message", (event) => hear(event.data));
  const tell = (message) => { hear(message); if (channel) channel.postMessage(message); };

  let source = null;
  function open(done) {
    source = new EventSource(`${address}?age=${Math.round(performance.now())}`);
    source.addEventListener("task", (event) => tell({ kind: "task", ...JSON.parse(event.data) }));
    source.addEventListener("reload", () => tell({ kind: "reload" }));
    source.addEventListener("closed", () => { source.close(); setTimeout(() => retry(done), 5000 + draws(5000)); });
    source.addEventListener("error", () => {
      // The browser comes back by itself unless the server refused: then somebody signed out.
      if (source.readyState === EventSource.CLOSED) setTimeout(() => retry(done), 5000 + draws(5000));
    });
  }

  // Signed out or stopped: look whether the page still answers before asking for the stream.
  function retry(done) {
    fetch(location.href, { redirect: "manual" }).then(
      (answer) => (answer.ok ? (open(done), tell({ kind: "reload" })) : done()),
      () => setTimeout(() => retry(done), 5000 + draws(5000)),
    );
  }

  // A page kept for the back button must not hold the stream, nor show old rows.
  addEventListener("pagehide", () => source && source.close());
  addEventListener("pageshow", (event) => event.persisted && location.reload());

  if (navigator.locks && channel) navigator.locks.request("congvu-work", () => new Promise(open));
  else open(() => {});
})();
