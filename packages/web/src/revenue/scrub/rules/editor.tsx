import { plainDate } from '@claimwright/core/ground/base';
import type { PayerRule } from '@claimwright/core/revenue/scrub';
import { Button, Modal, MultiSelect, Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useCommands } from '../../../app/commands.tsx';
import { useAct } from '../../../app/queries.ts';
import { ErrorNote, KeyHint } from '../../../ui/notes.tsx';
import { Shape } from '../../../ui/status.tsx';
import { ConditionEditor } from './condition-editor.tsx';
import { type DraftFault, faultsOf, type RuleDraft, type TextField, unsaved, withRule } from './draft.ts';
import { Examples } from './examples-list.tsx';
import { Preview } from './preview.tsx';
import { TestsEditor } from './tests.tsx';
import { actionSays, changeWords, kindWords, type PayerName } from './words.ts';

interface PartProps {
  readonly draft: RuleDraft;
  readonly faults: readonly DraftFault[];
  onDraft(draft: RuleDraft): void;
}

interface TextProps extends PartProps {
  readonly field: TextField;
  readonly label: string;
  readonly description?: string;
}

function TextPart({ draft, faults, onDraft, field, label, description }: TextProps): ReactElement {
  // A box that nobody has been to is not wrong yet.
  const [left, setLeft] = useState(draft.from > 0);
  return (
    <Textarea
      label={label}
      description={description}
      autosize
      minRows={1}
      required
      error={left ? faults.find((fault) => fault.field === field)?.says : undefined}
      onBlur={() => setLeft(true)}
      value={draft.rule[field]}
      onChange={(event) => onDraft(withRule(draft, { [field]: event.currentTarget.value }))}
    />
  );
}

function About({
  names,
  packs,
  ...props
}: PartProps & { readonly names: readonly PayerName[]; readonly packs: readonly string[] }): ReactElement {
  const { draft, onDraft } = props;
  const { rule } = draft;
  const known = [...names, ...rule.payers.filter((id) => !names.some(({ value }) => value === id)).map((id) => ({ value: id, label: id }))];
  const day = (text: string) => plainDate(text);
  return (
    <section className="block rule-fields" aria-label="What it is">
      <h2>What it is</h2>
      <TextPart {...props} field="title" label="Title" />
      <div className="setup-row">
        <MultiSelect
          label="Payers"
          description="Of whose claims it is asked"
          searchable
          required
          data={known}
          value={[...rule.payers]}
          onChange={(payers) => onDraft(withRule(draft, { payers }))}
        />
        <MultiSelect
          label="Kinds of claims"
          description="None: every kind"
          data={Object.entries(kindWords).map(([value, label]) => ({ value, label }))}
          value={[...(rule.kinds ?? [])]}
          onChange={(kinds) => {
            const { kinds: _before, ...rest } = rule;
            const chosen = Object.keys(kindWords).filter((kind): kind is keyof typeof kindWords => kinds.includes(kind));
            onDraft({ ...draft, rule: chosen.length === 0 ? rest : { ...rest, kinds: chosen } });
          }}
        />
      </div>
      <div className="setup-row">
        <TextInput
          type="date"
          label="In force from"
          description="By the day of service"
          required
          value={rule.effective}
          onChange={(event) => onDraft(withRule(draft, { effective: day(event.currentTarget.value) ?? rule.effective }))}
        />
        <TextInput
          type="date"
          label="Until"
          description="Nothing: for good"
          value={rule.retired ?? ''}
          onChange={(event) => {
            const { retired: _before, ...rest } = rule;
            const retired = day(event.currentTarget.value);
            onDraft({ ...draft, rule: retired === undefined ? rest : { ...rest, retired } });
          }}
        />
        <TextInput
          label="Pack"
          description="To keep and hand on rules together"
          list="rule-packs"
          value={rule.pack ?? ''}
          onChange={(event) => {
            const { pack: _before, ...rest } = rule;
            const pack = event.currentTarget.value;
            onDraft({ ...draft, rule: pack === '' ? rest : { ...rest, pack } });
          }}
        />
        <datalist id="rule-packs">
          {packs.map((pack) => (
            <option key={pack} value={pack} />
          ))}
        </datalist>
      </div>
    </section>
  );
}

const isAction = (text: string | null): text is PayerRule['action'] => text !== null && text in actionSays;
const isChange = (text: string | null): text is keyof typeof changeWords => text !== null && text in changeWords;

function Then(props: PartProps): ReactElement {
  const { draft, onDraft } = props;
  const { action, tag, proposal } = draft.rule;
  const proposed = proposal ?? { change: 'add-modifier' as const, choices: [], phrases: [] };
  const choose = (next: string | null) => {
    if (!isAction(next)) return;
    const { tag: _tag, proposal: _proposal, ...rest } = draft.rule;
    const own = next === 'tag' ? { tag: tag ?? '' } : next === 'propose' ? { proposal: proposed } : {};
    onDraft({ ...draft, rule: { ...rest, action: next, ...own } });
  };
  return (
    <section className="block rule-fields" aria-label="What it does">
      <h2>What it does</h2>
      <Select
        label="Action"
        allowDeselect={false}
        data={Object.entries(actionSays).map(([value, label]) => ({ value, label }))}
        value={action}
        onChange={choose}
      />
      {action === 'tag' ? (
        <TextInput
          label="Tag"
          required
          value={tag ?? ''}
          onChange={(event) => onDraft(withRule(draft, { tag: event.currentTarget.value }))}
        />
      ) : null}
      {action === 'propose' ? (
        <div className="setup-row">
          <Select
            label="Change"
            allowDeselect={false}
            data={Object.entries(changeWords).map(([value, label]) => ({ value, label }))}
            value={proposed.change}
            onChange={(change) => isChange(change) && onDraft(withRule(draft, { proposal: { ...proposed, change } }))}
          />
          <TagsInput
            label="To what"
            description="Several: a person chooses"
            value={[...proposed.choices]}
            onChange={(choices) => onDraft(withRule(draft, { proposal: { ...proposed, choices } }))}
          />
          <TagsInput
            label="Phrases of the note"
            description="Without one of them nothing is proposed"
            value={[...proposed.phrases]}
            onChange={(phrases) => onDraft(withRule(draft, { proposal: { ...proposed, phrases } }))}
          />
        </div>
      ) : null}
      <TextPart {...props} field="says" label="What is found" description="As a biller would say it, on the claim" />
      <TextPart {...props} field="because" label="Why" />
      <TextPart {...props} field="fix" label="What to do" />
      <TextPart {...props} field="source" label="Source" description="Bulletin, page, contract: where the payer says so" />
    </section>
  );
}

/** What stands between this and a rule that can be saved. */
function Faults({ faults }: { readonly faults: readonly DraftFault[] }): ReactElement | null {
  if (faults.length === 0) return null;
  return (
    <section className="block" aria-label="Before it can be saved">
      <h2>Before it can be saved</h2>
      <ul className="plain-list">
        {faults.map(({ field, says, fix }) => (
          <li key={`${field} ${says}`} className="work-item">
            <Shape tone="work" />
            <div>
              {says} {fix}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What was written, with a way back from each change of it. */
function useDraft(name: string, initial: RuleDraft) {
  const [draft, setDraft] = useState(() => unsaved.get(name) ?? initial);
  const [past, setPast] = useState<readonly RuleDraft[]>([]);
  const keep = (next: RuleDraft) => {
    unsaved.set(name, next);
    setDraft(next);
  };
  return {
    draft,
    changed: past.length > 0 || unsaved.has(name),
    set: (next: RuleDraft) => {
      setPast([...past.slice(-100), draft]);
      keep(next);
    },
    undo: () => {
      const last = past.at(-1);
      if (last === undefined) return;
      setPast(past.slice(0, -1));
      keep(last);
    },
    canUndo: past.length > 0,
    forget: () => unsaved.delete(name),
  };
}

interface EditorProps {
  /** Under which its unsaved state is kept. */
  readonly name: string;
  readonly initial: RuleDraft;
  readonly names: readonly PayerName[];
  readonly packs: readonly string[];
  /** Where nothing is written yet: to begin with an example instead. */
  readonly onExample?: ((id: string) => void) | undefined;
  onSaved(saved: { readonly ruleId: string; readonly version: number }): void;
  onClose(): void;
}

/** A rule while it is written: each change is checked and its tests are tried at once; saving makes a version, which is off. */
export function RuleEditor({ name, initial, names, packs, onExample, onSaved, onClose }: EditorProps): ReactElement {
  const { draft, set, undo, canUndo, changed, forget } = useDraft(name, initial);
  const [leaving, setLeaving] = useState(false);
  const [previewed, setPreviewed] = useState<RuleDraft['rule']>();
  const save = useAct('revenue/scrub/save-rule');
  const faults = faultsOf(draft);
  const run = async () => {
    const saved = await save.run({ rule: draft.rule, from: draft.from });
    if (saved === undefined) return;
    forget();
    onSaved(saved);
  };
  const leave = () => {
    forget();
    onClose();
  };
  const not = faults.length === 0 ? undefined : 'Something is missing: see below.';
  const group = 'This rule';
  useCommands([
    { id: 'save-rule', label: 'Save this version', group, keys: 'Mod+s', run: () => void run(), not },
    {
      id: 'undo-change',
      label: 'Undo the last change',
      group,
      keys: 'Mod+z',
      run: undo,
      not: canUndo ? undefined : 'Nothing was changed.',
    },
  ]);
  const parts = { draft, faults, onDraft: set };
  return (
    <>
      <header className="thing-head rule-head">
        <div className="thing-title">
          <h1>{draft.rule.title.trim() || 'New rule'}</h1>
          <p className="dim">{draft.from === 0 ? 'Nobody has saved it yet' : `To be version ${draft.from + 1}`}</p>
        </div>
        <div className="actions">
          <Button disabled={not !== undefined} loading={save.busy} onClick={() => void run()}>
            Save this version <KeyHint keys="Ctrl S" />
          </Button>
          <Button variant="default" disabled={!canUndo} onClick={undo}>
            Undo <KeyHint keys="Ctrl Z" />
          </Button>
          <Button variant="default" onClick={() => (changed ? setLeaving(true) : leave())}>
            Cancel
          </Button>
        </div>
      </header>
      {save.error ? <ErrorNote error={save.error} /> : null}
      {onExample && !changed ? (
        <details className="block">
          <summary>Begin with an example</summary>
          <Examples onStart={onExample} />
        </details>
      ) : null}
      <About {...parts} names={names} packs={packs} />
      <section className="block" aria-label="When">
        <h2>When</h2>
        <ConditionEditor draft={draft} onDraft={set} />
      </section>
      <Then {...parts} />
      <section className="block" aria-label="Tests">
        <h2>Tests</h2>
        <TestsEditor draft={draft} onDraft={set} />
      </section>
      <Faults faults={faults} />
      <section className="block" aria-label="Preview">
        <h2>The last 90 days</h2>
        <Button variant="default" disabled={faults.some(({ field }) => field !== undefined)} onClick={() => setPreviewed(draft.rule)}>
          {previewed ? 'Preview again' : 'Preview'}
        </Button>
        {previewed ? (
          <Preview rule={previewed} onTest={(test) => set(withRule(draft, { tests: [...draft.rule.tests, test] }))} />
        ) : (
          <p className="dim">Which claims it would have found, once its texts and its condition are there.</p>
        )}
      </section>
      <Modal
        opened={leaving}
        onClose={() => setLeaving(false)}
        title="Throw the changes away?"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <div className="dialog">
          <p>What was written here and not saved is lost.</p>
          <div className="dialog-actions">
            <Button variant="default" onClick={() => setLeaving(false)}>
              Go on writing
            </Button>
            <Button onClick={leave}>Throw away</Button>
          </div>
        </div>
      </Modal>
    </>
  );
}
