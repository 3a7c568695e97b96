import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconPlus } from '@/ui/icons';
import classes from './picture.module.css';
import { strings } from './strings';
import type { PictureState } from './usePicture';

/** Zoom and folding of the picture. */
export function PictureTools({ picture }: { picture: PictureState }) {
  const t = strings.useText();
  return (
    <div className={classes.tools}>
      <Tooltip label={t('zoomOut')}>
        <ActionIcon variant="default" size="md" aria-label={t('zoomOut')} onClick={picture.zoomOut}>
          –
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('zoomIn')}>
        <ActionIcon variant="default" size="md" aria-label={t('zoomIn')} onClick={picture.zoomIn}>
          <IconPlus />
        </ActionIcon>
      </Tooltip>
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
