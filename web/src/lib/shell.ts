/** Lets the browser keep the app's own files, once the page has loaded, so that it opens without a connection. */
export function keepShell(): void {
  // Absent where the address is not safe: plain HTTP other than this machine's own.
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  const register = (): void => {
    // Without it everything works, only not without a connection.
    navigator.serviceWorker.register('/sw.js').catch(() => undefined);
  };
  if (document.readyState === 'complete') register();
  else window.addEventListener('load', register, { once: true });
}
