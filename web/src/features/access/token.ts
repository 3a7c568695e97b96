import { useState } from 'react';

/** The token behind the `#` of a link, taken out of the address bar so that it stays in no history. */
export function useLinkToken(): string | null {
  const [token] = useState(() => new URLSearchParams(window.location.hash.slice(1)).get('token'));
  return token;
}
