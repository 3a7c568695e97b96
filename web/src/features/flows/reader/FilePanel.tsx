import { Button, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { FlowDetail, FlowDraft } from '@/api/flows';
import { Panel } from '@/ui/Panel';
import { draftFile, draftFileName } from './draftFile';
import { saveFile } from './saveFile';
import { strings } from './strings';

/** How a flow's steps are changed today: by its file. */
export function FilePanel({ flow, draft }: { flow: FlowDetail; draft: FlowDraft }) {
  const t = strings.useText();
  return (
    <Panel title={t('fileTitle')}>
      <Stack gap="sm">
        <Text size="sm">
          {t('fileHelp')} {t('fileReplaces')}
        </Text>
        <Group gap="xs">
          <Button
            variant="default"
            onClick={() => saveFile(draftFileName(flow.title), draftFile(flow, draft.tree))}
          >
            {t('fileDownload')}
          </Button>
          <Button variant="default" renderRoot={(props) => <Link to="/flows/import" {...props} />}>
            {t('fileImport')}
          </Button>
        </Group>
      </Stack>
    </Panel>
  );
}
