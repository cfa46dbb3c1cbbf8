import { type Finding, toDecimal } from '@claimwright/core/ground/base';
import { type Charge, samePatient } from '@claimwright/core/revenue/charges';
import type { ChargeDetail, PatientBefore, UsualCharge, WhoBills } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactElement, useEffect, useState } from 'react';
import { ask } from '../../../app/api.ts';
import { useCommands } from '../../../app/commands.tsx';
import { useAsk } from '../../../app/queries.ts';
import { useMay } from '../../../app/session.ts';
import { ErrorNote, KeyHint, Skeleton } from '../../../ui/notes.tsx';
import { Shape } from '../../../ui/status.tsx';
import { CorrectAtCharge } from '../person/correct-at.tsx';
import { focusBox } from './box.tsx';
import {
  blankCharge,
  boxOf,
  chargeOf,
  type Faults,
  type TypedCharge,
  type TypedLine,
  typedCoverage,
  typedOf,
  typedPerson,
} from './charge-form.ts';
import { CoveragePart } from './coverage-part.tsx';
import { LinesGrid } from './lines-grid.tsx';
import { PatientPart, PatientSearch } from './patient-part.tsx';
import { withKind } from './turned.ts';
import { useEntering } from './use-entering.ts';
import { VisitPart } from './visit-part.tsx';
import './entry.css';

const holding = (findings: readonly Finding[]) => findings.filter(({ severity }) => severity !== 'info');

/** What the server found, each at its box; the first of a box counts. */
const faultsOf = (findings: readonly Finding[], typed: TypedCharge): Faults => {
  const faults = new Map<string, string>();
  for (const one of holding(findings)) {
    const box = boxOf(one, typed);
    if (box !== undefined && !faults.has(box)) faults.set(box, one.says);
  }
  return faults;
};

function Found({ findings, maySet }: { readonly findings: readonly Finding[]; readonly maySet: boolean }): ReactElement | null {
  if (holding(findings).length === 0) return null;
  return (
    <ul className="plain-list block entry-why" aria-label="Why no claim is made">
      {holding(findings).map((one) => (
        <li key={`${one.code} ${one.at} ${one.says}`} className="work-item">
          <Shape tone={one.severity === 'error' ? 'stop' : 'work'} />
          <div>
            <p className="work-says">{one.says}</p>
            <p className="small">
              {one.because} <strong>Next:</strong> {one.fix}{' '}
              {one.code === 'charges.unknown-provider' && maySet ? (
                <Link to="/practice" search={{ view: 'billing' }}>
                  Open the billing facts
                </Link>
              ) : null}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** What schedules say of lines; a charge that is empty is filled with the practice's own. */
function usePrices(typed: TypedCharge, onCharged: (id: number, charged: string) => void) {
  const [prices, setPrices] = useState<ReadonlyMap<number, UsualCharge>>(new Map());
  const look = async ({ id, code, modifiers, units, charged, served_on: own }: TypedLine) => {
    const on = own === '' ? typed.head.served_on : own;
    if (code.trim() === '' || on === '' || !/^\d{1,8}(?:\.\d{1,3})?$/.test(units)) return;
    const asked = { code: code.trim().toUpperCase(), modifiers: modifiers.split(/[\s,;]+/).filter((one) => one.length === 2), units, on };
    const where = { placeOfService: typed.head.place_of_service, payerId: typed.coverages[0]?.payer_id ?? '' };
    const price = await ask('revenue/claims/usual-charge', { ...asked, ...where }, 'payment').catch(() => undefined);
    if (price === undefined) return;
    setPrices((now) => new Map([...now, [id, price]]));
    if (price.charged !== undefined && charged.trim() === '') onCharged(id, toDecimal(price.charged));
  };
  return { prices, look };
}

interface FormProps {
  readonly who: WhoBills;
  readonly start: TypedCharge;
  readonly before: ChargeDetail | undefined;
  onClose(): void;
}

function Form({ who, start, before, onClose }: FormProps): ReactElement {
  const [typed, setTyped] = useState(start);
  const [met, setMet] = useState(before !== undefined);
  const [faults, setFaults] = useState<Faults>(faultsOf(before?.findings ?? [], start));
  const [aside, setAside] = useState<Charge | undefined>(before?.charge);
  const [correcting, setCorrecting] = useState(false);
  const go = useNavigate();
  const maySet = useMay('practice.setup');
  const entering = useEntering(before?.id);
  const { prices, look } = usePrices(typed, (id, charged) =>
    setTyped((now) => ({ ...now, lines: now.lines.map((line) => (line.id === id && line.charged === '' ? { ...line, charged } : line)) })),
  );
  const findings = entering.findings ?? before?.findings ?? [];
  useEffect(() => {
    const [first] = faults.keys();
    if (first !== undefined) focusBox(first);
  }, [faults]);
  const onHead = (change: Partial<TypedCharge['head']>) => setTyped((now) => ({ ...now, head: { ...now.head, ...change } }));
  const onFound = (found: PatientBefore) => {
    setTyped((now) => {
      const head = { ...now.head, ...typedPerson(found.patient), rendering_npi: found.renderingNpi ?? now.head.rendering_npi };
      const place = { place_of_service: found.placeOfService ?? now.head.place_of_service };
      const whole = { ...now, head: { ...head, ...place }, coverages: found.coverages.map(typedCoverage) };
      return found.kind === 'dental' ? withKind(whole, 'dental') : whole;
    });
    setAside(undefined);
    setMet(true);
  };
  const save = async (typed: TypedCharge, corrected = false) => {
    if (entering.busy) return;
    const read = chargeOf(typed, aside);
    setFaults('faults' in read ? read.faults : new Map());
    if ('faults' in read) return;
    // Another name or birth date is somebody else's, unless a person says why it is not.
    if (before !== undefined && !corrected && !samePatient(before.charge, read.charge)) return setCorrecting(true);
    const done = await entering.enter(read.charge);
    if (done === undefined) return;
    if (done.is === 'not-taken') setFaults(faultsOf(done.findings, typed));
    else if (done.is === 'claim') await go({ to: '/claims', search: { view: 'out', draft: done.draftId } });
    else if (done.is === 'not-insurance')
      await go({ to: '/claims', search: { view: 'charges', charges: 'not-insurance', charge: done.chargeId } });
    else {
      setFaults(faultsOf(done.findings, typed));
      await go({ to: '/claims', search: { view: 'charges', charges: 'held', charge: done.chargeId, enter: 'edit' } });
    }
  };
  // What else was typed is saved with it.
  const onCorrected = (patient: Charge['patient']) => {
    const now = { ...typed, head: { ...typed.head, ...typedPerson(patient) } };
    setTyped(now);
    setCorrecting(false);
    void save(now, true);
  };
  useCommands([
    {
      id: 'save-charge',
      label: 'Save the charge and make its claim',
      group: 'This charge',
      keys: 'Mod+Enter',
      run: () => void save(typed),
    },
  ]);
  return (
    <>
      {correcting && before ? (
        <CorrectAtCharge charge={before} typed={typed.head} onClose={() => setCorrecting(false)} onCorrected={onCorrected} />
      ) : null}
      <form
        className="entry"
        aria-label="A charge"
        onSubmit={(event) => {
          event.preventDefault();
          void save(typed);
        }}
      >
        <Found findings={findings} maySet={maySet} />
        {met ? (
          <PatientPart
            head={typed.head}
            {...{ faults, onHead }}
            onAnother={before ? undefined : () => setMet(false)}
            onCorrect={before ? () => setCorrecting(true) : undefined}
          />
        ) : (
          <PatientSearch onFound={onFound} onNew={() => setMet(true)} />
        )}
        {met ? (
          <>
            <CoveragePart
              {...{ coverages: typed.coverages, payers: who.payers, faults }}
              onCoverages={(coverages) => setTyped((now) => ({ ...now, coverages }))}
            />
            <VisitPart
              {...{ head: typed.head, who, faults, onHead, fixed: before !== undefined }}
              onKind={(kind) => setTyped((now) => withKind(now, kind))}
            />
            <LinesGrid
              {...{ kind: typed.head.kind, lines: typed.lines, faults, prices, who, rendering: typed.head.rendering_npi }}
              onLines={(lines) => setTyped((now) => ({ ...now, lines }))}
              onCode={(line) => void look(line)}
            />
          </>
        ) : null}
        {entering.kept ? <p className="block">The charge is kept. No claim was made of it:</p> : null}
        {entering.error ? <ErrorNote error={entering.error} /> : null}
        {entering.kept && maySet ? (
          <p className="block">
            <Link to="/practice" search={{ view: 'billing' }}>
              Say who bills
            </Link>
          </p>
        ) : null}
        <div className="actions block">
          {met ? (
            <Button size="xs" type="button" loading={entering.busy} onClick={() => void save(typed)}>
              Save and make the claim <KeyHint keys="Ctrl ↵" />
            </Button>
          ) : null}
          <Button size="xs" variant="default" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </>
  );
}

interface EntryProps {
  /** None: a new one. */
  readonly chargeId: string | undefined;
  onClose(): void;
}

/** A charge as somebody enters it, or mends it: saved, its claim is made at once. */
export function Entry({ chargeId, onClose }: EntryProps): ReactElement {
  const who = useAsk('revenue/claims/who-bills', {});
  const before = useAsk('revenue/charges/charge', { chargeId: chargeId ?? '' }, { enabled: chargeId !== undefined });
  const error = who.error ?? before.error;
  if (error) return <ErrorNote error={error} retry={() => void (who.error ? who.refetch() : before.refetch())} />;
  if (!who.data || (chargeId !== undefined && !before.data)) return <Skeleton lines={12} />;
  return (
    <>
      <header className="thing-head">
        <div className="thing-title">
          <h1>{before.data ? `Mend the charge of ${before.data.patientName}` : 'New charge'}</h1>
          <p className="dim small">Enter goes down in the lines, and after the last one makes one more.</p>
        </div>
      </header>
      {who.data.billing ? null : (
        <div className="note block" data-tone="work" role="status">
          <Shape tone="work" />
          <p>Nobody has said who bills: a charge is kept, and no claim is made of it until the office manager says it, under Practice.</p>
        </div>
      )}
      <Form
        key={before.data?.id ?? 'new'}
        who={who.data}
        start={before.data ? typedOf(before.data.charge) : blankCharge}
        before={before.data}
        onClose={onClose}
      />
    </>
  );
}
