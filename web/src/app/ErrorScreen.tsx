import { Anchor, Container, Stack, Text, Title } from '@mantine/core';
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import { isProblem, troubleOf } from '@/api/problem';
import { ErrorState } from '@/ui/ErrorState';
import { strings } from './strings';

/** In place of a screen that could not be shown. */
export function ErrorScreen({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  if (isProblem(error, 404)) return <NotFoundScreen />;
  const again = (): void => {
    reset();
    void router.invalidate();
  };
  return (
    <Container size="sm" py="xl">
      <ErrorState trouble={troubleOf(error)} retry={again} />
    </Container>
  );
}

/** For an address that leads nowhere, outside the frame of the app. */
export function NowhereScreen() {
  return (
    <main>
      <NotFoundScreen />
    </main>
  );
}

function NotFoundScreen() {
  const t = strings.useText();
  return (
    <Container size="sm" py="xl">
      <Stack gap="xs">
        <Title order={1}>{t('notFound')}</Title>
        <Text c="dimmed">{t('notFoundHelp')}</Text>
        <Anchor component={Link} to="/">
          {t('home')}
        </Anchor>
      </Stack>
    </Container>
  );
}
