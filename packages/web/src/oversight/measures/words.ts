import type { Arm, Difference, Measured } from '@claimwright/core/oversight/measures';
import type { MeasuresView } from '@claimwright/server/api';
import { formatCount } from '../../ui/format.ts';

export const percent = (share: number): string => `${(share * 100).toFixed(share === 0 || share === 1 ? 0 : 1)} %`;

export function duration(seconds: number): string {
  const whole = Math.round(Math.abs(seconds));
  const sign = seconds < 0 ? '−' : '';
  if (whole < 60) return `${sign}${whole} s`;
  if (whole < 3_600) return `${sign}${(whole / 60).toFixed(1)} min`;
  return `${sign}${(whole / 3_600).toFixed(1)} h`;
}

/** Name, what it counts, and how a claim is called that is counted or not. */
export const measureWords: { readonly [id in Measured['id']]: readonly [name: string, what: string, yes: string, no: string] } = {
  'clean-claims': ['Clean claims', 'Passed the edits as first made, changed by nobody, and taken by the payer', 'Clean', 'Not clean'],
  'first-pass': ['First-pass acceptance', 'Taken by the payer at the first sending, of those that were answered', 'Taken', 'Rejected'],
  denials: ['Denied at first', 'Some line refused by the first posted remit', 'Denied', 'Not denied'],
  'review-claim': ['Review of a claim', 'From its first opening to its approval, the median', '', ''],
  'review-batch': ['Review of a batch', 'From the first opening of one of its claims to its approval, the median', '', ''],
};

const figure = (kind: Measured['kind'], value: number): string => (kind === 'share' ? percent(value) : duration(value));

export function arm(kind: Measured['kind'], one: Arm | undefined): string {
  return one === undefined ? '—' : `${figure(kind, one.value)} of ${formatCount(one.n)}`;
}

export function differenceInWords(kind: Measured['kind'], { by, low, high }: Difference): string {
  if (kind === 'seconds') return `${duration(by)} (${duration(low)} to ${duration(high)})`;
  const points = (share: number): string => `${share < 0 ? '−' : '+'}${Math.abs(share * 100).toFixed(1)}`;
  const sure = low > 0 || high < 0 ? '' : ', which may be chance';
  return `${points(by)} points (${points(low)} to ${points(high)})${sure}`;
}

const cell = (value: string | number | undefined): string => `"${String(value ?? '').replaceAll('"', '""')}"`;

/** Every figure of the screen, one a row: no claim and no patient. */
export function measuresAsCsv({ night, measured = [], months }: MeasuresView): string {
  const head = ['measure', 'month', 'unit', 'scrubbed here', 'n', 'control', 'control n', 'difference', 'low', 'high', 'note'];
  const rows = measured.map(({ id, kind, own, control, difference, notMeasured }) => [
    ...[measureWords[id][0], '', kind, own?.value, own?.n, control?.value, control?.n],
    ...[difference?.by, difference?.low, difference?.high, notMeasured ?? `counted ${night ?? ''}`],
  ]);
  const course = Object.entries(months ?? {}).flatMap(([id, all]) =>
    all.map(({ month, of, n }) => [measureWords[id as Measured['id']][0], month, 'share', of / n, n, '', '', '', '', '', '']),
  );
  return [head, ...rows, ...course].map((row) => row.map(cell).join(',')).join('\r\n');
}
