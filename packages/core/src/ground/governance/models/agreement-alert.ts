import { daysBetween, type PlainDate } from '../../base/index.ts';
import { type Agreement, isStanding } from './egress.ts';

/** Why a model in use will soon be refused, or is refused already. */
export interface AgreementAlert {
  /** Never filed; filed and over; in force for other purposes only; in force, and over within `alertDays`. */
  readonly kind: 'missing' | 'over' | 'not-covered' | 'expiring';
  /** The last day, where there is one. */
  readonly expiresOn?: PlainDate;
  readonly daysLeft?: number;
}

const alertDays = 30;

/** What is wrong with the agreements for one product that is in use for these purposes; the worst of it. */
export function agreementAlert(
  agreements: readonly Agreement[],
  purposes: readonly string[],
  today: PlainDate,
): AgreementAlert | undefined {
  if (agreements.length === 0) return { kind: 'missing' };
  const standing = agreements.filter((one) => isStanding(one, today));
  if (standing.length === 0)
    return {
      kind: 'over',
      ...lastDay(
        agreements.filter(({ ended }) => !ended),
        today,
      ),
    };
  const covering = (purpose: string) => standing.filter((one) => one.purposes.includes(purpose));
  const sets = purposes.length === 0 ? [standing] : purposes.map(covering);
  if (sets.some((set) => set.length === 0)) return { kind: 'not-covered' };
  const ends = sets.flatMap((set) => {
    const last = set.some(({ expiresOn }) => expiresOn === undefined) ? {} : lastDay(set, today);
    return last.daysLeft !== undefined && last.daysLeft <= alertDays ? [last] : [];
  });
  const [first] = ends.sort((a, b) => (a.daysLeft ?? 0) - (b.daysLeft ?? 0));
  return first ? { kind: 'expiring', ...first } : undefined;
}

function lastDay(agreements: readonly Agreement[], today: PlainDate): Omit<AgreementAlert, 'kind'> {
  const [expiresOn] = agreements.flatMap((one) => one.expiresOn ?? []).sort((a, b) => (a < b ? 1 : -1));
  return expiresOn === undefined ? {} : { expiresOn, daysLeft: daysBetween(today, expiresOn) };
}
