import { createContext, useContext } from 'react';

interface PictureActions {
  toggle: (key: string) => void;
  choose: (key: string) => void;
}

const nothing = (): void => undefined;

/** What a card asks of the picture around it; never changes, so that no card is drawn again for it. */
export const PictureActionsContext = createContext<PictureActions>({ toggle: nothing, choose: nothing });
export const usePictureActions = (): PictureActions => useContext(PictureActionsContext);

/** Whether the picture is so small that text can't be read, and so is not drawn. */
export const FarContext = createContext(false);
export const useFar = (): boolean => useContext(FarContext);
