// Runs before the first paint: the page is not shown light to eyes that chose dark.
(() => {
  try {
    const chosen = localStorage.getItem("arm-theme");
    if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
  } catch {
    // In a frame the browser may keep no such thing: then the system's choice holds.
  }
})();
