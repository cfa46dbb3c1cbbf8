import { deniedLine, type Player, paidClaim, paidLine, step } from '../play.ts';
import { settle } from '../terms.ts';

/** How denials really arrive: status 1, nothing paid, group CO. Remarks where the code needs one. */
const denials = [
  { group: 'CO', code: '50', remarks: [] },
  { group: 'CO', code: '29', remarks: [] },
  { group: 'CO', code: '16', remarks: ['N290'] },
  { group: 'CO', code: '197', remarks: [] },
] as const;

export const denied: Player = (desk) => {
  const why = desk.random.pick(denials);
  const lines = desk.claim.lines.map((line) => deniedLine(line, { group: why.group, code: why.code }, why.remarks));
  return { steps: [step(desk, 0, paidClaim(desk, lines), { case: 'denied', outcome: 'denial', alsoRight: ['work'] })] };
};

/** One line of several is denied; the rest is paid. */
export const lineDenied: Player = (desk) => {
  if (desk.claim.lines.length < 2) return undefined;
  const settled = settle(desk.claim, desk.cover);
  const why = desk.random.pick(['50', '97', '197']);
  const lines = settled.map((s, i) => (i === settled.length - 1 ? deniedLine(s.line, { group: 'CO', code: why }) : paidLine(s)));
  return { steps: [step(desk, 0, paidClaim(desk, lines), { case: 'line-denied', outcome: 'work', alsoRight: ['denial'] })] };
};

/** Status 4: the payer does not know the patient. */
export const notRecognised: Player = (desk) => {
  const lines = desk.claim.lines.map((line) => deniedLine(line, { group: 'CO', code: '31' }));
  const paid = paidClaim(desk, lines, { status: '4' });
  return { steps: [step(desk, 0, paid, { case: 'not-recognised', outcome: 'denial', alsoRight: ['work', 'parked'] })] };
};
