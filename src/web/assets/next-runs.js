// Shows when a schedule would run while it is being written.
const place = document.querySelector('[data-schedule]');
const shown = document.querySelector('#next-runs');
let timer;
let latest = 0;

async function update() {
  latest += 1;
  const turn = latest;
  const form = new FormData(place.closest('form'));
  const names = ['preset', 'schedule', 'timeZone', 'quietHours', 'onRequest'];
  const query = new URLSearchParams(names.map((name) => [name, form.get(name) ?? '']));
  const answer = await fetch(`${place.dataset.schedule}?${query}`);
  if (!answer.ok || turn !== latest) return;
  const { title, runs } = await answer.json();
  const strong = document.createElement('strong');
  strong.textContent = title;
  const heading = document.createElement('p');
  heading.append(strong);
  const list = document.createElement('ol');
  list.className = 'plain';
  for (const run of runs) {
    const item = document.createElement('li');
    item.textContent = run;
    list.append(item);
  }
  shown.replaceChildren(heading, ...(runs.length > 0 ? [list] : []));
}

place?.addEventListener('input', () => {
  clearTimeout(timer);
  timer = setTimeout(() => void update().catch(() => undefined), 300);
});
