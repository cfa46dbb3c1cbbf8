import { addBusinessDays } from '../days.ts';
import type { Random } from '../random.ts';
import { unusual, wrapped } from '../wire/segments.ts';
import type { Paid } from './assemble.ts';
import { balanceOf, type Remittance } from './remit.ts';
import type { RemitTruth } from './truth.ts';
import { write835 } from './write-835.ts';

/** A file as it arrives from the payer. */
export interface RemitFile {
  readonly name: string;
  readonly bytes835: Uint8Array;
  readonly truth: RemitTruth;
  /** What the bank needs of it. */
  readonly remit: Remittance;
}

const kinds = ['same-file', 'renamed', 're-wrapped', 'split-in-two', 're-issued'] as const;
type Repeat = (typeof kinds)[number];

/** The same payment once more: nothing of it may post a second time, whatever it looks like. */
export function repeat(original: RemitFile, random: Random): RemitFile[] {
  // Halves must be payments of their own: without provider moves, and with nothing taken back.
  const halvable = original.remit.claims.length > 1 && original.remit.moves.length === 0 && original.remit.claims.every((c) => c.paid >= 0);
  const fits = kinds.filter((kind) => kind !== 'split-in-two' || halvable);
  const kind = random.pick(fits);
  const control = random.digits(9);
  const { remit } = original;
  const truth = repeated(original.truth, kind);
  const stem = original.name.replace(/\.835$/, '');
  if (kind === 'same-file') return [{ ...original, truth }];
  if (kind === 'renamed') return [{ ...original, name: `copy of ${stem}.txt`, truth }];
  if (kind === 're-wrapped')
    return [
      {
        ...original,
        name: `${stem}-again.835`,
        bytes835: write835([remit], { control, separators: random.pick([wrapped, unusual]) }),
        truth,
      },
    ];
  if (kind === 're-issued') {
    const again = { ...remit, paidOn: addBusinessDays(remit.paidOn, 5) };
    return [{ name: `${stem}-reissued.835`, bytes835: write835([again], { control }), truth, remit: again }];
  }
  return halves(original).map((half, i) => ({
    name: `${stem}-${i + 1}of2.835`,
    bytes835: write835([half.remit], { control: random.digits(9) }),
    truth: repeated(half.truth, kind),
    remit: half.remit,
  }));
}

function repeated(truth: RemitTruth, because: Repeat): RemitTruth {
  const claims = truth.claims.map(
    (claim) => ({ ...claim, outcome: 'nothing', alsoRight: [], applied: 0, patient: 0, nextPayer: 0, treatments: {} }) as const,
  );
  return { ...truth, disposition: 'repeated', because, claims, depositDue: false };
}

/** Two files with a part of the claims each, under the same trace number; each in balance by itself. */
function halves(original: RemitFile): Paid[] {
  const { remit, truth } = original;
  const middle = Math.ceil(remit.claims.length / 2);
  return [
    [0, middle],
    [middle, remit.claims.length],
  ].map(([from, to]) => {
    const claims = remit.claims.slice(from, to);
    const amount = balanceOf(claims, []);
    const part: Remittance = { ...remit, claims, amount, method: amount === 0 ? 'NON' : remit.payer.method };
    return { remit: part, truth: { ...truth, amount, claims: truth.claims.slice(from, to) } };
  });
}
