import { type BoxFact, type ClaimToSend, type FieldChange, type FormLayout, factsOfBox } from '@claimwright/core/revenue/claims';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useAct } from '../../../app/queries.ts';
import { ErrorNote } from '../../../ui/notes.tsx';
import { Shape } from '../../../ui/status.tsx';
import { AttachmentsInput } from './attachments-input.tsx';
import { changesOf, type Fault, textOf } from './box-values.ts';
import type { DrawnBox } from './form-sheet.ts';
import { type BoxFinding, findingTones } from './found.ts';
import { LineMore, LineOff } from './line-changes.tsx';

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
  onPatient(): void;
}

type FieldsProps = Omit<BoxEditorProps, 'findings' | 'not'> & {
  readonly open: readonly BoxFact[];
  readonly busy: boolean;
  onChange(changes: readonly FieldChange[], because: string): void;
  onLine(what: LineChange): void;
};

/** The fields of a box, to be changed there; of a line, that it leaves the claim, or another one joins it. */
function Fields({ claim, drawn, open, busy, onChange, onLine, onDone, onPatient }: FieldsProps): ReactElement {
  const [typed, setTyped] = useState<{ readonly [at: string]: string }>({});
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const [because, setBecause] = useState('');
  const apart = open.filter(({ form }) => form === 'attachments');
  const save = (event: FormEvent) => {
    event.preventDefault();
    const { changes, faults: wrong } = changesOf(claim, open, typed);
    setFaults(wrong);
    if (wrong.length > 0) return;
    if (changes.length === 0) return onDone();
    onChange(changes, because.trim());
  };
  return (
    <form className="box-editor" onSubmit={save}>
      {open
        .filter((fact) => !apart.includes(fact))
        .map((fact, i) => (
          <FactInput
            key={fact.at}
            fact={fact}
            focus={i === 0}
            typed={typed[fact.at] ?? textOf(fact.value, fact.form)}
            fault={faults.find(({ at }) => at === fact.at)?.says}
            onType={(text) => setTyped((before) => ({ ...before, [fact.at]: text }))}
          />
        ))}
      {apart.length > 0 ? (
        <AttachmentsInput facts={apart} faults={faults} onType={(texts) => setTyped((before) => ({ ...before, ...texts }))} />
      ) : null}
      {open.length > 0 ? (
        <TextInput
          size="xs"
          label="Why (kept with the version)"
          value={because}
          onChange={(event) => setBecause(event.currentTarget.value)}
        />
      ) : (
        <p className="small dim">{follows}</p>
      )}
      <div className="actions">
        {open.length > 0 ? (
          <Button size="xs" type="submit" loading={busy}>
            Change it
          </Button>
        ) : null}
        <Button size="xs" variant="default" onClick={onDone}>
          Close
        </Button>
        {open.some(({ at }) => at.startsWith('patient.')) ? (
          <Button size="xs" variant="subtle" onClick={onPatient}>
            Correct the patient…
          </Button>
        ) : null}
      </div>
      {drawn.line === undefined ? null : (
        <div className="actions">
          {claim.lines.length > 1 ? (
            <Button size="compact-xs" variant="default" onClick={() => onLine('off')}>
              Take the line off…
            </Button>
          ) : null}
          <Button size="compact-xs" variant="default" onClick={() => onLine('more')}>
            Add a line…
          </Button>
        </div>
      )}
    </form>
  );
}

const follows = 'This is not changed here: it follows from other boxes, or comes with the charge or the file that the claim was made of.';
type LineChange = 'off' | 'more';

/** What stands in a box, what is found of it, and its fields to be changed there. */
export function BoxEditor(props: BoxEditorProps): ReactElement {
  const { draftId, version, claim, layout, drawn, findings, not, onDone } = props;
  const open = factsOfBox(claim, layout, drawn.box.box, drawn.line).filter(({ fixed }) => fixed === undefined);
  const [ofLine, setOfLine] = useState<LineChange | undefined>(undefined);
  const change = useAct('revenue/claims/change-draft');
  const run = async (changes: readonly FieldChange[], because: string) => {
    if (await change.run({ draftId, version, changes, ...(because === '' ? {} : { because }) })) onDone();
  };
  const onChange = (changes: readonly FieldChange[], because: string) => void run(changes, because);
  const where = drawn.line === undefined ? '' : `, line ${drawn.line + 1}`;
  const line = drawn.line === undefined ? undefined : { claim, line: drawn.line, busy: change.busy, onChange };
  return (
    <section className="box-editor" aria-label={`Box ${drawn.box.box}${where}`}>
      <p className="box-editor-head">
        <strong className="mono">{drawn.box.box}</strong> {drawn.box.name}
        {where}
      </p>
      <Found findings={findings} />
      {not !== undefined ? (
        <>
          <p className="small dim">{not}</p>
          <div className="actions">
            <Button size="xs" variant="default" onClick={onDone}>
              Close
            </Button>
          </div>
        </>
      ) : line !== undefined && ofLine === 'off' ? (
        <LineOff {...line} onBack={() => setOfLine(undefined)} />
      ) : line !== undefined && ofLine === 'more' ? (
        <LineMore {...line} onBack={() => setOfLine(undefined)} />
      ) : (
        <Fields {...props} {...{ open, busy: change.busy, onChange }} onLine={setOfLine} />
      )}
      {change.error ? <ErrorNote error={change.error} /> : null}
    </section>
  );
}
