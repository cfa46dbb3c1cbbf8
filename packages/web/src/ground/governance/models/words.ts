import type { Workflow } from '@claimwright/core/ground/governance';
import { workflowCards } from '@claimwright/core/ground/governance';
import type { AgreementAlertView, AgreementView, CallRowView, UsageView } from '@claimwright/server/api';
import { formatCount, formatDate, plural, sentence } from '../../../ui/format.ts';
import type { Tone } from '../../../ui/status.tsx';

export const kindWords: { readonly [kind in AgreementView['kind']]: string } = {
  baa: 'Business associate agreement (BAA)',
  'own-machine': 'Own machine: nothing leaves the practice',
};

const providers: { readonly [name: string]: string } = {
  'openai-compatible': 'OpenAI-compatible server',
  anthropic: 'Anthropic',
  azure: 'Azure OpenAI',
  bedrock: 'Amazon Bedrock',
};
export const providerWords = (name: string): string => providers[name] ?? name;

/** How the address of each is written. */
const urls: { readonly [name: string]: string } = {
  'openai-compatible': 'https://…/v1, or http://localhost:… for a server on this machine',
  anthropic: 'Leave it empty for the vendor’s own',
  azure: 'https://….openai.azure.com',
  bedrock: 'The region, such as us-east-1',
};
export const urlWords = (name: string): string => urls[name] ?? 'https://…';

export const stateWords: { readonly [state in CallRowView['state']]: { readonly words: string; readonly tone: Tone } } = {
  waiting: { words: 'Waits to be sent', tone: 'wait' },
  sent: { words: 'Under way', tone: 'wait' },
  answered: { words: 'Answered', tone: 'good' },
  refused: { words: 'Not sent', tone: 'stop' },
  'needs-person': { words: 'For a person', tone: 'work' },
};

const isWorkflow = (name: string): name is Workflow => Object.hasOwn(workflowCards, name);
export const workflowWords = (name: string): string =>
  name === '*' ? 'The whole practice' : isWorkflow(name) ? workflowCards[name].name : sentence(name);

/** From here on the registry says how long an agreement still holds. */
const soonDays = 60;

export function standingOf(agreement: AgreementView): { readonly words: string; readonly tone: Tone } {
  const { ended, standing, daysLeft } = agreement;
  if (ended) return { words: 'Ended', tone: 'quiet' };
  if (!standing) return { words: 'Expired', tone: 'stop' };
  if (daysLeft === 0) return { words: 'Expires today', tone: 'work' };
  if (daysLeft !== undefined && daysLeft <= soonDays) return { words: `Expires in ${plural(daysLeft, 'day')}`, tone: 'work' };
  return { words: 'In force', tone: 'good' };
}

export function alertWords({ kind, model, vendor, product, expiresOn, daysLeft }: AgreementAlertView): string {
  const of = `${vendor}, ${product}`;
  if (kind === 'expiring')
    return `The agreement with ${of} expires ${daysLeft === 0 ? 'today' : `in ${plural(daysLeft ?? 0, 'day')}, on ${formatDate(expiresOn)}`}; ${model} is in use.`;
  if (kind === 'missing') return `There is no agreement with ${of}; ${model} is switched on and is sent nothing.`;
  if (kind === 'not-covered') return `No agreement with ${of} covers all that ${model} is asked for; what is not covered is not sent.`;
  return `The agreement with ${of} is over${expiresOn ? ` since ${formatDate(expiresOn)}` : ''}; ${model} is switched on and is sent nothing.`;
}

/** '1.2346': dollars of a sum in millionths of a dollar; what costs less than a cent has to show too. */
export function formatMicro(micro: number, places = 4): string {
  const digits = String(Math.round(micro / 10 ** (6 - places))).padStart(places + 1, '0');
  return `${formatCount(Number(digits.slice(0, -places)))}.${digits.slice(-places)}`;
}

/** Millionths of a dollar from '2.50', as people type it; undefined where it is no amount. */
export function readMicro(typed: string): number | undefined {
  const match = /^\s*\$?\s*([\d,]{1,9})(?:\.(\d{1,6}))?\s*$/.exec(typed);
  if (!match?.[1]) return undefined;
  return Number(match[1].replaceAll(',', '')) * 1_000_000 + Number((match[2] ?? '').padEnd(6, '0'));
}

/** '2.5' back from 2,500,000, as it would be typed. */
export const writeMicro = (micro: number): string => {
  const [whole, part = ''] = formatMicro(micro, 6).replaceAll(',', '').split('.');
  return part.replace(/0+$/, '') === '' ? `${whole}` : `${whole}.${part.replace(/0+$/, '').padEnd(2, '0')}`;
};

/** 'March 2026'. */
export function monthWords(month: string): string {
  const [year = '', at = ''] = month.split('-');
  return `${months[Number(at) - 1] ?? at} ${year}`;
}
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** A month's first instant and the next one's, as the meter counts them. */
export function monthBounds(month: string): { readonly from: string; readonly to: string } {
  const [year = 0, at = 1] = month.split('-').map(Number);
  return { from: new Date(Date.UTC(year, at - 1, 1)).toISOString(), to: new Date(Date.UTC(year, at, 1)).toISOString() };
}

/** Spreadsheets run what begins like a formula. */
const cell = (value: string | number): string => {
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

export function usageCsv(rows: readonly UsageView[]): string {
  const head = ['month', 'workflow', 'model', 'calls', 'tokens in', 'tokens out', 'dollars'];
  const lines = rows.map((row) => [
    row.month,
    row.workflow,
    row.model,
    row.calls,
    row.tokensIn,
    row.tokensOut,
    formatMicro(row.microDollars, 6).replaceAll(',', ''),
  ]);
  return `${[head, ...lines].map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`;
}
