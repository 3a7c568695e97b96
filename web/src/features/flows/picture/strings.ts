import { defineStrings } from '@/lib/strings';

export const strings = defineStrings('flowPicture', {
  picture: 'Picture of the flow. Arrows go from step to step, Space folds, plus and minus zoom, 0 shows all.',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  fit: 'Show all',
  foldBack: 'Fold to the start',
  unfoldAll: 'Unfold all',
  hidden_one: '+{{count}} step',
  hidden_other: '+{{count}} steps',
  unfold_one: 'Unfold {{count}} step',
  unfold_other: 'Unfold {{count}} steps',
  foldStep: 'Fold',
  foldTitle: 'Fold what follows',
  large:
    'This flow has {{count}} steps. Flows of up to 150 are easier to walk and to keep right; a shared start can take what several flows begin with.',
  map: 'Map of the picture',
});
