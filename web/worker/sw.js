/*
 * Lets the app open without a connection. It keeps the files of one build, and nothing that the API says.
 * `self.BUILD` is put in front of this text when the app is built: the version, the files, and the script of the page.
 */
const { version, files, entry } = self.BUILD;
const NAME = 'rf-shell-';
const OWN = `${NAME}${version}`;
const PAGE = '/';
const HASHED = '/assets/';
/** What stands before a server says these in its place. */
const AWAY = [502, 503, 504];
/** The build before this one stays, for tabs that were opened with it. */
const BUILDS = 2;

self.addEventListener('install', (event) => {
  event.waitUntil(keepBuild().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOldBuilds().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || pathname.startsWith('/api/')) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (pathname.startsWith(HASHED)) event.respondWith(hashed(request));
  else if (files.includes(pathname)) event.respondWith(plain(request));
});

/** All of a build or nothing: a page whose scripts are of another build would not start. */
async function keepBuild() {
  const answer = await fetch(PAGE, { cache: 'reload' });
  const html = await answer.clone().text();
  if (!answer.ok || !html.includes(entry)) throw new Error('the server has another build by now');
  const cache = await caches.open(OWN);
  await cache.addAll(files);
  await cache.put(PAGE, answer);
}

async function dropOldBuilds() {
  const others = (await caches.keys()).filter((name) => name.startsWith(NAME) && name !== OWN);
  const old = others.slice(0, Math.max(0, others.length - (BUILDS - 1)));
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** The network first, so that what is shown is never older than what the server has. */
async function page(request) {
  try {
    const answer = await fetch(request);
    if (!AWAY.includes(answer.status)) return answer;
    return (await kept(PAGE)) ?? answer;
  } catch (error) {
    const shell = await kept(PAGE);
    if (shell) return shell;
    throw error;
  }
}

/** A name with a hash never means another content. */
async function hashed(request) {
  const found = await caches.match(request, { ignoreVary: true });
  return found ?? fetch(request);
}

async function plain(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const found = await kept(request);
    if (found) return found;
    throw error;
  }
}

async function kept(what) {
  const cache = await caches.open(OWN);
  return cache.match(what, { ignoreVary: true, ignoreSearch: true });
}
