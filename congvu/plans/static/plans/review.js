// The review by keyboard: the card in hand lights its lines in the paper.
(() => {
  const cards = () => [...document.querySelectorAll(".task-card")];
  let now = null;

  const light = (card) => {
    document.querySelectorAll(".lit, .lit-more").forEach((line) => line.classList.remove("lit", "lit-more"));
    const mark = (first, last, name) => {
      for (let n = first; n <= last; n += 1) {
        const line = document.getElementById(`L${n}`);
        if (line) line.classList.add(name);
      }
    };
    for (const pair of card.dataset.evidence.trim().split(" ").filter(Boolean)) {
      mark(...pair.split("-").map(Number), "lit-more");
    }
    mark(Number(card.dataset.first), Number(card.dataset.last), "lit");
    const line = document.getElementById(`L${card.dataset.first}`);
    const paper = document.querySelector(".review-paper");
    if (line && paper) paper.scrollTop = line.offsetTop - paper.offsetTop - paper.clientHeight / 3;
  };

  const take = (card) => {
    if (!card) return;
    if (now) now.classList.remove("now");
    now = card;
    card.classList.add("now");
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
    light(card);
  };

  const step = (by) => {
    const all = cards();
    take(all[Math.min(all.length - 1, Math.max(0, all.indexOf(now) + by))]);
  };

  const press = (key) => {
    const button = now && now.querySelector(`[data-key="${key}"]`);
    if (button) button.click();
  };

  const help = () => {
    const dialog = document.getElementById("review-help");
    if (dialog && !dialog.open) dialog.showModal();
  };

  const asker = document.querySelector("[data-help]");
  if (asker) {
    asker.hidden = false;
    asker.addEventListener("click", help);
  }

  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, textarea, select, dialog") || event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.toLowerCase();
    if (key === "j") step(1);
    else if (key === "k") step(-1);
    else if (key === "enter" && event.target.closest("button, a")) return;
    else if (key === "enter") press("Enter");
    else if (key === "s") press("e");
    else if (["e", "m", "x"].includes(key)) press(key);
    else if (key === "?") help();
    else return;
    event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    const card = event.target.closest(".task-card");
    if (card && !event.target.closest("a, button")) take(card);
  });

  // After an act the list is new: take up the next card that was not looked at.
  document.addEventListener("htmx:afterSwap", () => {
    const all = cards();
    const at = all.findIndex((card) => "current" in card.dataset);
    take(all.slice(at + 1).find((card) => card.classList.contains("state-open")) || all[at]);
  });

  const asked = document.querySelector(location.hash.startsWith("#T") ? location.hash : ".task-card");
  take(asked || cards()[0]);
})();
