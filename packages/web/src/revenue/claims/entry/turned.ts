import type { Charge } from '@claimwright/core/revenue/charges';
import type { TypedCharge, TypedLine } from './charge-form.ts';

/** A dental line needs no diagnosis: what was pointed at before one was named is nothing there. */
export const withKind = ({ head, lines, coverages }: TypedCharge, kind: Charge['kind']): TypedCharge => ({
  ...{ head: { ...head, kind }, coverages },
  lines: head.diagnoses.trim() === '' ? lines.map((line) => ({ ...line, pointers: kind === 'dental' ? '' : 'A' })) : lines,
});

/** Anesthesia is billed by its minutes (00100 to 01999): a line that becomes one counts them, and one that is none any more counts units. */
export function withCode(line: TypedLine, code: string): TypedLine {
  const anesthesia = (text: string): boolean => /^0[01]\d{3}$/.test(text.trim());
  if (anesthesia(code) && !anesthesia(line.code) && line.unit === 'UN')
    return { ...line, code, unit: 'MJ', units: line.units === '1' ? '' : line.units };
  if (!anesthesia(code) && anesthesia(line.code) && line.unit === 'MJ') return { ...line, code, unit: 'UN', units: line.units || '1' };
  return { ...line, code };
}
