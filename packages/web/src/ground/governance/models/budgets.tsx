import type { BudgetView, ModelsView } from '@claimwright/server/api';
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useAct } from '../../../app/queries.ts';
import { useMay } from '../../../app/session.ts';
import { ErrorNote } from '../../../ui/notes.tsx';
import { formatMicro, readMicro, workflowWords, writeMicro } from './words.ts';

const monthNow = (): string => new Date().toISOString().slice(0, 7);

/** Empty: no limit. Undefined: not a number. */
const readCount = (typed: string): number | null | undefined =>
  typed.trim() === '' ? null : /^\d{1,6}$/.test(typed.trim()) ? Number(typed.trim()) : undefined;
const readDollars = (typed: string): number | null | undefined => (typed.trim() === '' ? null : readMicro(typed));

interface BudgetProps {
  readonly workflow: string;
  readonly budget: BudgetView | undefined;
  /** Millionths of a dollar, this month. */
  readonly used: number;
  readonly may: boolean;
}

function Budget({ workflow, budget, used, may }: BudgetProps): ReactElement {
  const [draft, setDraft] = useState({
    dollars: budget?.microDollarsAMonth === undefined ? '' : writeMicro(budget.microDollarsAMonth),
    calls: budget?.callsAMinute === undefined ? '' : String(budget.callsAMinute),
  });
  const set = useAct('ground/governance/models/set-budget');
  const name = workflowWords(workflow);
  const [micro, calls] = [readDollars(draft.dollars), readCount(draft.calls)];
  const same = micro === (budget?.microDollarsAMonth ?? null) && calls === (budget?.callsAMinute ?? null);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (micro !== undefined && calls !== undefined) void set.run({ workflow, microDollarsAMonth: micro, callsAMinute: calls });
  };
  return (
    <form className="models-budget" aria-label={`Budget: ${name}`} onSubmit={onSubmit}>
      <p>
        <strong>{name}</strong>
        <br />
        <span className="dim">${formatMicro(used)} this month</span>
      </p>
      <TextInput
        label="Dollars a month"
        placeholder="No limit"
        inputMode="decimal"
        disabled={!may}
        value={draft.dollars}
        error={micro === undefined ? 'Write it as 25' : undefined}
        onChange={(event) => setDraft({ ...draft, dollars: event.currentTarget.value })}
      />
      <TextInput
        label="Calls a minute"
        placeholder="No limit"
        inputMode="numeric"
        disabled={!may}
        value={draft.calls}
        error={calls === undefined ? 'Write it as 10' : undefined}
        onChange={(event) => setDraft({ ...draft, calls: event.currentTarget.value })}
      />
      {may ? (
        <Button type="submit" variant="default" loading={set.busy} disabled={same || micro === undefined || calls === undefined}>
          Set
        </Button>
      ) : null}
      {set.error ? <ErrorNote error={set.error} /> : null}
    </form>
  );
}

/** The most that is spent in a month and asked in a minute: by the practice, and by each workflow. */
export function Budgets({ models }: { readonly models: ModelsView }): ReactElement | null {
  const may = useMay('models.manage');
  if (models.models.length === 0) return null;
  const workflows = ['*', ...new Set([...models.tasks.map(({ workflow }) => workflow), ...models.budgets.map((one) => one.workflow)])];
  const month = monthNow();
  const used = (workflow: string) =>
    models.usage
      .filter((row) => row.month === month && (workflow === '*' || row.workflow === workflow))
      .reduce((sum, row) => sum + row.microDollars, 0);
  return (
    <section className="block" aria-label="Budgets">
      <h2>Budgets</h2>
      <p className="dim">
        A question that could pass the month’s dollars is not sent. One that passes the calls of a minute waits for the next minute.
      </p>
      {[...new Set(workflows)].map((workflow) => {
        const budget = models.budgets.find((one) => one.workflow === workflow);
        return (
          <Budget
            key={`${workflow} ${budget?.microDollarsAMonth} ${budget?.callsAMinute}`}
            workflow={workflow}
            budget={budget}
            used={used(workflow)}
            may={may}
          />
        );
      })}
    </section>
  );
}
