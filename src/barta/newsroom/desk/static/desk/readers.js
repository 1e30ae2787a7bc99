// Asks once a second whether readers have the story, until they do; then once a minute.
(() => {
  const SOON = 1000;
  const LATER = 60000;
  const SETTLED = new Set(["reached", "gone", "none", "failed"]);

  const watch = (panel) => {
    const text = panel.querySelector("[data-desk-readers-text]");
    const ask = async () => {
      let wait = SOON * 5;
      try {
        const response = await fetch(panel.dataset.deskReaders, {
          headers: { Accept: "application/json" },
        });
        if (response.ok) {
          const answer = await response.json();
          panel.dataset.deskReadersState = answer.state;
          text.textContent = answer.text;
          wait = SETTLED.has(answer.state) ? LATER : SOON;
        }
      } catch {
        text.textContent = "সংযোগ নেই; আবার চেষ্টা হচ্ছে…";
      }
      if (panel.isConnected) setTimeout(ask, wait);
    };
    ask();
  };

  const start = () => document.querySelectorAll("[data-desk-readers]").forEach(watch);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
