(() => {
  const form = document.querySelector("form"), shown = document.querySelector("output");
  const items = [...document.querySelectorAll("article")].map(element => ({
    element, hidden: false, text: null,
    severity: element.dataset.severity, rule: element.dataset.rule, file: element.dataset.file, unit: element.dataset.unit.split("\n"),
  }));
  const keeps = wanted => item =>
    (!wanted.severity || item.severity === wanted.severity) && (!wanted.rule || item.rule === wanted.rule) &&
    (!wanted.file || item.file === wanted.file) && (!wanted.unit || item.unit.includes(wanted.unit)) &&
    (!wanted.text || (item.text ??= item.element.textContent.toLowerCase()).includes(wanted.text));
  const filter = () => {
    const wanted = Object.fromEntries(new FormData(form));
    wanted.text = wanted.text.trim().toLowerCase();
    const keep = keeps(wanted);
    let count = 0;
    for (const item of items) {
      const hidden = !keep(item);
      if (hidden !== item.hidden) item.element.hidden = item.hidden = hidden;
      if (!hidden) count++;
    }
    shown.textContent = `显示 ${count} / ${items.length} 条`;
  };
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", event => event.preventDefault());
  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach(d => { d.open = true; }));
  filter();
})();
