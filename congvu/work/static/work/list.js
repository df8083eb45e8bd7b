// Choosing rows of a list: all of the page at once, and how many are chosen. Works without it too.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form");
  if (!form || !form.querySelector("[name=task]")) return;
  const boxes = [...form.querySelectorAll("[name=task]")];
  if (event.target.matches("[data-all]")) boxes.forEach((box) => { box.checked = event.target.checked; });
  const count = boxes.filter((box) => box.checked).length;
  const told = form.querySelector("[data-chosen]");
  told.hidden = count === 0;
  told.querySelector("b").textContent = count;
});
