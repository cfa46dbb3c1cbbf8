import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { formatInstant } from '../ui/format.ts';
import { Status } from '../ui/status.tsx';
import { post } from './api.ts';
import { useMe } from './session.ts';

const says = {
  'password-link': 'Somebody was given a link to a new password for you',
  'password-reset': 'Your password was set anew by a link',
  'password-and-factors-reset': 'Your password was set anew by a link, and your second factors were taken away',
} as const;

/** What happened to one's way in: it stays until its person says that they saw it. */
export function Notices(): ReactElement {
  const { notices = [] } = useMe();
  const client = useQueryClient();
  const saw = (id: string) => post(`/api/account/notices/${id}/seen`, {}).finally(() => client.invalidateQueries({ queryKey: ['me'] }));
  return (
    <>
      {notices.map(({ id, kind, at }) => (
        <div className="emergency" role="status" key={id}>
          <Status tone="work">{says[kind]}</Status>
          <span>On {formatInstant(at)}. If that was not you, tell your administrator at once.</span>
          <Button size="compact-xs" variant="default" onClick={() => void saw(id).catch(() => undefined)}>
            That was me
          </Button>
        </div>
      ))}
    </>
  );
}
