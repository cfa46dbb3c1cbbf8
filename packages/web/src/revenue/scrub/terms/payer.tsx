import { plainDate } from '@claimwright/core/ground/base';
import { type TermField, type TermsChange, termsOn } from '@claimwright/core/revenue/scrub';
import type { PayerTermsView } from '@claimwright/server/api';
import { Button, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useCommands } from '../../../app/commands.tsx';
import { useAct } from '../../../app/queries.ts';
import { formatDate, plural } from '../../../ui/format.ts';
import { ErrorNote, KeyHint } from '../../../ui/notes.tsx';
import { ViewTabs } from '../../../ui/view-tabs.tsx';
import { TermsForm } from './form.tsx';
import { TermsHistory } from './history.tsx';
import { type Outcome, TermsOutcome } from './outcome.tsx';
import { backTo, readAll, startNow, startsOf, type Typed, type TypedTerm, unsaved } from './typed.ts';

type Day = ReturnType<typeof plainDate>;
export type TermsPart = 'terms' | 'history';

interface DaysProps {
  readonly starts: readonly NonNullable<Day>[];
  readonly from: Day;
  readonly source: string;
  readonly may: boolean;
  onFrom(from: Day): void;
  onSource(source: string): void;
}

/** Of which days of service the terms are that are looked at and changed. */
function Days({ starts, from, source, may, onFrom, onSource }: DaysProps): ReactElement {
  return (
    <section className="block" aria-label="Days of service">
      <div className="setup-row">
        <TextInput
          type="date"
          label="For services from"
          description="Empty: services of all days"
          value={from ?? ''}
          onChange={(event) => onFrom(plainDate(event.currentTarget.value))}
        />
        {may ? (
          <TextInput
            label="Where it stands"
            description="Manual, contract, bulletin; for the history"
            maxLength={200}
            value={source}
            onChange={(event) => onSource(event.currentTarget.value)}
          />
        ) : null}
      </div>
      {starts.length > 0 ? (
        <p className="small dim">
          Something else was set{' '}
          {starts.map((one) => (
            <Button key={one} variant="subtle" size="compact-xs" onClick={() => onFrom(one)}>
              from {formatDate(one)} on
            </Button>
          ))}
          <Button variant="subtle" size="compact-xs" onClick={() => onFrom(undefined)}>
            of all days
          </Button>
        </p>
      ) : null}
    </section>
  );
}

/** What is typed of a payer's terms for days of service; it stays while one looks elsewhere. */
function useTyped(payer: PayerTermsView, from: Day) {
  const key = `${payer.id} ${from ?? ''}`;
  const [, again] = useState(0);
  const { typed: kept = {}, savedAs } = unsaved.get(key) ?? {};
  const told = savedAs !== undefined && payer.saved.some(({ id }) => id === savedAs);
  const typed: Typed = told ? {} : kept;
  const keep = (next: Typed, as?: string) => {
    if (Object.keys(next).length === 0) unsaved.delete(key);
    else unsaved.set(key, { typed: next, savedAs: as });
    again((n) => n + 1);
  };
  const terms = termsOn(payer.saved, from);
  return {
    ...{ terms, typed, reading: readAll(terms, typed) },
    type: (field: TermField, value: TypedTerm) => keep({ ...typed, [field]: value }),
    forget: () => keep({}),
    /** What stands there was saved: it is shown until the server tells it. */
    settle: (as: string | undefined) => keep(as === undefined ? {} : typed, as),
    saving: savedAs !== undefined && !told,
  };
}

interface PayerProps {
  readonly payer: PayerTermsView;
  readonly today: NonNullable<Day>;
  readonly may: boolean;
  readonly part: TermsPart;
  onPart(part: TermsPart): void;
}

/** The terms of one payer: looked at, changed, and how they came about. */
export function PayersTerms({ payer, today, may, part, onPart }: PayerProps): ReactElement {
  const [from, setFrom] = useState(() => startNow(payer.saved, today));
  const [source, setSource] = useState('');
  const [outcome, setOutcome] = useState<Outcome>();
  const { terms, typed, reading, type, forget, settle, saving } = useTyped(payer, from);
  const act = useAct('revenue/scrub/set-terms');
  const set = async (change: TermsChange, undo: TermsChange, day: Day, more: object = {}) => {
    const result = await act.run({ payerId: payer.id, terms: change, ...(day === undefined ? {} : { from: day }), ...more });
    if (result === undefined) return undefined;
    setOutcome({ result, undo, from: day });
    return result;
  };
  const wrong = Object.keys(reading.wrong).length;
  const not =
    wrong > 0
      ? `${plural(wrong, 'term')} cannot be read yet.`
      : reading.changed.length === 0 || saving
        ? 'Nothing was changed yet.'
        : undefined;
  const save = async () => {
    const seen = payer.saved.at(-1)?.id ?? null;
    const said = source.trim() === '' ? {} : { source: source.trim() };
    const result = await set(reading.change, backTo(terms, reading.changed), from, { seen, ...said });
    if (result === undefined) return;
    settle(result.id);
    setSource('');
  };
  const rights = may ? undefined : 'Only the office manager changes terms.';
  useCommands([
    { id: 'save-terms', label: 'Save the terms', group: 'This payer', keys: 'Mod+s', run: () => void save(), not: rights ?? not },
    {
      id: 'terms-history',
      label: 'Who changed what',
      group: 'This payer',
      keys: 'h',
      run: () => onPart(part === 'terms' ? 'history' : 'terms'),
    },
  ]);
  return (
    <>
      <div className="rule-head">
        <header className="thing-head">
          <div className="thing-title">
            <h1>{payer.name}</h1>
            <p className="dim">
              Payer ids <span className="mono">{payer.ids.join(' ')}</span>
            </p>
          </div>
          {may && part === 'terms' ? (
            <div className="actions">
              <Button disabled={not !== undefined} loading={act.busy} onClick={() => void save()}>
                {reading.changed.length === 0 || saving ? 'Save' : `Save ${plural(reading.changed.length, 'change')}`}{' '}
                <KeyHint keys="Ctrl S" />
              </Button>
              <Button variant="default" disabled={Object.keys(typed).length === 0 || saving} onClick={forget}>
                Throw away
              </Button>
            </div>
          ) : null}
        </header>
        {act.error ? <ErrorNote error={act.error} /> : null}
        {outcome ? (
          <TermsOutcome
            outcome={outcome}
            busy={act.busy}
            onUndo={() => void set(outcome.undo, backTo(terms, outcome.result.changed), outcome.from)}
            onClose={() => setOutcome(undefined)}
          />
        ) : null}
      </div>
      {may ? null : <p className="page-note dim">Only the office manager changes terms.</p>}
      <div className="pane-tools">
        <ViewTabs<TermsPart>
          label="What to look at of the payer"
          chosen={part}
          onChoose={onPart}
          views={[
            { id: 'terms', label: 'Terms' },
            { id: 'history', label: 'History' },
          ]}
        />
      </div>
      {part === 'history' ? (
        <TermsHistory
          payerId={payer.id}
          may={may}
          busy={act.busy}
          onBack={({ undo = {}, changed, from: day }) =>
            void set(
              undo,
              backTo(
                termsOn(payer.saved, day),
                changed.map(({ field }) => field),
              ),
              day,
            )
          }
        />
      ) : (
        <>
          <Days starts={startsOf(payer.saved)} from={from} source={source} may={may} onFrom={setFrom} onSource={setSource} />
          <TermsForm terms={terms} typed={typed} reading={reading} may={may} onType={type} />
        </>
      )}
    </>
  );
}
