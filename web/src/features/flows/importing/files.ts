import type { ImportFile } from '@/api/flowImports';

/** Leaves room under the 64 MB that the server takes, for the quoting of JSON. */
export const MAX_BYTES = 60_000_000;

/** A file that was chosen: its text, or why it has none. */
export type ChosenFile = ImportFile & { size: number };

/** Why a file was left out: packed (zip, Word, Excel), UTF-16, other bytes that are not UTF-8, or not readable. */
export type Why = 'packed' | 'utf16' | 'notUtf8' | 'notRead';

export interface ReadFiles {
  read: ChosenFile[];
  left: { name: string; why: Why }[];
}

function strange(bytes: ArrayBuffer): Why | null {
  const [a, b, c, d] = new Uint8Array(bytes.slice(0, 4));
  if (a === 0x50 && b === 0x4b && c === 3 && d === 4) return 'packed';
  return (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) ? 'utf16' : null;
}

async function readOne(file: File): Promise<ChosenFile | Why> {
  try {
    const bytes = await file.arrayBuffer();
    const why = strange(bytes);
    if (why !== null) return why;
    const content = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { name: file.name.slice(0, 250), content, size: bytes.byteLength };
  } catch (error) {
    if (error instanceof TypeError) return 'notUtf8';
    if (error instanceof DOMException) return 'notRead';
    throw error;
  }
}

/** Reads files as UTF-8 text; what is none is named, never mended in silence. */
export async function readFiles(files: readonly File[]): Promise<ReadFiles> {
  const found: ReadFiles = { read: [], left: [] };
  for (const file of files) {
    const one = await readOne(file);
    if (typeof one === 'string') found.left.push({ name: file.name, why: one });
    else found.read.push(one);
  }
  return found;
}

/** The files of both, those chosen later in place of others of the same name. */
export function joined(present: readonly ChosenFile[], added: readonly ChosenFile[]): ChosenFile[] {
  const byName = new Map([...present, ...added].map((file) => [file.name, file]));
  return [...byName.values()];
}

export function bytesOf(files: readonly ChosenFile[]): number {
  return files.reduce((sum, file) => sum + file.size, 0);
}
