/** What the server says: something changed, or everything is to be read again. */
export type Hint = { kind: 'changed'; topic: string; id: string | null; mine: boolean } | { kind: 'resync' };

export interface ServerEvent {
  name: string;
  data: Record<string, unknown>;
}

/** Takes the text of an event stream piece by piece and hands out each whole event. */
export function eventReader(onEvent: (event: ServerEvent) => void): (piece: string) => void {
  let kept = '';
  return (piece) => {
    const blocks = (kept + piece).split('\n\n');
    kept = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = eventOf(block);
      if (event !== null) onEvent(event);
    }
  };
}

function eventOf(block: string): ServerEvent | null {
  let name = 'message';
  let data = '';
  for (const line of block.split('\n')) {
    if (line.startsWith('event: ')) name = line.slice(7);
    if (line.startsWith('data: ')) data += line.slice(6);
  }
  if (data === '') return null;
  const parsed: unknown = JSON.parse(data);
  return typeof parsed === 'object' && parsed !== null
    ? { name, data: parsed as Record<string, unknown> }
    : null;
}

/** The hint of an event; null for what only keeps the connection alive. */
export function hintOf({ name, data }: ServerEvent): Hint | null {
  if (name === 'resync') return { kind: 'resync' };
  if (name !== 'changed' || typeof data.topic !== 'string') return null;
  return {
    kind: 'changed',
    topic: data.topic,
    id: typeof data.id === 'string' ? data.id : null,
    mine: data.mine === true,
  };
}
