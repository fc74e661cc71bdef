(() => {
  const STEP = 50; // findings on the page at a time; the rest is taken off it and follows on scrolling, so that filtering stays instant
  const form = document.querySelector("form"), output = document.querySelector("output"), more = document.querySelector("#more");
  const items = [...document.querySelectorAll("article")].map(element => ({
    element, text: null, number: Number(element.dataset.n),
    severity: element.dataset.severity, rule: element.dataset.rule, file: element.dataset.file, unit: element.dataset.unit.split("\n"),
  }));
  let kept = items, limit = STEP, visible = items;
  const text = item => (item.text ??= item.element.textContent.toLowerCase());
  const keeps = wanted => item =>
    (!wanted.severity || item.severity === wanted.severity) && (!wanted.rule || item.rule === wanted.rule) &&
    (!wanted.file || item.file === wanted.file) && (!wanted.unit || item.unit.includes(wanted.unit)) &&
    (!wanted.text || text(item).includes(wanted.text));
  const show = count => {
    limit = count;
    const next = kept.slice(0, limit), stays = new Set(next);
    for (const item of visible) if (!stays.has(item)) item.element.remove();
    let after = more;
    for (const { element } of next.toReversed()) {
      if (element.nextSibling !== after) after.before(element);
      after = element;
    }
    visible = next;
    more.hidden = kept.length <= limit;
    more.textContent = `再显示 ${Math.min(STEP, kept.length - limit)} 条`;
    output.textContent = `符合 ${kept.length} / ${items.length} 条`;
  };
  const filter = () => {
    const wanted = Object.fromEntries(new FormData(form));
    wanted.text = wanted.text.trim().toLowerCase();
    kept = items.filter(keeps(wanted));
    if (wanted.order) kept.sort((a, b) => a.number - b.number);
    show(STEP);
  };
  const reveal = () => {
    const at = items.findIndex(item => item.element.id === decodeURIComponent(location.hash.slice(1)));
    if (at < 0) return;
    form.reset();
    kept = items;
    show(Math.max(STEP, at + 1));
    items[at].element.scrollIntoView();
  };
  const prepare = from => {
    const end = Math.min(from + 250, items.length);
    for (let i = from; i < end; i++) text(items[i]);
    if (end < items.length) setTimeout(prepare, 0, end);
  };
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", event => event.preventDefault());
  more.addEventListener("click", () => show(limit + STEP));
  new IntersectionObserver(seen => { if (seen[0].isIntersecting && !more.hidden) show(limit + STEP); }, { rootMargin: "600px" }).observe(more);
  addEventListener("hashchange", reveal);
  addEventListener("beforeprint", () => {
    show(kept.length);
    document.querySelectorAll("details").forEach(d => { d.open = true; });
  });
  filter();
  reveal();
  setTimeout(prepare, 200, 0);
})();
