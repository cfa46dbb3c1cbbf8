import type { ReactElement } from 'react';

const paths = {
  era: 'M4 4h9l4 4v12H4zM13 4v4h4M7 12.500l2 2 4-4.500M7 17h6',
  deposits: 'M3 9.500 12 4l9 5.500M5 10v8M10 10v8M14 10v8M19 10v8M3 20h18',
  approvals: 'M4 5h16v11h-9l-4 4v-4H4zM8.500 10.500l2.500 2.500 4.500-5',
  claims: 'M5 4h14v16H5zM8 8h8M8 12h8M8 16h5',
  send: 'M4 12 20 4l-4 16-4.500-6.500zM11.500 13.500 20 4',
  documents: 'M4 7h6l2 2h8v10H4zM4 7V5h5l1.500 2',
  books: 'M5 4h6a1.500 1.500 0 0 1 1 .500A1.500 1.500 0 0 1 13 4h6v14h-6a1.500 1.500 0 0 0-1 .500A1.500 1.500 0 0 0 11 18H5zM12 5v13',
  record: 'M9.500 14.500l5-5M8 11l-2 2a3.500 3.500 0 0 0 5 5l2-2M16 13l2-2a3.500 3.500 0 0 0-5-5l-2 2',
  retention: 'M4 7h16v4H4zM5.500 11v9h13v-9M10 14.500h4',
  partners: 'M3 6h8v8H3zM14 10h7v9h-7M11 10h3M7 14v5h7M12 17l2 2-2 2',
  switchboard: 'M4 6h16M4 12h16M4 18h16M8 4v4M15 10v4M10 16v4',
  practice: 'M5 20V6l7-3 7 3v14M3 20h18M12 8v5M9.500 10.500h5M10 20v-4h4v4',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM5 20c.500-4 3.500-5.500 7-5.500s6.500 1.500 7 5.500',
  organisation: 'M9 4h6v5H9zM3 15h6v5H3zM15 15h6v5h-6zM12 9v3M6 15v-3h12v3',
  models: 'M12 3.500 20.500 12 12 20.500 3.500 12zM12 9.500a2.500 2.500 0 1 1 0 5 2.500 2.500 0 0 1 0-5z',
  keys: 'M3 7h18v10H3zM6.500 10.500h.010M10 10.500h.010M14 10.500h.010M17.500 10.500h.010M8 14h8',
  lock: 'M6 11h12v9H6zM8.500 11V8a3.500 3.500 0 0 1 7 0v3M12 14.500v2.500',
  enter: 'M12 4h7v16h-7M4 12h10M10.500 8.500l3.500 3.500-3.500 3.500',
  tables: 'M4 5h16v14H4zM4 10h16M9.500 10v9M12.500 13h4.500M12.500 16h4.500',
  rules: 'M5 4h10l4 4v12H5zM8 9h5M8 13h3M12.500 15.500l1.800 1.800 3.200-3.800',
  measures: 'M4 20h16M6.500 17v-5M11 17V7M15.500 17v-8M20 17V5',
  compliance: 'M12 4 5 6.500v5c0 4 3 7 7 8.500 4-1.500 7-4.500 7-8.500v-5zM8.800 12l2.300 2.300 4.200-4.600',
  drop: 'M12 4v11M7.500 10.500 12 15l4.500-4.500M4 19h16',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { readonly name: IconName }): ReactElement {
  return (
    <svg
      viewBox="0 0 24 24"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.700"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
