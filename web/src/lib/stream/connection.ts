import { create } from 'zustand';

/** How this browser hears of changes: as they happen, after a while because the stream is lost, or not at all. */
export type Connection = 'live' | 'reconnecting' | 'offline';

/** `useConnection()` in a component; nothing is known to be wrong until something is. */
export const useConnection = create<Connection>(() => 'live');

export function setConnection(connection: Connection): void {
  if (connection !== useConnection.getState()) useConnection.setState(connection, true);
}
