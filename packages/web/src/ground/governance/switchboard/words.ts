import type { Level } from '@claimwright/core/ground/governance';
import type { AlertView, SettingView, SwitchboardView, WorkflowView } from '@claimwright/server/api';
import type { Tone } from '../../../ui/status.tsx';

interface LevelWords {
  readonly name: string;
  readonly tone: Tone;
  readonly says: string;
}

/** What each rung means to a person, from the bottom. */
export const levelWords: { readonly [level in Level]: LevelWords } = {
  off: { name: 'Off', tone: 'quiet', says: 'The machine does nothing here.' },
  shadow: { name: 'Shadow', tone: 'wait', says: 'The machine decides unseen, and is compared with what people do.' },
  assist: { name: 'Assist', tone: 'wait', says: 'The machine suggests; people do it.' },
  guided: { name: 'Guided', tone: 'good', says: 'The machine prepares each; a person’s click applies it.' },
  conditional: {
    name: 'Conditional',
    tone: 'work',
    says: 'What is on the list applies itself within the limits, and a supervisor reviews it at the end of the day.',
  },
};

const signWords: { readonly [sign in AlertView['sign']]: string } = {
  population: 'What comes in is not what it used to be',
  calibration: 'It is surer than it is right',
  overrides: 'People take back more than before',
  'stop-rule': 'A trial was stopped: people and the machine agree too rarely',
};
export const alertWords = ({ sign }: AlertView): string => signWords[sign];

export const percent = (share: number): string => `${String(Math.round(share * 1000) / 10)} %`;

/** One row of the board: a workflow, or a payer or site of it that has a level of its own. */
export interface BoardRow {
  readonly id: string;
  readonly workflow: WorkflowView;
  /** Absent: the workflow as a whole. */
  readonly setting?: SettingView;
  readonly name: string;
  readonly level: Level;
}

const scopeName = (
  { payers, sites }: SwitchboardView,
  { payerId, siteId }: { readonly payerId?: string; readonly siteId?: string },
): string => {
  const payer = payers.find(({ id }) => id === payerId)?.name;
  const site = sites.find(({ id }) => id === siteId)?.name;
  return [payer, site].filter(Boolean).join(' at ') || 'all payers and sites';
};

export const rowId = (workflow: string, of: { readonly payerId?: string; readonly siteId?: string }): string =>
  [workflow, of.payerId ?? '', of.siteId ?? ''].join('~');

/** Every row: what this build does by machine first, each with its payers and sites under it. */
export function boardRows(board: SwitchboardView): BoardRow[] {
  const ordered = [...board.workflows].sort((a, b) => Number(b.here) - Number(a.here));
  return ordered.flatMap((workflow) => {
    const own: BoardRow = { id: rowId(workflow.workflow, {}), workflow, name: workflow.name, level: workflow.level };
    const tried = workflow.trials.filter((trial) => trial.endedAt === undefined && trial.payerId !== undefined);
    const scopes = workflow.settings.map((setting): BoardRow => {
      return { id: rowId(workflow.workflow, setting), workflow, setting, name: scopeName(board, setting), level: setting.level };
    });
    const extra = tried
      .filter((trial) => !scopes.some(({ id }) => id === rowId(workflow.workflow, { payerId: trial.payerId ?? '' })))
      .map((trial): BoardRow => {
        const of = trial.payerId === undefined ? {} : { payerId: trial.payerId };
        return { id: rowId(workflow.workflow, of), workflow, name: scopeName(board, of), level: workflow.level };
      });
    return [own, ...scopes, ...extra];
  });
}

/** The payer and site that a row's id names. */
export function scopeOf(id: string): { payerId?: string; siteId?: string } {
  const [, payerId, siteId] = id.split('~');
  return { ...(payerId ? { payerId } : {}), ...(siteId ? { siteId } : {}) };
}
