import { plainDate } from '@claimwright/core/ground/base';
import { tryTests } from '@claimwright/core/revenue/scrub';
import type { RuleFinds, RuleView } from '@claimwright/server/api';
import { Button, Select } from '@mantine/core';
import { type ReactElement, type ReactNode, useState } from 'react';
import { readRules } from '../../../app/addresses.ts';
import { useCommands } from '../../../app/commands.tsx';
import { Panes } from '../../../app/panes.tsx';
import { useAsk } from '../../../app/queries.ts';
import { useMay } from '../../../app/session.ts';
import { useAddress } from '../../../app/use-address.ts';
import { formatCount, formatShortDate, plural } from '../../../ui/format.ts';
import { EmptyState, ErrorNote, KeyHint } from '../../../ui/notes.tsx';
import { SearchBox } from '../../../ui/search-box.tsx';
import { Status } from '../../../ui/status.tsx';
import { type Column, VirtualTable } from '../../../ui/virtual-table.tsx';
import { RuleDocument } from './document.tsx';
import { draftFrom, newDraft, type RuleDraft, withRule, written } from './draft.ts';
import { RuleEditor } from './editor.tsx';
import { exampleRule } from './examples.ts';
import { Examples } from './examples-list.tsx';
import { ImportPack } from './import-pack.tsx';
import { Rule } from './rule.tsx';
import './rules.css';
import { foundHead, foundNote, foundWords } from './found-words.ts';
import { actionWords, daysOf, type PayerName, payerNames, payersOf, standing } from './words.ts';

const state = (view: RuleView): ReactElement => {
  const { tone, says } = standing(view);
  return (
    <Status tone={tone} plain>
      {says}
    </Status>
  );
};

function TestsOf({ rule }: Pick<RuleView, 'rule'>): ReactElement {
  const tests = tryTests(rule);
  const holding = tests.filter(({ holds }) => holds).length;
  return (
    <Status tone={holding === tests.length ? 'good' : 'stop'} plain>
      {holding}/{tests.length}
    </Status>
  );
}

const columnsFor = (names: readonly PayerName[], finds: RuleFinds | undefined): readonly Column<RuleView>[] => {
  const found = ({ rule }: RuleView) => finds?.found[rule.id] ?? 0;
  return [
    {
      id: 'title',
      head: 'Rule',
      width: 'minmax(180px, 1.6fr)',
      cell: ({ rule }) => <strong>{rule.title}</strong>,
      full: ({ rule }) => rule.title,
      sortBy: ({ rule }) => rule.title,
    },
    {
      id: 'payer',
      head: 'Payer',
      width: 'minmax(110px, 1fr)',
      cell: ({ rule }) => payersOf(rule, names),
      full: ({ rule }) => payersOf(rule, names),
      sortBy: ({ rule }) => payersOf(rule, names),
    },
    { id: 'action', head: 'Action', width: '76px', cell: ({ rule }) => actionWords[rule.action], sortBy: ({ rule }) => rule.action },
    { id: 'state', head: 'State', width: '130px', cell: state, sortBy: (view) => standing(view).says },
    {
      id: 'found',
      head: foundHead(finds),
      width: '108px',
      end: true,
      cell: (view) => (finds ? formatCount(found(view)) : '…'),
      sortBy: found,
    },
    { id: 'tests', head: 'Tests', width: '70px', cell: ({ rule }) => <TestsOf rule={rule} /> },
    {
      id: 'days',
      head: 'In force',
      width: 'minmax(130px, 0.8fr)',
      cell: ({ rule }) => daysOf(rule),
      sortBy: ({ rule }) => rule.effective,
      from: 900,
    },
    {
      id: 'pack',
      head: 'Pack',
      width: 'minmax(90px, 0.7fr)',
      cell: ({ rule }) => rule.pack ?? '',
      sortBy: ({ rule }) => rule.pack ?? '',
      from: 1080,
    },
    {
      id: 'version',
      head: 'Version',
      width: 'minmax(150px, 0.8fr)',
      cell: ({ rule }) => `${rule.version}, ${rule.author}, ${formatShortDate(rule.writtenOn)}`,
      sortBy: ({ rule }) => rule.writtenOn,
      from: 1000,
    },
  ];
};

const slimFor = (names: readonly PayerName[], finds: RuleFinds | undefined): readonly Column<RuleView>[] => [
  {
    id: 'title',
    head: 'Rule',
    width: 'minmax(0, 1fr)',
    cell: ({ rule }) => (
      <span className="two-lines">
        <strong>{rule.title}</strong>
        <span className="dim small">
          {actionWords[rule.action]}, {payersOf(rule, names)}
        </span>
      </span>
    ),
  },
  {
    id: 'state',
    head: 'State',
    width: '128px',
    cell: (view) => (
      <span className="two-lines">
        {state(view)}
        <span className="dim small">{finds ? foundWords(finds, view.rule.id) : ''}</span>
      </span>
    ),
  },
];

/** Payers' rules go by the year; a rule from today on would say nothing of the claims that wait. */
const firstOfYear = () => {
  const day = plainDate(`${new Date().getFullYear()}-01-01`);
  if (day === undefined) throw new Error('a year has no first day');
  return day;
};

/** What is being written: the rule that is open, an example, or a new one. */
function draftOf(edit: string | undefined, open: RuleView | undefined): { readonly name: string; readonly draft: RuleDraft } | undefined {
  if (edit === undefined) return undefined;
  if (edit === 'this') return open && { name: open.rule.id, draft: draftFrom(written(open.rule), open.rule.version) };
  const example = exampleRule(edit, firstOfYear());
  const draft = example ? withRule(draftFrom(example, 0), { title: example.title }) : newDraft(firstOfYear());
  return { name: edit, draft };
}

const matches = ({ rule }: RuleView, names: readonly PayerName[], search: string): boolean => {
  const text =
    `${rule.title} ${rule.id} ${rule.pack ?? ''} ${rule.says} ${rule.when} ${rule.source} ${payersOf(rule, names)}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
};

function useRules() {
  const { data, error, refetch } = useAsk('revenue/scrub/rules', {});
  const finds = useAsk('revenue/scrub/rule-finds', {}, { enabled: (data?.rules.length ?? 0) > 0, keep: true });
  const practice = useAsk('ground/parties/practice', {});
  return {
    ...{ rules: data?.rules ?? [], loading: data === undefined && !error, error, retry: () => void refetch() },
    finds: finds.data,
    names: payerNames(practice.data?.payers ?? []),
  };
}

/** The rules of the payers: written, tried on the last ninety days and switched on by people. */
export function Rules({ tabs }: { readonly tabs: ReactNode }): ReactElement {
  const [address, go] = useAddress(readRules);
  const { rules, loading, error, retry, finds, names } = useRules();
  const [search, setSearch] = useState('');
  const may = useMay('rules.write');
  const packs = [...new Set(rules.flatMap(({ rule }) => rule.pack ?? []))].sort();
  const rows = rules.filter((view) => (address.pack === undefined || view.rule.pack === address.pack) && matches(view, names, search));
  const open = rules.find(({ rule }) => rule.id === address.rule);
  const writing = may ? draftOf(address.edit, open) : undefined;
  const start = (edit: string) => go({ edit, rule: undefined, part: undefined });
  useCommands([
    {
      id: 'new-rule',
      label: 'New rule',
      group: 'This list',
      keys: 'n',
      run: () => start('new'),
      not: may ? undefined : 'Your role may not write rules.',
    },
  ]);
  const add = may ? (
    <Button onClick={() => start('new')}>
      New rule <KeyHint keys="n" />
    </Button>
  ) : undefined;
  const list = (
    <>
      <header className="pane-head">
        <h1>Rules</h1>
        <span className="push actions">
          {may ? <ImportPack known={rules.map(({ rule }) => rule.id)} onDone={retry} /> : null}
          {rules.length > 0 ? (
            <Button variant="default" onClick={() => go({ rule: undefined, edit: undefined, part: 'document' })}>
              Document and export
            </Button>
          ) : null}
          {rules.length > 0 ? add : null}
        </span>
      </header>
      <div className="pane-tools">{tabs}</div>
      {rules.length > 0 ? (
        <div className="pane-tools">
          <SearchBox label="Search rules" placeholder="Title, payer, procedure" value={search} onChange={setSearch} />
          {packs.length > 0 ? (
            <Select
              aria-label="Pack"
              placeholder="Every pack"
              clearable
              data={packs}
              value={address.pack ?? null}
              onChange={(pack) => go({ pack: pack ?? undefined })}
            />
          ) : null}
          {finds?.more ? <span className="dim small">{foundNote(finds)}</span> : null}
        </div>
      ) : null}
      {error ? <ErrorNote error={error} retry={retry} /> : null}
      <VirtualTable
        label="Payer rules"
        rows={rows}
        rowId={({ rule }) => rule.id}
        columns={columnsFor(names, finds)}
        slim={slimFor(names, finds)}
        chosen={address.rule}
        sort={address.sort}
        onSort={(sort) => go({ sort }, true)}
        onOpen={({ rule }) => go({ rule: rule.id, edit: undefined })}
        loading={loading}
        footLabel={plural(rows.length, 'rule')}
        empty={
          rules.length > 0 ? (
            <EmptyState title="No rule is like that">Other words, or another pack, may find it.</EmptyState>
          ) : (
            <div className="rule-empty">
              <EmptyState title="No payer rule yet" action={add}>
                What a payer wants and no code table says: a modifier, a frequency, records with high totals. A rule is tried on the last 90
                days of claims before somebody switches it on.{' '}
                {may ? 'Begin with one of these, or with nothing.' : 'Your billers write them.'}
              </EmptyState>
              {may ? <Examples onStart={start} /> : null}
            </div>
          )
        }
      />
    </>
  );
  const thing = writing ? (
    <RuleEditor
      key={writing.name}
      name={writing.name}
      initial={writing.draft}
      names={names}
      packs={packs}
      onExample={address.edit === 'new' ? start : undefined}
      onSaved={({ ruleId }) => go({ rule: ruleId, edit: undefined, part: 'preview' })}
      onClose={() => go({ edit: undefined })}
    />
  ) : open ? (
    <Rule
      key={open.rule.id}
      view={open}
      names={names}
      part={address.part ?? 'rule'}
      onPart={(part) => go({ part: part === 'rule' ? undefined : part })}
      onEdit={() => go({ edit: 'this' })}
    />
  ) : address.part === 'document' && rules.length > 0 ? (
    <RuleDocument title={address.pack ?? 'Payer rules'} rules={rows.map(({ rule }) => rule)} />
  ) : undefined;
  return (
    <Panes
      name="rules"
      listLabel="Payer rules"
      thingLabel={writing ? 'Rule being written' : 'Rule'}
      backLabel="All rules"
      onBack={() => go({ rule: undefined, edit: undefined, part: undefined })}
      withoutEvidence
      list={list}
      listWidth={420}
      thing={thing}
    />
  );
}
