import { Text, Title, UnstyledButton } from '@mantine/core';
import type { Tree } from '@/api/flows';
import type { Changes } from '@/api/overlays';
import { linesOf } from './changes';
import classes from './overlays.module.css';
import { strings } from './strings';

interface DifferingProps {
  base: Tree;
  changes: Changes;
  name: string;
  onGo: (id: string) => void;
}

/** The steps that differ, each a way to it. */
export function Differing({ base, changes, name, onGo }: DifferingProps) {
  const t = strings.useText();
  const ids = Object.keys(changes).filter((id) => base.nodes[id]);
  return (
    <section className={classes.box} aria-label={t('differing')}>
      <Title order={2} size="h4" mb={4}>
        {t('differing')}
      </Title>
      {ids.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('nothingDiffers', { name })}
        </Text>
      )}
      {ids.map((id) => {
        const text = base.nodes[id]?.text ?? id;
        return (
          <UnstyledButton key={id} className={classes.jump} onClick={() => onGo(id)}>
            <Text span size="sm" c="dimmed" display="block" lineClamp={1}>
              {text}
            </Text>
            {linesOf(base, id, changes[id]).map((line) => (
              <Text key={line} span size="sm" display="block">
                {line}
              </Text>
            ))}
          </UnstyledButton>
        );
      })}
    </section>
  );
}
