import { ActionIcon, Button } from '@mantine/core';
import { IconPlus } from '@/ui/icons';
import classes from './picture.module.css';
import { strings } from './strings';
import type { PictureState } from './usePicture';

/** Zoom and folding of the picture. */
export function PictureTools({ picture }: { picture: PictureState }) {
  const t = strings.useText();
  return (
    <div className={classes.tools}>
      <ActionIcon
        variant="default"
        size="md"
        aria-label={t('zoomOut')}
        title={t('zoomOut')}
        onClick={picture.zoomOut}
      >
        –
      </ActionIcon>
      <ActionIcon
        variant="default"
        size="md"
        aria-label={t('zoomIn')}
        title={t('zoomIn')}
        onClick={picture.zoomIn}
      >
        <IconPlus />
      </ActionIcon>
      <Button size="xs" variant="default" onClick={picture.fit}>
        {t('fit')}
      </Button>
      <Button size="xs" variant="default" onClick={picture.foldBack}>
        {t('foldBack')}
      </Button>
      <Button size="xs" variant="default" onClick={picture.unfoldAll}>
        {t('unfoldAll')}
      </Button>
    </div>
  );
}
