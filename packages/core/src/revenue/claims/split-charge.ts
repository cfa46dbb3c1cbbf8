import type { Charge, ChargeLine } from '../charges/index.ts';
import type { BillingFacts } from './billing-facts.ts';
import { diagnosesByPlace } from './external-cause.ts';

/** What becomes one claim. */
export interface Part {
  readonly payerId: string;
  readonly placeOfService: string;
  readonly lines: readonly ChargeLine[];
  /** The codes of its lines, each once, in the order in which they come. */
  readonly diagnoses: readonly string[];
}

const limits = {
  professional: { lines: 50, diagnoses: 12 },
  dental: { lines: 50, diagnoses: 4 },
  institutional: { lines: 999, diagnoses: 25 },
} as const;
/** HI*ABN of a facility. */
const mostCauses = 12;
/** What a line points at. */
export const pointersOfLine = 4;

/** The lines that insurance is asked for, divided by whom, where, and by how much one claim holds. */
export function splitCharge(charge: Charge, facts: BillingFacts): Part[] {
  const first = charge.coverages.find(({ rank }) => rank === 'primary') ?? charge.coverages[0];
  const groups = new Map<string, { payerId: string; placeOfService: string; lines: ChargeLine[] }>();
  for (const line of charge.lines) {
    if (line.billed !== 'insurance') continue;
    const payerId = line.payerId ?? first?.payerId ?? '';
    const placeOfService = line.placeOfService ?? charge.placeOfService;
    const key = `${payerId}|${placeOfService}`;
    const group = groups.get(key) ?? { payerId, placeOfService, lines: [] };
    groups.set(key, group);
    group.lines.push(line);
  }
  return [...groups.values()].flatMap(({ payerId, placeOfService, lines }) => {
    const most = { ...limits[charge.kind] };
    const ofPayer = facts.payers.find((payer) => payer.payerId === payerId)?.lineLimit ?? most.lines;
    return divide(lines, Math.min(most.lines, ofPayer), (codes) => hasRoom(charge.kind, codes, most.diagnoses)).map((part) => ({
      payerId,
      placeOfService,
      ...part,
    }));
  });
}

/** A facility's claim has places of their own for external causes. */
function hasRoom(kind: Charge['kind'], codes: readonly string[], most: number): boolean {
  if (kind !== 'institutional') return codes.length <= most;
  const { treated, causes } = diagnosesByPlace(codes.map((code) => ({ code, system: 'ICD-10-CM' })));
  return treated.length <= most && causes.length <= mostCauses;
}

/** Line by line, in order: a claim is full when the next line, or its diagnoses, find no room. */
function divide(
  lines: readonly ChargeLine[],
  mostLines: number,
  fits: (codes: readonly string[]) => boolean,
): Pick<Part, 'lines' | 'diagnoses'>[] {
  const parts: { lines: ChargeLine[]; diagnoses: string[] }[] = [];
  for (const line of lines) {
    const own = line.diagnoses.slice(0, pointersOfLine);
    const open = parts.at(-1);
    const together = [...new Set([...(open?.diagnoses ?? []), ...own])];
    if (open === undefined || open.lines.length >= mostLines || !fits(together))
      parts.push({ lines: [line], diagnoses: [...new Set(own)] });
    else {
      open.lines.push(line);
      open.diagnoses = together;
    }
  }
  return parts;
}
