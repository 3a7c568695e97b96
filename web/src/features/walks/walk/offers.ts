import { useEffect } from 'react';
import type { Walk } from '@/api/walks';
import { notifyUndo } from '@/ui/toast';

interface Offer {
  /** Whether the walk still stands where the change put it. */
  holds: (walk: Walk) => boolean;
  /** The change ends one's work on the walk, so that leaving it takes nothing back. */
  outlastsLeaving?: boolean;
  message: string;
  undo: () => Promise<unknown>;
  failed?: string;
}

interface Made {
  offer: Offer;
  withdraw: () => void;
}

/** The latest offer of each walk. */
const made = new Map<string, Made>();

function withdrawIf(walkId: string, over: (offer: Offer) => boolean): void {
  const last = made.get(walkId);
  if (!last || !over(last.offer)) return;
  made.delete(walkId);
  last.withdraw();
}

/** Offers to undo a change of a walk, for as long as nothing has overtaken it. */
export function offerUndo(walkId: string, offer: Offer): void {
  withdrawIf(walkId, () => true);
  made.set(walkId, { offer, withdraw: notifyUndo(offer.message, offer.undo, offer.failed) });
}

/** Takes an offer back once the walk moved on, or one leaves the walk. */
export function useOffers(walk: Walk): void {
  useEffect(() => withdrawIf(walk.id, (offer) => !offer.holds(walk)), [walk]);
  useEffect(() => () => withdrawIf(walk.id, (offer) => !offer.outlastsLeaving), [walk.id]);
}
