/**
 * Show each widget of a page by the front end of the notebooks, over a model that only remembers. The
 * site has all that a kernel would be asked for.
 */

const base = new URL('..', import.meta.url);
const styled = new Set();

async function mount(place) {
  const told = JSON.parse(place.querySelector('script').textContent);
  const [code, css] = [told.code, told.style].map((path) => new URL(path, base).href);
  style(css);
  const { default: made } = await import(code);
  // A player that may not fill the screen makes a page of its own from them.
  [told.traits.code, told.traits._css] = await Promise.all([code, css].map(textOf));
  const widget = made();
  const model = modelOf(told);
  const el = place.appendChild(document.createElement('div'));
  await widget.initialize({ model });
  await widget.render({ model, el });
}

const textOf = async (href) => (await fetch(href)).text();

function modelOf({ traits, buffers, stills = {} }) {
  for (const [name, packed] of Object.entries(buffers)) {
    traits[name] = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  }
  const heard = new Map();
  const tell = (name, ...said) => heard.get(name)?.forEach((listener) => listener(...said));
  const found = () => Object.fromEntries(
    Object.entries(stills).map(([key, path]) => [key, new URL(`images/${path}`, base).href]),
  );
  return {
    get: (name) => traits[name],
    set(name, value) {
      traits[name] = value;
      tell(`change:${name}`);
    },
    save_changes() {},
    on: (name, listener) => heard.set(name, (heard.get(name) ?? new Set()).add(listener)),
    off: (name, listener) => heard.get(name)?.delete(listener),
    send({ want }) {
      if (want === 'stills') tell('msg:custom', { stills: found() }, []);
    },
  };
}

function style(href) {
  if (styled.has(href)) return;
  styled.add(href);
  document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href }));
}

/** The widgets follow the theme of JupyterLab's pages, and so that of the site. */
function followTheme() {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const chosen = document.body.dataset.theme ?? 'auto';
    const dark = chosen === 'auto' ? system.matches : chosen === 'dark';
    if (document.body.dataset.jpThemeLight !== String(!dark)) document.body.dataset.jpThemeLight = String(!dark);
  };
  new MutationObserver(apply).observe(document.body, { attributeFilter: ['data-theme'] });
  system.addEventListener('change', apply);
  apply();
}

followTheme();
for (const place of document.querySelectorAll('.psoas-mount')) mount(place);
