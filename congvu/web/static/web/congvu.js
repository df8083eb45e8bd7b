// Small comforts on top of pages that work without them: keys, menus that close, forms that wait.
(() => {
  const isTyping = (target) => target.closest?.("input, textarea, select, [contenteditable]");
  let going = 0;

  const closeMenus = (except) => {
    let closed = false;
    for (const menu of document.querySelectorAll("details[data-menu][open]")) {
      if (menu !== except) { menu.open = false; closed = true; }
    }
    return closed;
  };

  const focusSearch = () => {
    const boxes = [...document.querySelectorAll("[data-search], input[type=search]")];
    const box = boxes.find((one) => one.offsetParent);
    if (box) { box.focus(); box.select(); }
    return Boolean(box);
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      const open = document.querySelector("details[data-menu][open] > summary");
      if (closeMenus()) { open.focus(); event.preventDefault(); }
      else if (event.target.matches?.("[data-search]")) event.target.blur();
      return;
    }
    if (isTyping(event.target)) return;
    if (event.key === "/" && focusSearch()) event.preventDefault();
    else if (event.key === "g") going = event.timeStamp;
    else if (going && event.timeStamp - going < 1500) {
      going = 0;
      const key = CSS.escape(event.key.toLowerCase());
      const room = document.querySelector(`.rail [data-go="${key}"]`);
      if (room) { event.preventDefault(); window.location.assign(room.href); }
    }
  });

  document.addEventListener("click", (event) => {
    closeMenus(event.target.closest("details[data-menu]"));
  });

  // What scrolls can be reached by the keyboard, also where nothing inside takes the focus.
  const openScrollers = () => {
    for (const box of document.querySelectorAll(".table-box:not([tabindex]), .chart-box:not([tabindex])")) {
      if (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight) box.tabIndex = 0;
    }
  };
  openScrollers();
  document.addEventListener("htmx:afterSettle", openScrollers);
  window.addEventListener("resize", openScrollers);

  // Where a row of tabs is too long for the screen, the open one stands in sight.
  const showTabs = () => {
    for (const tab of document.querySelectorAll(".tabs [aria-current], .tabs [aria-selected='true']")) {
      const row = tab.closest(".tabs");
      const [at, all] = [tab.getBoundingClientRect(), row.getBoundingClientRect()];
      row.scrollLeft += at.left - all.left - (all.width - at.width) / 2;
    }
  };
  showTabs();

  // A tab that brought its part without a new page is the open one from then on.
  document.addEventListener("htmx:afterSettle", (event) => {
    const opened = event.detail.requestConfig?.elt.closest(".tabs a");
    if (!opened) return;
    const former = opened.closest(".tabs").querySelectorAll("[aria-current]");
    for (const tab of former) tab.removeAttribute("aria-current");
    opened.setAttribute("aria-current", "page");
    showTabs();
  });

  // A form that was sent says so at once, and is not sent twice.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.hasAttribute("hx-post")) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    form.setAttribute("aria-busy", "true");
    const button = event.submitter;
    setTimeout(() => { if (button) button.disabled = true; });
    setTimeout(() => { delete form.dataset.sent; if (button) button.disabled = false; }, 8000);
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      for (const button of form.querySelectorAll("button:disabled")) button.disabled = false;
    }
  });
})();
