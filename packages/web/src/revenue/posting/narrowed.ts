import type { CandidateView } from '@claimwright/server/api';

/** The candidates in which every word that was typed is found, by name or account number. */
export function narrowed(rows: readonly CandidateView[], typed: string): readonly CandidateView[] {
  const words = typed
    .toLowerCase()
    .split(/[,\s]+/)
    .filter((word) => word !== '');
  return rows.filter(({ patientName, patientControlNumber }) =>
    words.every((word) => `${patientName} ${patientControlNumber}`.toLowerCase().includes(word)),
  );
}
