import { resolve } from 'node:path';
import { type Acknowledged, createAcknowledger, writeAcknowledgments, writeStatus, X12WriteError } from '@claimwright/x12';
import { batched, type Out } from './out.ts';
import { say } from './outcome.ts';
import { taken, WholeFile } from './whole-file.ts';
import { feed, nameOf, overlaysOf } from './x12.ts';

export interface AckOptions {
  readonly out999?: string;
  readonly out277ca?: string;
  readonly ta1: boolean;
  readonly control: string;
  readonly force: boolean;
  readonly overlay?: readonly string[];
}

/**
 * Answers an inbound file: says what a receiver owes its sender, and writes the 999 (with TA1, if asked for) and the 277CA.
 * @returns 0 where all is accepted, 1 where something is rejected, 2 where nothing could be read
 */
export async function ack(file: string, options: AckOptions): Promise<number> {
  const overlays = overlaysOf(options.overlay ?? []);
  if (overlays === undefined) return 2;
  const trouble = troubleWith(file, options);
  if (trouble !== undefined) {
    say(trouble);
    return 2;
  }
  const now = new Date().toISOString();
  const interchangeControl = options.control.padStart(9, '0');
  const acknowledger = createAcknowledger({ date: now.slice(0, 10), time: now.slice(11, 16), interchangeControl, overlays });
  let answer: Acknowledged | undefined;
  const view = {
    push: acknowledger.push,
    end: () => {
      answer = acknowledger.end();
      return { status: answer.readable ? (0 as const) : (2 as const), readable: answer.readable };
    },
  };
  const status = await feed(file, view);
  if (answer === undefined || status === 2) return 2;
  const out = batched();
  tell(answer, nameOf(file), out);
  await out.end();
  return keep(answer, options) ? verdict(answer) : 2;
}

function tell({ interchanges, acknowledgments, claims }: Acknowledged, file: string, out: Out): void {
  for (const { control, code, note } of interchanges) out.line(`${file}: interchange ${control}: ${words(code)} (TA1 ${code} ${note})`);
  for (const { group, sets, outcome } of acknowledgments) {
    out.line(
      `${file}: group ${group.control} (${group.kind}): ${words(outcome.code)}, ${outcome.accepted} of ${outcome.received} sets accepted`,
    );
    for (const set of sets) {
      out.line(`  set ${set.control} (${set.transaction}): ${words(set.code)}`);
      for (const { segment, position, loop, error, elements } of set.segments) {
        const where = elements.map(
          ({ number, part, error: of }) => ` element ${number}${part === undefined ? '' : `-${part}`} (IK403 ${of})`,
        );
        out.line(`    ${segment}, segment ${position}${loop === undefined ? '' : ` in ${loop}`} (IK304 ${error})${where.join(',')}`);
      }
    }
  }
  for (const { items } of claims) {
    const said = items.filter(({ level }) => level === 'claim').map(({ statuses, trace }) => ({ trace, status: statuses[0] }));
    const refused = said.filter(({ status }) => status?.action === 'U');
    out.line(`${file}: ${said.length - refused.length} claims accepted, ${refused.length} rejected`);
    for (const { trace, status } of refused) out.line(`  claim ${trace.number}: ${status?.message ?? 'rejected'}`);
  }
}

const words = (code: string): string =>
  code === 'A' ? 'accepted' : code === 'E' ? 'accepted with errors' : code === 'P' ? 'partly accepted' : 'rejected';

function verdict({ interchanges, acknowledgments, claims }: Acknowledged): number {
  const refused = [...interchanges, ...acknowledgments.map(({ outcome }) => outcome)].some(({ code }) => code === 'R' || code === 'P');
  return refused || claims.some(({ items }) => items.some(({ statuses }) => statuses[0]?.action === 'U')) ? 1 : 0;
}

/** Why these wishes cannot be met: nothing that is there already is written over, least of all the file that is answered. */
function troubleWith(file: string, { out999, out277ca, ta1, force, control }: AckOptions): string | undefined {
  if (!/^\d{1,9}$/.test(control) || Number(control) === 0)
    return `--control ${control}: a control number is one to nine digits, not all of them zero.`;
  if (ta1 && out999 === undefined) return '--ta1 goes into the file of the 999: name it by --out-999 FILE.';
  const paths = [out999, out277ca].filter((path) => path !== undefined);
  const own = file === '-' ? undefined : resolve(file);
  if (paths.some((path) => resolve(path) === own)) return `${file}: the answer may not be written over the file that it answers.`;
  if (paths.length === 2 && resolve(paths[0] ?? '') === resolve(paths[1] ?? '')) return `${paths[0]}: 999 and 277CA need a file each.`;
  const [there] = taken(paths, force);
  return there === undefined ? undefined : `${there} is there already: name another file, or write over it with --force.`;
}

/** Writes the answers that were asked for, each whole or not at all; says why where it cannot, and where there is none to write. */
function keep({ interchanges, acknowledgments, claims }: Acknowledged, { out999, out277ca, ta1 }: AckOptions): boolean {
  // An interchange that is rejected gets no 999: its TA1 is the answer, whether it was asked for or not.
  const told = ta1 ? interchanges : interchanges.filter(({ code }) => code === 'R');
  try {
    if (out999 !== undefined) {
      if (acknowledgments.length + told.length > 0) write(out999, writeAcknowledgments(acknowledgments, { interchanges: told }));
      else say(`${out999} is not written: the file holds nothing that a 999 answers.`);
    }
    if (out277ca !== undefined) {
      if (claims.length > 0) write(out277ca, Buffer.concat(claims.map((batch) => writeStatus(batch))));
      else say(`${out277ca} is not written: no set of claims was accepted, so there is no claim to answer.`);
    }
    return true;
  } catch (error) {
    if (!(error instanceof X12WriteError) && !(error instanceof Error && 'code' in error)) throw error;
    say(`the answer cannot be written: ${error.message}`);
    return false;
  }
}

function write(path: string, bytes: Uint8Array): void {
  const file = new WholeFile(path);
  try {
    file.write(bytes);
    file.keep();
  } catch (error) {
    file.drop();
    throw error;
  }
}
