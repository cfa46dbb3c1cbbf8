import type { KeyRotationView, KeyVersionView } from '@claimwright/server/api';

const keepers: { readonly [kind: string]: string } = {
  local: 'A key file',
  'aws-kms': 'AWS KMS',
  'azure-key-vault': 'Azure Key Vault',
  vault: 'HashiCorp Vault',
};
export const keeperWords = (kind: string): string => keepers[kind] ?? kind;

export const stateWords: { readonly [state in KeyVersionView['state']]: string } = {
  coming: 'Made, not in use yet',
  current: 'In use',
  old: 'Still needed',
  retired: 'Retired',
};

/** Percent of the rows that are sealed anew. */
export const share = ({ resealed, total }: Pick<KeyRotationView, 'resealed' | 'total'>): number =>
  total === 0 ? 0 : Math.floor((resealed / total) * 100);

/** What the last proof came to. */
export function verdictOf({ toVersion, proof }: Pick<KeyRotationView, 'toVersion' | 'proof'>): {
  readonly tone: 'good' | 'stop' | 'work';
  readonly says: string;
} {
  if (!proof) return { tone: 'work', says: 'Nothing was proved yet' };
  if (proof.failed > 0) return { tone: 'stop', says: 'Something would not open: the old key is kept' };
  const { lost = 0, ...documents } = proof.documents;
  const older = [...Object.keys(proof.values), ...Object.keys(documents)].some((version) => version !== String(toVersion));
  if (older) return { tone: 'work', says: 'Something still needs an older key' };
  return lost > 0
    ? { tone: 'work', says: 'All is readable but for documents whose bytes are lost' }
    : { tone: 'good', says: 'All is sealed with this key, and readable' };
}
