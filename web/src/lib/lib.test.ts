import { afterEach, describe, expect, it, vi } from 'vitest';
import { isOnline, noteAnswer } from './connection';
import {
  clearDraft,
  draftKeys,
  dropOldDrafts,
  readDraft,
  setDraftOwner,
  useDraftKeys,
  useNothingKept,
  writeDraft,
} from './drafts';
import { randomId } from './random';
import { defineStrings, speak } from './strings';
import { exactTimeWithZone, minutesInWords, relativeTime, setTimeZone } from './time';

describe('drafts', () => {
  it('belong to the person who typed them', () => {
    setDraftOwner('ann');
    writeDraft('walk:1', 'mine');
    setDraftOwner('bob');
    expect(readDraft('walk:1')).toBeNull();
    setDraftOwner('ann');
    expect(readDraft('walk:1')?.value).toBe('mine');
    expect(draftKeys('walk:')).toEqual(['walk:1']);
    clearDraft('walk:1');
    expect(draftKeys()).toEqual([]);
  });

  it('are forgotten after 30 days, broken ones at once', () => {
    setDraftOwner('ann');
    writeDraft('walk:1', 'mine');
    window.localStorage.setItem('rf-draft:ann:broken', '{');
    dropOldDrafts();
    expect(draftKeys()).toEqual(['walk:1']);
    dropOldDrafts(Date.now() + 31 * 24 * 3_600_000);
    expect(draftKeys()).toEqual([]);
  });
});

describe('drafts when the browser has no room', () => {
  const full = (): void => {
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
  };

  it('stay while the window is open, and the person is told that they are kept nowhere', async () => {
    setDraftOwner('ann');
    full();
    expect(writeDraft('walk:1', 'all of it')).toBe(false);
    expect(readDraft('walk:1')?.value).toBe('all of it');
    expect(draftKeys('walk:')).toEqual(['walk:1']);
    await vi.waitFor(() => expect(useNothingKept.getState()).toBe(true));
    vi.restoreAllMocks();
    writeDraft('walk:1', 'less');
    expect([readDraft('walk:1')?.value, useNothingKept.getState()]).toEqual(['less', false]);
    clearDraft('walk:1');
    expect(readDraft('walk:1')).toBeNull();
  });

  it('leave the older text where it is until the newer is safe', async () => {
    setDraftOwner('ann');
    writeDraft('walk:1', 'older');
    full();
    writeDraft('walk:1', 'newer');
    await vi.waitFor(() => expect(useNothingKept.getState()).toBe(true));
    expect(window.localStorage.getItem('rf-draft:ann:walk:1')).toContain('older');
    expect(readDraft('walk:1')?.value).toBe('newer');
    vi.restoreAllMocks();
    clearDraft('walk:1');
  });
});

describe('the list of drafts', () => {
  it('changes when one comes or goes, not with every letter', () => {
    setDraftOwner('ann');
    const changed = vi.fn();
    const stop = useDraftKeys.subscribe(changed);
    writeDraft('walk:1', 'a');
    writeDraft('walk:1', 'ab');
    clearDraft('walk:1');
    clearDraft('walk:1');
    stop();
    expect(changed).toHaveBeenCalledTimes(2);
  });
});

describe('the connection', () => {
  afterEach(() => noteAnswer(200));

  it.each([
    [null, false],
    [502, false],
    [503, false],
    [500, true],
    [404, true],
  ])('after an answer of %s is there: %s', (status, online) => {
    noteAnswer(status);
    expect(isOnline()).toBe(online);
  });
});

describe('times', () => {
  afterEach(() => setTimeZone(null));
  const noon = '2026-11-21T12:00:00Z';

  it('stand in the zone that the person chose', () => {
    setTimeZone('Asia/Tokyo');
    expect(exactTimeWithZone(noon)).toMatch(/9:00.*Asia\/Tokyo/);
    setTimeZone('America/New_York');
    expect(exactTimeWithZone(noon)).toMatch(/7:00.*America\/New_York/);
  });

  it.each([
    [30_000, /minute/],
    [3 * 60_000, /3 min/],
    [5 * 3_600_000, /5 hr/],
    [24 * 3_600_000, /yesterday/],
    [30 * 24 * 3_600_000, /2026/],
  ])('%i ms later read as a person says it', (later, words) => {
    expect(relativeTime(noon, Date.parse(noon) + later)).toMatch(words);
  });

  it.each([
    [0, '0 min'],
    [60, '1 h'],
    [95.4, '1 h 35 min'],
  ])('%d minutes are %s', (minutes, words) => {
    expect(minutesInWords(minutes)).toBe(words);
  });
});

describe('strings', () => {
  it('fill in values as they are, without escaping, and choose by count', () => {
    const { text } = defineStrings('test', {
      hello: 'Hello {{name}}',
      row_one: '{{count}} row',
      row_other: '{{count}} rows',
    });
    expect(text('hello', { name: '<b>&' })).toBe('Hello <b>&');
    expect([text('row', { count: 1 }), text('row', { count: 2 })]).toEqual(['1 row', '2 rows']);
  });

  it('are said in another language with its own plurals, and in English where it has no words', () => {
    const { text } = defineStrings('test', {
      hello: 'Hello {{name}}',
      row_one: '{{count}} row',
      row_other: '{{count}} rows',
    });
    speak('pl', {
      test: { row_one: '{{count}} wiersz', row_few: '{{count}} wiersze', row_many: '{{count}} wierszy' },
    });
    expect([1, 2, 5].map((count) => text('row', { count }))).toEqual(['1 wiersz', '2 wiersze', '5 wierszy']);
    expect(text('hello', { name: 'Ann' })).toBe('Hello Ann');
    speak();
    expect(text('row', { count: 5 })).toBe('5 rows');
  });

  it('leave a hole that no value fills, and words in values alone', () => {
    const { text } = defineStrings('test', { both: '{{one}} and {{other}}' });
    expect(text('both', { one: '{{other}}' })).toBe('{{other}} and {{other}}');
  });
});

describe('random ids', () => {
  it('are UUIDs of version 4', () => {
    expect(randomId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(randomId()).not.toBe(randomId());
  });
});
