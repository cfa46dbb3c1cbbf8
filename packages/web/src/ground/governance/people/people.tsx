import type { PersonView } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { type peopleViews, readPeople } from '../../../app/addresses.ts';
import { useAct, useAsk } from '../../../app/queries.ts';
import { useMay, useMe } from '../../../app/session.ts';
import { useAddress } from '../../../app/use-address.ts';
import { ErrorNote, Skeleton } from '../../../ui/notes.tsx';
import { ReasonDialog } from '../../../ui/reason-dialog.tsx';
import { ViewTabs } from '../../../ui/view-tabs.tsx';
import { invitationLink, newInvitationCode } from './invitation-code.ts';
import { Invitations, type Link as Invited, NewLink } from './invitations.tsx';
import { History, PeopleTable, type What } from './people-table.tsx';
import { type Given, PlaceForm } from './place-form.tsx';
import { ResetDialog } from './reset-dialog.tsx';
import { Roles } from './roles.tsx';

type View = (typeof peopleViews)[number];
type Doing = { readonly what: 'invite' } | { readonly what: What; readonly person: PersonView };

function useDoings(onDone: () => void) {
  const invite = useAct('ground/governance/people/invite');
  const change = useAct('ground/governance/people/change');
  const end = useAct('ground/governance/people/end');
  const back = useAct('ground/governance/people/return');
  const [link, setLink] = useState<Invited | undefined>(undefined);
  /** Whose place waits for a second person. */
  const [waits, setWaits] = useState<string | undefined>(undefined);
  const done = (name: string, result: { readonly proposalId?: string } | undefined) => {
    if (!result) return;
    setWaits(result.proposalId === undefined ? undefined : name);
    onDone();
  };
  const onInvite = async ({ because: _, ...given }: Given) => {
    const { code, codeHash } = await newInvitationCode();
    const made = await invite.run({ ...given, codeHash });
    if (!made) return;
    setLink({ name: given.name, email: given.email.toLowerCase(), url: invitationLink(code), until: made.expiresAt });
    done(given.name, made);
  };
  const onChange = async (userId: string, { email: _, ...given }: Given) => {
    done(given.name, await change.run({ ...given, userId }));
  };
  const onReason = async (person: PersonView, because: string) => {
    const input = { userId: person.userId, because };
    done(person.name, person.active ? await end.run(input).then((ended) => ended && {}) : await back.run(input));
  };
  const clear = () => {
    for (const acting of [invite, change, end, back]) acting.clear();
  };
  return { invite, change, end, back, link, setLink, waits, onInvite, onChange, onReason, clear };
}

function Here(): ReactElement {
  const me = useMe();
  const may = useMay('people.manage');
  const people = useAsk('ground/governance/people/people', {});
  const practice = useAsk('ground/parties/practice', {});
  const [doing, setDoing] = useState<Doing | undefined>(undefined);
  const doings = useDoings(() => setDoing(undefined));
  const open = (next: Doing) => {
    doings.clear();
    setDoing(next);
  };
  if (people.error) return <ErrorNote error={people.error} retry={() => void people.refetch()} />;
  if (!people.data) return <Skeleton lines={8} />;
  const { sites, payers } = practice.data ?? { sites: [], payers: [] };
  const person = doing && 'person' in doing ? doing.person : undefined;
  const { link } = doings;
  // What waited stands among the invitations once a second person has agreed.
  const agreed = link && people.data.invitations.find(({ email }) => email === link.email);
  const waits = agreed && agreed.name === doings.waits ? undefined : doings.waits;
  const close = () => setDoing(undefined);
  return (
    <>
      {waits === undefined ? null : (
        <p role="status">
          The place of {waits} gives rights that you do not have. It waits for a second person under <Link to="/approvals">Approvals</Link>.
        </p>
      )}
      {link ? <NewLink link={{ ...link, until: link.until ?? agreed?.expiresAt }} onKept={() => doings.setLink(undefined)} /> : null}
      <PeopleTable
        people={people.data.people}
        sites={sites}
        payers={payers}
        me={me.user.id}
        may={may}
        onDo={(what, whom) => open({ what, person: whom })}
      />
      {may ? (
        <Button size="compact-sm" onClick={() => open({ what: 'invite' })}>
          Invite a person
        </Button>
      ) : null}
      <Invitations invitations={people.data.invitations} may={may} />
      {doing?.what === 'invite' ? (
        <PlaceForm
          title="Invite a person"
          verb="Invite"
          sites={sites}
          payers={payers}
          busy={doings.invite.busy}
          error={doings.invite.error}
          onClose={close}
          onGiven={(given) => void doings.onInvite(given)}
        />
      ) : null}
      {doing?.what === 'change' && person ? (
        <PlaceForm
          title={`Change the place of ${person.name}`}
          verb="Change"
          sites={sites}
          payers={payers}
          place={person}
          busy={doings.change.busy}
          error={doings.change.error}
          onClose={close}
          onGiven={(given) => void doings.onChange(person.userId, given)}
        />
      ) : null}
      <ReasonDialog
        title={`${doing?.what === 'return' ? 'Give back' : 'End'} the place of ${person?.name ?? ''}`}
        opened={doing?.what === 'end' || doing?.what === 'return'}
        verb={doing?.what === 'return' ? 'Give it back' : 'End it'}
        reason=""
        busy={doings.end.busy || doings.back.busy}
        error={doings.end.error ?? doings.back.error}
        onClose={close}
        onDone={(because) => (person ? void doings.onReason(person, because) : undefined)}
      >
        <p>
          {doing?.what === 'return'
            ? 'They have the roles again that they had, and sign in as before.'
            : 'They are out at once: their sessions end, and nothing opens to them here.'}
        </p>
      </ReasonDialog>
      {doing?.what === 'reset' && person ? <ResetDialog person={person} onClose={close} /> : null}
      {doing?.what === 'history' && person ? <History person={person} onClose={close} /> : null}
    </>
  );
}

/** Who works here and as what, and who may do what. */
export function People(): ReactElement {
  const [address, go] = useAddress(readPeople);
  const view: View = address.view ?? 'people';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a page that scrolls must be reachable by keys
    <div className="page" tabIndex={0} role="group" aria-label="People">
      <header className="thing-head">
        <div className="thing-title">
          <h1>People</h1>
        </div>
      </header>
      <div className="page-note">
        <ViewTabs<View>
          label="What to look at"
          chosen={view}
          onChoose={(now) => go({ view: now === 'people' ? undefined : now })}
          views={[
            { id: 'people', label: 'Who works here' },
            { id: 'roles', label: 'Roles and limits' },
          ]}
        />
      </div>
      <div className="block">{view === 'roles' ? <Roles /> : <Here />}</div>
    </div>
  );
}
