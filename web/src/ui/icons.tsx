import type { ReactNode } from 'react';

/** Small line icons, always beside words or inside a control that has a name; so they are hidden from readers. */
function Icon({ children }: { children: ReactNode }) {
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      width="18"
      height="18"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {children}
    </svg>
  );
}

export const IconHome = () => (
  <Icon>
    <path d="M3.5 9 10 3.5 16.5 9v7a.8.8 0 0 1-.8.8H12v-4.3H8v4.3H4.3a.8.8 0 0 1-.8-.8z" />
  </Icon>
);
export const IconEscalation = () => (
  <Icon>
    <path d="M10 16.5v-10M5.5 10.5 10 6l4.5 4.5M4 3.5h12" />
  </Icon>
);
export const IconWaiting = () => (
  <Icon>
    <circle cx="10" cy="10" r="6.5" />
    <path d="M10 6v4l2.5 2" />
  </Icon>
);
export const IconTicket = () => (
  <Icon>
    <path d="M3 6h14v2.6a1.5 1.5 0 0 0 0 2.8V14H3v-2.6a1.5 1.5 0 0 0 0-2.8zM8 6v8" />
  </Icon>
);
export const IconFlow = () => (
  <Icon>
    <circle cx="5" cy="5" r="2" />
    <circle cx="15" cy="10" r="2" />
    <circle cx="15" cy="16" r="2" />
    <path d="M5 7v6.5A2.5 2.5 0 0 0 7.5 16H13M5 8.5A1.5 1.5 0 0 0 6.5 10H13" />
  </Icon>
);
export const IconPeople = () => (
  <Icon>
    <circle cx="7.5" cy="6.5" r="2.7" />
    <path d="M2.5 16.5c0-3 2.2-4.7 5-4.7s5 1.7 5 4.7M13 4.2a2.6 2.6 0 0 1 0 4.9M14.5 12.2c1.9.5 3 2 3 4.3" />
  </Icon>
);
export const IconSettings = () => (
  <Icon>
    <path d="M3 6h7M14 6h3M3 14h3M10 14h7" />
    <circle cx="12" cy="6" r="2" />
    <circle cx="8" cy="14" r="2" />
  </Icon>
);
export const IconAudit = () => (
  <Icon>
    <path d="M5 3h7l3.5 3.5V17H5zM12 3v3.5h3.5M7.5 10.5h5.5M7.5 13.5h4" />
  </Icon>
);
export const IconSearch = () => (
  <Icon>
    <circle cx="9" cy="9" r="5" />
    <path d="m13 13 3.5 3.5" />
  </Icon>
);
export const IconPlus = () => (
  <Icon>
    <path d="M10 4v12M4 10h12" />
  </Icon>
);
export const IconCheck = () => (
  <Icon>
    <path d="m4 10.5 4 4 8-9" />
  </Icon>
);
export const IconCopy = () => (
  <Icon>
    <rect x="7" y="7" width="9.5" height="9.5" rx="1.5" />
    <path d="M13 7V5a1.5 1.5 0 0 0-1.5-1.5H5A1.5 1.5 0 0 0 3.5 5v6.5A1.5 1.5 0 0 0 5 13h2" />
  </Icon>
);
export const IconMore = () => (
  <Icon>
    <circle cx="4.5" cy="10" r=".7" />
    <circle cx="10" cy="10" r=".7" />
    <circle cx="15.5" cy="10" r=".7" />
  </Icon>
);
export const IconBack = () => (
  <Icon>
    <path d="M16 10H4M9 5l-5 5 5 5" />
  </Icon>
);
export const IconForward = () => (
  <Icon>
    <path d="M4 10h12M11 5l5 5-5 5" />
  </Icon>
);
export const IconKeyboard = () => (
  <Icon>
    <rect x="2.5" y="5" width="15" height="10" rx="1.5" />
    <path d="M5.5 8h.01M8.5 8h.01M11.5 8h.01M14.5 8h.01M6.5 12h7" />
  </Icon>
);
export const IconSun = () => (
  <Icon>
    <circle cx="10" cy="10" r="3" />
    <path d="M10 3v1.5M10 15.5V17M3 10h1.5M15.5 10H17M5 5l1 1M14 14l1 1M5 15l1-1M14 6l1-1" />
  </Icon>
);
export const IconWarning = () => (
  <Icon>
    <path d="M10 3.5 17.5 16h-15zM10 8.5v3.5M10 14h.01" />
  </Icon>
);
export const IconClose = () => (
  <Icon>
    <path d="m5 5 10 10M15 5 5 15" />
  </Icon>
);
export const IconUser = () => (
  <Icon>
    <circle cx="10" cy="7" r="3" />
    <path d="M4 17c.4-3.3 2.7-5 6-5s5.6 1.7 6 5" />
  </Icon>
);
export const IconEye = () => (
  <Icon>
    <path d="M2.5 10C4.5 6.5 7 5 10 5s5.5 1.5 7.5 5c-2 3.5-4.5 5-7.5 5s-5.5-1.5-7.5-5z" />
    <circle cx="10" cy="10" r="2" />
  </Icon>
);
export const IconUp = () => (
  <Icon>
    <path d="m5.5 12 4.5-4.5 4.5 4.5" />
  </Icon>
);
export const IconDown = () => (
  <Icon>
    <path d="m5.5 8 4.5 4.5 4.5-4.5" />
  </Icon>
);
export const IconClients = () => (
  <Icon>
    <path d="M4 16.5v-12h7v12M11 8.5h5v8M2.5 16.5h15M6.5 7.5h2M6.5 10.5h2M13.200 11.5h.6M13.200 14h.6" />
  </Icon>
);
export const IconBell = () => (
  <Icon>
    <path d="M5 13.5V9a5 5 0 0 1 10 0v4.5l1.2 1.500H3.8zM8.5 17.2h3" />
  </Icon>
);
