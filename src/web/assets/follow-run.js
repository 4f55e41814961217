// Follows a run that is under way: its figures change as they do, and its page comes anew at its end.
const place = document.querySelector('[data-run]');
if (place) {
  const { run, base } = place.dataset;
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const show = (name, value) => {
    const figure = document.querySelector(`[data-figure="${name}"]`);
    if (figure) figure.textContent = number.format(value);
  };
  const events = new EventSource(`${base}/api/v1/runs/${run}/events`);
  events.addEventListener('run', ({ data }) => {
    const { gathered, counts } = JSON.parse(data);
    show('gathered', gathered);
    for (const [name, value] of Object.entries(counts)) show(name, value);
  });
  events.addEventListener('end', () => {
    events.close();
    location.reload();
  });
  // To come anew would call back a reader who has already left for another page, by a link or a form.
  addEventListener('beforeunload', () => events.close());
}
