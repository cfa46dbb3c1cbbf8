import { tryTests } from '@claimwright/core/revenue/scrub';
import type { RuleView } from '@claimwright/server/api';
import { Button } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import type { ruleParts } from '../../../app/addresses.ts';
import { ask } from '../../../app/api.ts';
import { useCommands } from '../../../app/commands.tsx';
import { useAct } from '../../../app/queries.ts';
import { useMay } from '../../../app/session.ts';
import { Answers, Facts } from '../../../ui/facts.tsx';
import { formatDate } from '../../../ui/format.ts';
import { ErrorNote, KeyHint } from '../../../ui/notes.tsx';
import { Status } from '../../../ui/status.tsx';
import { ViewTabs } from '../../../ui/view-tabs.tsx';
import { ConditionInWords } from './condition-editor.tsx';
import { RuleDocument } from './document.tsx';
import { written } from './draft.ts';
import { Preview, usePreview } from './preview.tsx';
import { SwitchDialog, tellDone, useSwitch } from './switching.tsx';
import { Outcome, Seen } from './tests.tsx';
import { Versions } from './versions.tsx';
import { actionSays, actionWords, changeWords, daysOf, kindWords, type PayerName, payersOf, standing } from './words.ts';

export type RulePart = (typeof ruleParts)[number];

function Reading({ view, names }: { readonly view: RuleView; readonly names: readonly PayerName[] }): ReactElement {
  const { rule, on } = view;
  const { proposal } = rule;
  return (
    <>
      <div className="block">
        <Answers
          what={rule.says}
          why={`${rule.because} (${rule.source})`}
          otherwise={
            on === undefined
              ? 'It finds nothing while it is off.'
              : rule.action === 'hold'
                ? 'Claims that it finds stay until somebody mends them or sets the finding aside.'
                : 'Claims that it finds may go; the finding stays on the record.'
          }
          decided={`Version ${rule.version} by ${rule.author} on ${formatDate(rule.writtenOn)}; ${on === undefined ? 'off' : `version ${on} is on`}.`}
        />
      </div>
      <section className="block" aria-label="When">
        <h2>When</h2>
        <ConditionInWords {...rule} />
      </section>
      <div className="block">
        <Facts
          facts={[
            { name: 'Remedy', value: rule.fix },
            { name: 'Action', value: actionSays[rule.action] },
            { name: 'Tag', value: rule.tag },
            {
              name: 'Proposes',
              value: proposal
                ? `${changeWords[proposal.change]} ${proposal.choices.join(', ')}, where the note says ${proposal.phrases.join(', ')}`
                : undefined,
            },
            { name: 'Payers', value: payersOf(rule, names) },
            { name: 'Kinds of claims', value: rule.kinds?.map((kind) => kindWords[kind]).join(', ') ?? 'every kind' },
            { name: 'In force', value: daysOf(rule) },
            { name: 'Pack', value: rule.pack },
            { name: 'Id', value: <span className="mono">{rule.id}</span> },
          ]}
        />
      </div>
    </>
  );
}

function Tests({ rule }: Pick<RuleView, 'rule'>): ReactElement {
  return (
    <section className="block" aria-label="Tests">
      <ol className="plain-list">
        {tryTests(rule).map(({ test, holds, fired }, at) => (
          <li key={`${String(at)} ${test.name}`}>
            <div className="block-head">
              <strong>{test.name}</strong>
              <span className="dim">{test.fires ? 'the rule fires' : 'the rule stays silent'}</span>
              <Outcome holds={holds} fired={fired} />
            </div>
            <Seen test={test} />
          </li>
        ))}
      </ol>
    </section>
  );
}

interface RuleProps {
  readonly view: RuleView;
  readonly names: readonly PayerName[];
  readonly part: RulePart;
  onPart(part: RulePart): void;
  onEdit(): void;
}

/** One rule: what it says, its tests, what it would have found, its versions, its page. */
export function Rule({ view, names, part, onPart, onEdit }: RuleProps): ReactElement {
  const { rule, on } = view;
  const [mayWrite, maySwitch] = [useMay('rules.write'), useMay('rules.switch')];
  const preview = usePreview(written(rule), mayWrite && part === 'preview');
  const [way, setWay] = useState<'on' | 'off'>();
  const save = useAct('revenue/scrub/save-rule');
  const versions = async () => (await ask('revenue/scrub/rule-history', { ruleId: rule.id }, 'operations')).versions.map((one) => one.rule);
  const switching = useSwitch(view, versions);
  const current = on === rule.version;
  const turnOn = () => (preview.data === undefined || part !== 'preview' ? onPart('preview') : setWay('on'));
  const back = async (to: typeof rule) => {
    const saved = await save.run({ rule: written(to), from: rule.version });
    if (saved === undefined) return;
    tellDone(
      `Version ${saved.version} saved`,
      `It says what version ${to.version} said.`,
      () => void save.run({ rule: written(rule), from: saved.version }),
    );
  };
  const group = 'This rule';
  const rights = 'Your role may not switch rules.';
  useCommands([
    {
      id: 'edit-rule',
      label: 'Edit this rule',
      group,
      keys: 'e',
      run: onEdit,
      not: mayWrite ? undefined : 'Your role may not write rules.',
    },
    {
      id: 'switch-on',
      label: 'Switch this version on',
      group,
      keys: 's',
      run: turnOn,
      not: !maySwitch ? rights : current ? 'It is on.' : undefined,
    },
    {
      id: 'switch-off',
      label: 'Switch this rule off',
      group,
      keys: 'r',
      run: () => setWay('off'),
      not: !maySwitch ? rights : on ? undefined : 'It is off.',
    },
    {
      id: 'preview-rule',
      label: 'See what it would have found',
      group,
      keys: 'p',
      run: () => onPart('preview'),
      not: mayWrite ? undefined : rights,
    },
  ]);
  const { tone, says } = standing(view);
  const tests = tryTests(rule);
  const holding = tests.filter(({ holds }) => holds).length;
  return (
    <>
      <header className="thing-head">
        <div className="thing-title">
          <h1>{rule.title}</h1>
          <p className="dim">
            {payersOf(rule, names)}, {daysOf(rule)}
          </p>
          <div className="badges">
            <Status tone={tone}>{says}</Status>
            <Status tone="quiet">{actionWords[rule.action]}</Status>
            <Status tone={holding === tests.length ? 'good' : 'stop'}>
              {holding} of {tests.length} tests hold
            </Status>
          </div>
        </div>
        <div className="actions">
          {maySwitch && !current ? (
            <Button onClick={turnOn}>
              {part === 'preview' ? `Switch version ${rule.version} on` : 'Preview, then switch on'} <KeyHint keys="s" />
            </Button>
          ) : null}
          {maySwitch && on !== undefined ? (
            <Button variant="default" onClick={() => setWay('off')}>
              Switch off <KeyHint keys="r" />
            </Button>
          ) : null}
          {mayWrite ? (
            <Button variant="default" onClick={onEdit}>
              Edit <KeyHint keys="e" />
            </Button>
          ) : null}
        </div>
      </header>
      {save.error ? <ErrorNote error={save.error} /> : null}
      {switching.act.error && way === undefined ? <ErrorNote error={switching.act.error} /> : null}
      <div className="pane-tools">
        <ViewTabs<RulePart>
          label="Which part of the rule"
          chosen={part}
          onChoose={onPart}
          views={[
            { id: 'rule', label: 'Rule' },
            { id: 'tests', label: 'Tests', count: tests.length },
            ...(mayWrite ? [{ id: 'preview' as const, label: 'Preview' }] : []),
            { id: 'versions', label: 'Versions' },
            { id: 'document', label: 'Document' },
          ]}
        />
      </div>
      {part === 'rule' ? <Reading view={view} names={names} /> : null}
      {part === 'tests' ? <Tests rule={rule} /> : null}
      {part === 'preview' && mayWrite ? (
        <section className="block" aria-label="Preview">
          <h2>The last 90 days</h2>
          <Preview rule={written(rule)} />
        </section>
      ) : null}
      {part === 'versions' ? <Versions view={view} may={mayWrite} busy={save.busy} onBack={(to) => void back(to)} /> : null}
      {part === 'document' ? <RuleDocument title={rule.title} rules={[rule]} /> : null}
      <SwitchDialog view={view} preview={preview.data} way={way} switching={switching} onClose={() => setWay(undefined)} />
    </>
  );
}
