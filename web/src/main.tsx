import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@/ui/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from '@/app/App';
import { shareStyleNonce } from '@/lib/nonce';
import { keepShell } from '@/lib/shell';

shareStyleNonce();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id root');
keepShell();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
