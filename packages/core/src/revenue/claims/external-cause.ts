import type { DiagnosisToSend } from './claim-to-send.ts';

/** Says how, where and doing what somebody was hurt: chapter 20 of ICD-10-CM, the E codes of ICD-9-CM. */
const isExternalCause = ({ code, system }: DiagnosisToSend): boolean => (system === 'ICD-10-CM' ? /^[V-Y]/ : /^E[89]/).test(code);

interface DiagnosesByPlace {
  /** Positions from 0 of what was treated, the principal diagnosis first. */
  readonly treated: readonly number[];
  /** Positions of external causes: a facility has places of their own for them (HI*ABN, box 72 of UB-04). */
  readonly causes: readonly number[];
}

/** The first is the principal diagnosis whatever it is: that an external cause is none is for whoever looks at the claim. */
export function diagnosesByPlace(diagnoses: readonly DiagnosisToSend[]): DiagnosesByPlace {
  const isApart = diagnoses.map((one, i) => i > 0 && isExternalCause(one));
  const positions = diagnoses.map((_, i) => i);
  return { treated: positions.filter((i) => isApart[i] === false), causes: positions.filter((i) => isApart[i] === true) };
}
