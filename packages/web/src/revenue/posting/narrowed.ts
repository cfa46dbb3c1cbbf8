import type { CandidateView } from '@claimwright/server/api';

/** What a candidate has in common with what the payer says, the patient's name among it. */
export function inCommon(row: CandidateView, patientName: string): string {
  const plain = (name: string) =>
    name
      .toLowerCase()
      .replaceAll(/[^a-z]+/g, ' ')
      .trim();
  const same = plain(patientName) !== '' && plain(row.patientName) === plain(patientName);
  return same ? `same name, ${row.because}` : row.because;
}

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
