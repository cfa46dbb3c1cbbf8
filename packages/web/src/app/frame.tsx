import type { Me } from '@claimwright/server/api';
import { Menu, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { AgreementCount } from '../ground/governance/models/alerts.tsx';
import { formatCount } from '../ui/format.ts';
import { currentTable } from '../ui/table-keys.ts';
import { signOut } from './api.ts';
import { type Command, useCommands, useKeyboard } from './commands.tsx';
import { EmergencyBar } from './emergency-bar.tsx';
import { EmergencyCount } from './emergency-notices.tsx';
import { EvidenceProvider } from './evidence.tsx';
import { Icon } from './icons.tsx';
import { Notices } from './notices.tsx';
import { KeySheet, openPalette, Palette } from './palette.tsx';
import { floors, placesFor } from './places.ts';
import { choosePractice, forgetPractice } from './practice.ts';
import { useDensity, useFolded } from './preferences.ts';
import { useAsk } from './queries.ts';
import { useMay, useMe } from './session.ts';
import { NextStep, TrainingBar } from './training-bar.tsx';
import { Uploads } from './uploads.tsx';
import { useChanges } from './use-changes.ts';

/** To the training practice, and back from it. */
function trainingCommands(training: Me['training']): readonly Command[] {
  if (training === undefined) return [];
  const to = 'of' in training ? training.of.id : training.id;
  const label = 'of' in training ? `Back to ${training.of.name}` : 'Work in the training practice';
  return [{ id: `practice-${to}`, label, group: 'View', run: () => choosePractice(to) }];
}

function useViewCommands(): readonly Command[] {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const [density, setDensity] = useDensity();
  const client = useQueryClient();
  const { practice, practices, training } = useMe();
  const leave = async () => {
    await signOut().catch(() => undefined);
    forgetPractice();
    client.clear();
    window.location.assign('/');
  };
  return [
    {
      id: 'theme',
      label: scheme === 'dark' ? 'Light colours' : 'Dark colours',
      group: 'View',
      run: () => setColorScheme(scheme === 'dark' ? 'light' : 'dark'),
    },
    {
      id: 'density',
      label: density === 'compact' ? 'Comfortable spacing' : 'Compact spacing',
      group: 'View',
      run: () => setDensity(density === 'compact' ? 'comfortable' : 'compact'),
    },
    ...practices
      .filter(({ id }) => id !== practice.id && !(training && 'of' in training && training.of.id === id))
      .map(({ id, name, closed }) => ({
        id: `practice-${id}`,
        label: closed ? `Sign in at ${name}` : `Work in ${name}`,
        group: 'View',
        run: () => choosePractice(id),
      })),
    ...trainingCommands(training),
    { id: 'sign-out', label: 'Sign out', group: 'View', run: () => void leave() },
  ];
}

function useFrameCommands(openKeys: () => void): readonly Command[] {
  const navigate = useNavigate();
  const view = useViewCommands();
  const { permissions } = useMe();
  const commands: readonly Command[] = [
    ...placesFor(permissions).map((place) => ({
      id: `go${place.to}`,
      label: place.name,
      group: 'Go to',
      keys: `g ${place.key}`,
      run: () => void navigate({ to: place.to }),
    })),
    { id: 'down', label: 'Next row', group: 'Move', keys: 'j|ArrowDown', run: () => currentTable()?.move(1) },
    { id: 'up', label: 'Row before', group: 'Move', keys: 'k|ArrowUp', run: () => currentTable()?.move(-1) },
    { id: 'first', label: 'First row', group: 'Move', keys: 'Home', run: () => currentTable()?.edge('first') },
    { id: 'last', label: 'Last row', group: 'Move', keys: 'End', run: () => currentTable()?.edge('last') },
    { id: 'open', label: 'Open the row', group: 'Move', keys: 'Enter', run: () => currentTable()?.open() },
    {
      id: 'search',
      label: 'Search in this list',
      group: 'Move',
      keys: '/',
      run: () => document.querySelector<HTMLElement>('[data-search]')?.focus(),
    },
    { id: 'palette', label: 'All commands', group: 'View', keys: 'Mod+k', run: openPalette },
    { id: 'getting-started', label: 'Getting started', group: 'Go to', keys: 'g g', run: () => void navigate({ to: '/getting-started' }) },
    { id: 'training', label: 'Training practice', group: 'Go to', keys: 'g t', run: () => void navigate({ to: '/training' }) },
    { id: 'keys', label: 'Keys that work here', group: 'View', keys: '?', run: openKeys },
    ...view,
  ];
  useCommands(commands);
  return view;
}

function WhoAmI({ commands, onKeys }: { readonly commands: readonly Command[]; readonly onKeys: () => void }): ReactElement {
  const me = useMe();
  const initials = me.user.name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .slice(0, 2)
    .join('');
  return (
    <Menu position="right-end" width={230} shadow="md" withinPortal={false} floatingStrategy="fixed" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <button type="button" className="rail-who">
          <span className="rail-initials" aria-hidden="true">
            {initials}
          </span>
          <span className="sr-only">
            {me.user.name}, {me.practice.name}: menu
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className="who">
          <strong>{me.user.name}</strong>
          <span>{me.roles.map((role) => role.replaceAll('-', ' ')).join(', ')}</span>
          <span>
            {me.practice.name}
            {me.training && 'of' in me.training ? ` of ${me.training.of.name}` : me.practice.demo ? ' (demo)' : ''}
          </span>
        </div>
        <Menu.Divider />
        <Menu.Item onClick={onKeys} rightSection="?">
          Keys that work here
        </Menu.Item>
        <Menu.Item onClick={openPalette} rightSection="Ctrl K">
          All commands
        </Menu.Item>
        <Menu.Item component={Link} to="/account">
          My account
        </Menu.Item>
        <Menu.Item component={Link} to="/getting-started" rightSection="g g">
          Getting started
        </Menu.Item>
        <Menu.Item component={Link} to="/training" rightSection="g t">
          Training practice
        </Menu.Item>
        {commands.map((command) => (
          <Menu.Item key={command.id} onClick={command.run}>
            {command.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** How many proposals wait for a person. */
function WaitingCount(): ReactElement | null {
  const may = useMay('approvals.read');
  const waiting = useAsk('gate/approvals', {}, { enabled: may });
  const total = waiting.data?.total ?? 0;
  if (total === 0) return null;
  return (
    <>
      <span className="rail-count" aria-hidden="true">
        {formatCount(total)}
      </span>
      <span id="approvals-waiting" hidden>
        {formatCount(total)} waiting
      </span>
    </>
  );
}

/** What a place's number says, in words. */
const counts: { readonly [place: string]: string } = {
  '/approvals': 'approvals-waiting',
  '/models': 'models-alerts',
  '/identity': 'emergencies-owed',
};

interface RailFloorProps {
  readonly floor: (typeof floors)[number];
  readonly places: ReturnType<typeof placesFor>;
}

/** Places of one floor under its head, which folds them away; where one is stays in sight. */
function RailFloor({ floor, places }: RailFloorProps): ReactElement | null {
  const [folded, setFolded] = useFolded(floor.id);
  if (places.length === 0) return null;
  const id = `floor-${floor.id}`;
  return (
    <div className="rail-floor" data-folded={folded || undefined}>
      {floor.id === 'work' ? null : (
        <button type="button" className="rail-head" aria-expanded={!folded} aria-controls={id} onClick={() => setFolded(!folded)}>
          {floor.name}
        </button>
      )}
      <div className="rail-places" id={id}>
        {places.map((place) => (
          <Link
            key={place.to}
            to={place.to}
            className="rail-link"
            activeProps={{ 'aria-current': 'page' }}
            aria-describedby={counts[place.to]}
          >
            <Icon name={place.icon} />
            <span>{place.name}</span>
            {place.to === '/approvals' ? <WaitingCount /> : null}
            {place.to === '/models' ? <AgreementCount id="models-alerts" /> : null}
            {place.to === '/identity' ? <EmergencyCount id="emergencies-owed" /> : null}
          </Link>
        ))}
      </div>
    </div>
  );
}

/** The one frame: rail on the left (below on a phone), the screen beside it. */
export function Frame(): ReactElement {
  const [keysOpen, setKeysOpen] = useState(false);
  useKeyboard();
  useChanges();
  const view = useFrameCommands(() => setKeysOpen(true));
  const { permissions } = useMe();
  return (
    <EvidenceProvider>
      <div className="frame">
        <nav className="rail" aria-label="Places">
          <span className="rail-mark" aria-hidden="true">
            <img src="/mark.svg" alt="" width="28" height="28" />
          </span>
          {floors.map((floor) => (
            <RailFloor key={floor.id} floor={floor} places={placesFor(permissions).filter((place) => place.floor === floor.id)} />
          ))}
          <WhoAmI commands={view} onKeys={() => setKeysOpen(true)} />
        </nav>
        <main className="main">
          <TrainingBar />
          <Notices />
          <EmergencyBar />
          <NextStep />
          <Uploads>
            <Outlet />
          </Uploads>
        </main>
      </div>
      <Palette />
      <KeySheet opened={keysOpen} onClose={() => setKeysOpen(false)} />
    </EvidenceProvider>
  );
}
