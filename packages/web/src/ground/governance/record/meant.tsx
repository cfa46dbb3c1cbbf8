import type { FoundView } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { ask } from '../../../app/api.ts';
import { ErrorNote } from '../../../ui/notes.tsx';

type Part = 'subject' | 'actor';
/** What is looked for, as it was typed: nothing of it goes into the address of the page before it is an address of the record. */
type Draft = { readonly [part in Part]?: string | undefined };

const addressed = /^[a-z-]+:[\w-]{1,64}$/;

interface Unclear {
  readonly part: Part;
  readonly said: string;
  readonly found: readonly FoundView[];
}

export interface Meaning {
  readonly busy: boolean;
  readonly error: Error | undefined;
  readonly unclear: Unclear | undefined;
  /** With addresses and ids in the place of names and numbers; undefined where somebody must say who is meant. */
  resolve<D extends Draft>(draft: D): Promise<D | undefined>;
  mean(part: Draft): void;
}

/** Turns a name, a birth date, an e-mail or a number into what the record goes by. */
export function useMeant(): Meaning {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | undefined>(undefined);
  const [unclear, setUnclear] = useState<Unclear | undefined>(undefined);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const one = async (part: Part, typed: string | undefined): Promise<string | undefined | Unclear> => {
    const said = typed?.trim() ?? '';
    if (said === '') return undefined;
    if (chosen.has(said) || (part === 'subject' && addressed.test(said))) return said;
    const { rows } = await ask('ground/governance/record/look-up', { search: said }, 'audit');
    const hits = rows.filter((row) => row[part] !== undefined);
    const [only] = hits;
    // What is no name of anybody may be the id of a machine: the record says whether it knows it.
    if (hits.length === 0 && part === 'actor' && /^[\w-]{1,64}$/.test(said)) return said;
    return hits.length === 1 && only?.[part] !== undefined ? only[part] : { part, said, found: hits };
  };
  const resolve = async <D extends Draft>(draft: D): Promise<D | undefined> => {
    setBusy(true);
    setError(undefined);
    setUnclear(undefined);
    try {
      const subject = await one('subject', draft.subject);
      const actor = await one('actor', draft.actor);
      const not = [subject, actor].find((found) => typeof found === 'object');
      if (typeof not === 'object') setUnclear(not);
      return typeof subject === 'object' || typeof actor === 'object' ? undefined : { ...draft, subject, actor };
    } catch (caught) {
      setError(caught instanceof Error ? caught : new Error(String(caught)));
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  const mean = (part: Draft) => {
    setChosen(new Set([...chosen, ...Object.values(part).filter((value) => value !== undefined)]));
    setUnclear(undefined);
  };
  return { busy, error, unclear, resolve, mean };
}

/** Whom it may be, to choose from; or that nobody is known by it, which is not that nobody saw it. */
export function Meant({ meant, onMean }: { readonly meant: Meaning; onMean(part: Draft): void }): ReactElement | null {
  const { error, unclear } = meant;
  if (error) return <ErrorNote error={error} />;
  if (!unclear) return null;
  if (unclear.found.length === 0)
    return (
      <p role="alert">
        Nobody and nothing is known here as “{unclear.said}”. That is not to say that nobody saw it: look for a patient by name or birth
        date, a claim by its control number, a person by name or e-mail.
      </p>
    );
  return (
    <fieldset className="meant">
      <legend>“{unclear.said}” may mean several. Which?</legend>
      {unclear.found.map((row) => (
        <Button
          key={row.subject ?? row.actor}
          size="compact-xs"
          variant="default"
          onClick={() => onMean(unclear.part === 'subject' ? { subject: row.subject } : { actor: row.actor })}
        >
          {row.says}
        </Button>
      ))}
    </fieldset>
  );
}
