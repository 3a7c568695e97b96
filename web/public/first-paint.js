// Runs before the first paint, from a file because the content security policy allows no inline script:
// sets colour scheme and density as last chosen on this device.
(() => {
  const chosen = (name) => {
    try {
      return window.localStorage.getItem(name);
    } catch (error) {
      if (error instanceof DOMException) return null;
      throw error;
    }
  };
  const scheme = chosen('rf-color-scheme');
  const dark =
    scheme === 'dark' || (scheme !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  document.documentElement.setAttribute(
    'data-density',
    chosen('rf-density') === 'compact' ? 'compact' : 'comfortable',
  );
})();
