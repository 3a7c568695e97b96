declare global {
  var __webpack_nonce__: string | undefined;
}

/** The nonce that the server gave this page for its style elements; empty in development. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}

/** Tells the scroll lock of dialogs, which reads this global name, about the nonce. */
export function shareStyleNonce(): void {
  globalThis.__webpack_nonce__ = styleNonce();
}
