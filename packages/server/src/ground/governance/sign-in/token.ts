import { createHash, randomBytes } from 'node:crypto';

/** Something that only the browser which gets it can bring back; what is kept is a hash. */
export const newToken = (): string => randomBytes(32).toString('base64url');
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('base64url');
