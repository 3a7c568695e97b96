import { useLayoutEffect, useRef, useState } from 'react';
import { MOST_BYTES, type Place, useAddPicture } from '@/api/attachments';
import { troubleOf } from '@/api/problem';
import { clockTime } from '@/lib/time';
import { notifyDone, notifyProblem } from '@/ui/toast';
import { moveStrings } from './moveStrings';

type Add = (files: readonly File[], place: Place) => void;

/** Adds pictures to a walk one after the other; `adding` is the name of the one under way. */
export function useAdding(walkId: string): { add: Add; adding: string | null } {
  const t = moveStrings.useText();
  const { mutateAsync } = useAddPicture(walkId);
  const [adding, setAdding] = useState<string | null>(null);

  const addOne = async (file: File, place: Place): Promise<void> => {
    // Browsers call whatever is pasted image.png.
    const name = /^image\.\w+$/.test(file.name) ? t('pasted', { time: clockTime() }) : file.name;
    if (file.size > MOST_BYTES) return notifyProblem(t('tooLarge', { name }));
    setAdding(name);
    try {
      await mutateAsync({ file, name, place });
      notifyDone(t('added', { place: t(`place_${place}`) }));
    } catch (error) {
      notifyProblem(troubleOf(error).detail, t('failed', { name }));
    }
  };

  const add: Add = (files, place) => {
    void (async () => {
      for (const file of files) await addOne(file, place);
      setAdding(null);
    })();
  };
  return { add, adding };
}

function picturesIn(files: FileList | undefined): File[] {
  return [...(files ?? [])].filter((file) => file.type.startsWith('image/'));
}

/** Where a picture belongs that is pasted or dropped here. */
function placeAt(target: EventTarget | null): Place {
  const found = target instanceof Element ? target.closest<HTMLElement>('[data-picture-place]') : null;
  const open = found ?? document.querySelector<HTMLElement>('[role="dialog"] [data-picture-place]');
  return (open?.dataset.picturePlace as Place | undefined) ?? 'note';
}

/** Takes in pictures that are pasted or dropped on the page; says whether one is being held over it. */
export function usePastedPictures(enabled: boolean, add: Add): boolean {
  const [over, setOver] = useState(false);
  const current = useRef(add);
  current.current = add;
  // Before the page is painted: whoever sees that pictures are taken can paste one.
  useLayoutEffect(() => {
    if (!enabled) return;
    const take = (event: Event, files: File[]): void => {
      if (files.length === 0) return;
      event.preventDefault();
      current.current(files, placeAt(event.target));
    };
    const paste = (event: ClipboardEvent): void => {
      // Words that come with a picture of themselves (a spreadsheet's cells) are words.
      if (event.defaultPrevented || event.clipboardData?.getData('text')) return;
      take(event, picturesIn(event.clipboardData?.files));
    };
    const carries = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;
    const hold = (event: DragEvent): void => {
      if (!carries(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent): void => {
      setOver(false);
      if (!carries(event) || event.defaultPrevented) return;
      // Without this the browser would leave the page to show the file.
      event.preventDefault();
      take(event, picturesIn(event.dataTransfer?.files));
    };
    const stop = new AbortController();
    const until = { signal: stop.signal };
    document.addEventListener('paste', paste, until);
    document.addEventListener('dragover', hold, until);
    document.addEventListener('dragleave', leave, until);
    document.addEventListener('drop', drop, until);
    return () => stop.abort();
  }, [enabled]);
  return over;
}
