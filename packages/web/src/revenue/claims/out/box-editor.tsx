import { type BoxFact, type ClaimToSend, type FormLayout, factsOfBox } from '@claimwright/core/revenue/claims';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useAct } from '../../../app/queries.ts';
import { ErrorNote } from '../../../ui/notes.tsx';
import { Shape } from '../../../ui/status.tsx';
import { changesOf, type Fault, textOf } from './box-values.ts';
import type { DrawnBox } from './form-sheet.ts';
import { type BoxFinding, findingTones } from './found.ts';

interface FactInputProps {
  readonly fact: BoxFact;
  readonly typed: string;
  readonly fault: string | undefined;
  readonly focus: boolean;
  onType(text: string): void;
}

function FactInput({ fact, typed, fault, focus, onType }: FactInputProps): ReactElement {
  const { form, name } = fact;
  const common = { label: name, size: 'xs', value: typed, error: fault, 'data-autofocus': focus || undefined } as const;
  if (typeof form === 'object' || form === 'yes-no') {
    const codes = typeof form === 'object' ? form : { Y: 'Yes', N: 'No' };
    const data = [
      ...(typed === '' || !(typed in codes) ? [{ value: typed, label: typed === '' ? 'Nothing said' : typed }] : []),
      ...Object.entries(codes).map(([value, label]) => ({ value, label })),
    ];
    return <NativeSelect {...common} data={data} onChange={(event) => onType(event.currentTarget.value)} />;
  }
  return <TextInput {...common} type={form === 'day' ? 'date' : 'text'} onChange={(event) => onType(event.currentTarget.value)} />;
}

function Found({ findings }: { readonly findings: readonly BoxFinding[] }): ReactElement | null {
  if (findings.length === 0) return null;
  return (
    <ul className="work-list box-found">
      {findings.map((finding) => (
        <li className="work-item" key={`${finding.code} ${finding.at}`}>
          <Shape tone={findingTones(finding)} />
          <div>
            <p className="work-says">{finding.says}</p>
            {finding.because ? <p className="small dim">{finding.because}</p> : null}
            {finding.fix ? (
              <p className="small">
                <strong>Next:</strong> {finding.fix}
              </p>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  );
}

interface BoxEditorProps {
  readonly draftId: string;
  readonly version: number;
  readonly claim: ClaimToSend;
  readonly layout: FormLayout;
  readonly drawn: DrawnBox;
  readonly findings: readonly BoxFinding[];
  /** Why nothing is changed here. */
  readonly not: string | undefined;
  onDone(): void;
}

/** What stands in a box, what is found of it, and its fields to be changed there. */
export function BoxEditor({ draftId, version, claim, layout, drawn, findings, not, onDone }: BoxEditorProps): ReactElement {
  const facts = factsOfBox(claim, layout, drawn.box.box, drawn.line);
  const open = facts.filter(({ fixed }) => fixed === undefined);
  const [typed, setTyped] = useState<{ readonly [at: string]: string }>({});
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [because, setBecause] = useState('');
  const change = useAct('revenue/claims/change-draft');
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const { changes, faults: wrong } = changesOf(claim, open, typed);
    setFaults(wrong);
    if (wrong.length > 0) return;
    if (changes.length === 0) return onDone();
    const why = because.trim();
    if (await change.run({ draftId, version, changes, ...(why === '' ? {} : { because: why }) })) onDone();
  };
  const where = drawn.line === undefined ? '' : `, line ${drawn.line + 1}`;
  return (
    <form className="box-editor" aria-label={`Box ${drawn.box.box}${where}`} onSubmit={(event) => void save(event)}>
      <p className="box-editor-head">
        <strong className="mono">{drawn.box.box}</strong> {drawn.box.name}
        {where}
      </p>
      <Found findings={findings} />
      {not !== undefined || open.length === 0 ? (
        <p className="small dim">{not ?? 'This follows from other boxes, or from what the claim is.'}</p>
      ) : (
        <>
          {open.map((fact, i) => (
            <FactInput
              key={fact.at}
              fact={fact}
              focus={i === 0}
              typed={typed[fact.at] ?? textOf(fact.value, fact.form)}
              fault={faults.find(({ at }) => at === fact.at)?.says}
              onType={(text) => setTyped((before) => ({ ...before, [fact.at]: text }))}
            />
          ))}
          <TextInput
            size="xs"
            label="Why (kept with the version)"
            value={because}
            onChange={(event) => setBecause(event.currentTarget.value)}
          />
        </>
      )}
      {change.error ? <ErrorNote error={change.error} /> : null}
      <div className="actions">
        {not === undefined && open.length > 0 ? (
          <Button size="xs" type="submit" loading={change.busy}>
            Change it
          </Button>
        ) : null}
        <Button size="xs" variant="default" onClick={onDone}>
          Close
        </Button>
      </div>
    </form>
  );
}
