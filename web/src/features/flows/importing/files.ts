import type { ImportFile } from '@/api/flowImports';

/** Leaves room under the 64 MB that the server takes, for the quoting of JSON. */
export const MAX_BYTES = 60_000_000;

/** A file that was chosen: its text, or why it has none. */
export type ChosenFile = ImportFile & { size: number };

export interface ReadFiles {
  read: ChosenFile[];
  /** Names of files that are not UTF-8 text. */
  notUtf8: string[];
  /** Names of what could not be read at all, such as folders. */
  notRead: string[];
}

async function readOne(file: File): Promise<ChosenFile | 'notUtf8' | 'notRead'> {
  try {
    const bytes = await file.arrayBuffer();
    const content = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { name: file.name.slice(0, 250), content, size: bytes.byteLength };
  } catch (error) {
    if (error instanceof TypeError) return 'notUtf8';
    if (error instanceof DOMException) return 'notRead';
    throw error;
  }
}

/** Reads files as UTF-8 text; what is not is named, never mended in silence. */
export async function readFiles(files: readonly File[]): Promise<ReadFiles> {
  const found: ReadFiles = { read: [], notUtf8: [], notRead: [] };
  for (const file of files) {
    const one = await readOne(file);
    if (typeof one === 'string') found[one].push(file.name);
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
