import { create } from 'zustand';
import { recall, remember } from './storage';

export type Density = 'comfortable' | 'compact';

/** How the person likes the app on this device; the colour scheme is kept by Mantine. */
interface Preferences {
  density: Density;
  shortcuts: boolean;
  setDensity: (density: Density) => void;
  setShortcuts: (on: boolean) => void;
}

export const COLOR_SCHEME_KEY = 'rf-color-scheme';
const DENSITY_KEY = 'rf-density';
const SHORTCUTS_KEY = 'rf-shortcuts';

export const usePreferences = create<Preferences>((set) => ({
  density: recall(DENSITY_KEY) === 'compact' ? 'compact' : 'comfortable',
  shortcuts: recall(SHORTCUTS_KEY) !== 'off',
  setDensity: (density) => {
    remember(DENSITY_KEY, density);
    document.documentElement.setAttribute('data-density', density);
    set({ density });
  },
  setShortcuts: (on) => {
    remember(SHORTCUTS_KEY, on ? 'on' : 'off');
    set({ shortcuts: on });
  },
}));
