import { Button, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { exportAddress, type FlowDetail, type FlowDraft } from '@/api/flows';
import { draftFile, draftFileName } from './draftFile';
import { saveFile } from './saveFile';
import { strings } from './strings';

interface FileWaysProps {
  flow: FlowDetail;
  /** Present where there is a draft, which is what one goes on with. */
  draft?: FlowDraft;
}

/** How a flow's steps are changed today: by its file. */
export function FileWays({ flow, draft }: FileWaysProps) {
  const t = strings.useText();
  // The server's file is of the newest version; a draft over it is written here.
  const besides = draft?.saved === true && flow.published_version !== null;
  const saveDraft = (): void => {
    if (draft) saveFile(draftFileName(flow.title), draftFile(flow, draft.tree));
  };
  return (
    <Stack gap="sm">
      <Text size="sm">
        {t('fileHelp')} {draft?.saved && t('fileReplaces')}
      </Text>
      <Group gap="xs">
        {besides ? (
          <Button variant="default" onClick={saveDraft}>
            {t('fileDownload')}
          </Button>
        ) : (
          <Button variant="default" component="a" href={exportAddress(flow.id, 'yaml')} download>
            {t('fileDownloadNewest')}
          </Button>
        )}
        <Button variant="default" renderRoot={(props) => <Link to="/flows/import" {...props} />}>
          {t('fileImport')}
        </Button>
      </Group>
    </Stack>
  );
}
