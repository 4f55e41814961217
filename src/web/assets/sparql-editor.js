// Loads the query editor when the visitor asks for it: a megabyte that the plain form does without.
const button = document.querySelector('button[data-endpoint]');
const place = document.querySelector('#sparql-editor');
const form = document.querySelector('form.sparql');

function load(element) {
  return new Promise((resolve, reject) => {
    element.addEventListener('load', resolve, { once: true });
    element.addEventListener('error', reject, { once: true });
    document.head.append(element);
  });
}

async function open() {
  const { endpoint, assets, failed } = button.dataset;
  button.disabled = true;
  try {
    const style = Object.assign(document.createElement('link'), {
      rel: 'stylesheet',
      href: `${assets}/yasgui.min.css`,
    });
    const script = Object.assign(document.createElement('script'), {
      src: `${assets}/yasgui.min.js`,
    });
    await Promise.all([load(style), load(script)]);
    const { Yasgui } = globalThis;
    const query = form.elements.query.value;
    // Nothing is asked of other servers, and nothing is kept in the browser.
    const { defaults } = Yasgui.Yasqe;
    defaults.autocompleters = [];
    // The tabulator key leads on from the editor, as from any field.
    const extraKeys = { ...defaults.extraKeys, Tab: false, 'Shift-Tab': false };
    place.hidden = false;
    new Yasgui(place, {
      requestConfig: { endpoint: new URL(endpoint, location.href).href, method: 'POST' },
      endpointCatalogueOptions: { getData: () => [] },
      persistenceId: null,
      populateFromUrl: false,
      yasqe: { value: withPrefixes(query), persistenceId: null, extraKeys },
    });
    button.hidden = true;
    form.hidden = true;
    place.focus();
  } catch {
    button.disabled = false;
    place.hidden = false;
    place.textContent = failed;
  }
}

/** The endpoint knows no prefixes of its own: those that the query uses are declared in it. */
function withPrefixes(query) {
  const known = JSON.parse(button.dataset.prefixes);
  const declarations = Object.entries(known)
    .filter(([prefix]) => new RegExp(`(?<![\\w-])${prefix}:`).test(query))
    .filter(([prefix]) => !new RegExp(`prefix\\s+${prefix}:`, 'i').test(query))
    .map(([prefix, iri]) => `PREFIX ${prefix}: <${iri}>\n`);
  return declarations.join('') + query;
}

if (button && place && form) {
  button.hidden = false;
  button.addEventListener('click', open);
}
