// Counts and calendars that scripts write into the page are in Bangla digits, as everything else on it is.
(() => {
  const SPOKEN =
    "[data-inline-panel-child-count], .xdsoft_date > div, .xdsoft_time, .xdsoft_label > span, .xdsoft_option";
  const bangla = (text) => text.replace(/[0-9]/g, (digit) => String.fromCodePoint(0x9e6 + Number(digit)));

  const say = (element) => {
    for (const child of element.childNodes) {
      if (child.nodeType === Node.TEXT_NODE && /[0-9]/.test(child.data)) child.data = bangla(child.data);
    }
  };

  const look = (root) => {
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    if (root.matches(SPOKEN)) say(root);
    root.querySelectorAll(SPOKEN).forEach(say);
  };

  const start = () => {
    look(document.body);
    new MutationObserver((changes) => {
      for (const change of changes) {
        if (change.target.matches(SPOKEN)) say(change.target);
        change.addedNodes.forEach(look);
      }
    }).observe(document.body, { childList: true, subtree: true });
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
