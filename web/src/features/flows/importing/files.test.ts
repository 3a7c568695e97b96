import { describe, expect, it } from 'vitest';
import { bytesOf, joined, readFiles } from './files';

const file = (name: string, ...bytes: number[]): File => new File([new Uint8Array(bytes)], name);

describe('reading chosen files', () => {
  it('takes UTF-8 text with its name and size', async () => {
    const { read } = await readFiles([new File(['title: Drücker'], 'a.yaml')]);
    expect(read).toEqual([{ name: 'a.yaml', content: 'title: Drücker', size: 15 }]);
  });

  it('names what is not UTF-8 instead of guessing, and goes on with the rest', async () => {
    const found = await readFiles([file('latin.yaml', 0x44, 0x72, 0xfc), file('good.yaml', 0x61)]);
    expect(found.left).toEqual([{ name: 'latin.yaml', why: 'notUtf8' }]);
    expect(found.read.map(({ name }) => name)).toEqual(['good.yaml']);
  });

  it('says of packed files and of UTF-16 what they are', async () => {
    const { left } = await readFiles([
      file('guide.md', 0x50, 0x4b, 3, 4, 20),
      file('outline.csv', 0xff, 0xfe, 0x61, 0),
    ]);
    expect(left.map(({ why }) => why)).toEqual(['packed', 'utf16']);
  });

  it('keeps the later one of two files with the same name', () => {
    const old = { name: 'a.yaml', content: 'old', size: 3 };
    const others = [
      { name: 'b.yaml', content: 'b', size: 1 },
      { name: 'a.yaml', content: 'newer', size: 5 },
    ];
    expect(joined([old], others).map(({ content }) => content)).toEqual(['newer', 'b']);
    expect(bytesOf(joined([old], others))).toBe(6);
  });
});
