/** What this device remembers. Everything goes on without it: private windows and full disks refuse. */

export function recall(name: string): string | null {
  try {
    return window.localStorage.getItem(name);
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

/** Returns whether it was kept. */
export function remember(name: string, value: string): boolean {
  try {
    window.localStorage.setItem(name, value);
    return true;
  } catch (error) {
    if (error instanceof DOMException) return false;
    throw error;
  }
}

export function forget(name: string): void {
  try {
    window.localStorage.removeItem(name);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

export function namesStartingWith(prefix: string): string[] {
  try {
    return Object.keys(window.localStorage).filter((name) => name.startsWith(prefix));
  } catch (error) {
    if (error instanceof DOMException) return [];
    throw error;
  }
}
