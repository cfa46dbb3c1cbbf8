import { makeClaims, makePractice } from '@claimwright/twin';
import { answer, answered, writeRemit } from '../../server/testing/write-remit.ts';

const until = new Date(Date.now() - 40 * 86_400_000).toISOString().slice(0, 10);
export const trace = 'LINESANDCODES';

/** Two claims of one payer: a line of the first carries a code that nobody knows, a line of the second a procedure that we did not bill. */
export function oddRemit() {
  const practice = makePractice('demo', { patients: 200 });
  const made = makeClaims({ seed: 'lines', count: 60, until, firstNumber: 9001, practice });
  const payee = { name: practice.name, npi: practice.npi };
  const payer = made.claims.find((claim) => claim.coverages.length === 1)?.coverages[0]?.payer;
  const [first, second] = made.claims.filter(
    ({ coverages, lines }) => coverages.length === 1 && coverages[0]?.payer === payer && new Set(lines.map(({ code }) => code)).size === 2,
  );
  if (!payer || !first || !second) throw new Error('no such claims were made');
  const other = { code: '66984', billed: (second.lines[1]?.billed ?? 0) - 500 };
  const odd = [
    answered(
      first,
      first.lines.map((line, at) => answer(line, at === 1 ? '997' : '45')),
    ),
    answered(
      second,
      second.lines.map((line, at) => answer(line, '45', at === 1 ? other : {})),
    ),
  ];
  const plain = answered(
    first,
    first.lines.map((line) => answer(line, '45')),
  );
  return {
    claims: { name: 'lines.837', bytes: made.bytes837 },
    remit: { name: 'lines.835', bytes: writeRemit(trace, payer, odd, { payee }) },
    /** From a payer of the same name, under ids that nobody knows. */
    renumbered: {
      name: 'renumbered.835',
      bytes: writeRemit('OTHERIDS', { ...payer, id: '77701' }, [plain], { payee, traceId: '1777000001' }),
    },
  };
}
