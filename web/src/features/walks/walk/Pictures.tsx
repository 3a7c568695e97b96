import { Button, CloseButton, FileButton, Group, Text } from '@mantine/core';
import { type Picture, pictureAddress, useRemovePicture, useRestorePicture } from '@/api/attachments';
import { troubleOf } from '@/api/problem';
import type { Walk } from '@/api/walks';
import { Panel } from '@/ui/Panel';
import { notifyProblem, notifyUndo } from '@/ui/toast';
import { moveStrings } from './moveStrings';
import classes from './moves.module.css';
import { useAdding, usePastedPictures } from './usePictures';

const KINDS = 'image/png,image/jpeg,image/webp,image/gif,image/bmp';

/** The pictures of a walk. While it goes on, pictures that are pasted or dropped anywhere on the page are added. */
export function Pictures({ walk }: { walk: Walk }) {
  const t = moveStrings.useText();
  const acting = walk.status === 'active' && walk.may_act;
  const { add, adding } = useAdding(walk.id);
  const dropping = usePastedPictures(acting, add);
  if (!acting && walk.pictures.length === 0) return null;
  return (
    <Panel title={t('pictures')}>
      <div className={dropping ? classes.over : undefined}>
        <Shown walk={walk} pictures={walk.pictures} acting={acting} />
        {acting && (
          <Group gap="xs" justify="space-between">
            <Text size="sm" c="dimmed" flex="1 1 12rem" role="status">
              {adding ? t('sending', { name: adding }) : t('picturesHint')}
            </Text>
            <FileButton multiple accept={KINDS} onChange={(files) => add(files, 'note')}>
              {(props) => (
                <Button {...props} size="compact-sm" variant="default">
                  {t('choose')}
                </Button>
              )}
            </FileButton>
          </Group>
        )}
      </div>
    </Panel>
  );
}

/** Pictures for the hand-over, chosen or pasted while its dialog is open. */
export function HandOverPictures({ walk }: { walk: Walk }) {
  const t = moveStrings.useText();
  const { add, adding } = useAdding(walk.id);
  return (
    <div>
      <Text size="sm" fw={500} mb={4}>
        {t('pictures')}
      </Text>
      <Shown walk={walk} pictures={walk.pictures} acting />
      <Group gap="xs" justify="space-between">
        <Text size="sm" c="dimmed" flex="1 1 12rem" role="status">
          {adding ? t('sending', { name: adding }) : t('picturesHint')}
        </Text>
        <FileButton multiple accept={KINDS} onChange={(files) => add(files, 'hand_over')}>
          {(props) => (
            <Button {...props} size="compact-sm" variant="default">
              {t('choose')}
            </Button>
          )}
        </FileButton>
      </Group>
    </div>
  );
}

interface ShownProps {
  walk: Walk;
  pictures: readonly Picture[];
  acting: boolean;
}

function Shown({ walk, pictures, acting }: ShownProps) {
  const t = moveStrings.useText();
  const restore = useRestorePicture(walk.id);
  const fail = (error: Error): void => notifyProblem(troubleOf(error).detail, troubleOf(error).title);
  const remove = useRemovePicture(walk.id, (id) =>
    notifyUndo(t('removed', { name: pictures.find((one) => one.id === id)?.name ?? '' }), () =>
      restore.mutateAsync(id),
    ),
  );
  if (pictures.length === 0) return null;
  return (
    <ul className={classes.pictures}>
      {pictures.map((one) => (
        <li key={one.id} className={classes.picture}>
          <a
            href={pictureAddress(walk.id, one.id)}
            target="_blank"
            rel="noreferrer"
            aria-label={t('open', { name: one.name })}
          >
            <img src={pictureAddress(walk.id, one.id, true)} alt={one.name} loading="lazy" />
          </a>
          {acting && (
            <CloseButton
              size="sm"
              className={classes.remove}
              aria-label={t('remove', { name: one.name })}
              onClick={() => remove.mutate(one.id, { onError: fail })}
            />
          )}
          <Text size="xs" c="dimmed" lineClamp={1} title={one.name}>
            {one.place === 'evidence' && one.step_no !== null && `${t('ofStep', { number: one.step_no })} · `}
            {one.place === 'hand_over' && `${t('ofHandOver')} · `}
            {one.name}
          </Text>
        </li>
      ))}
    </ul>
  );
}
