import { backupTo, resetDemoData, restoreFrom, verifiedRecord } from '../main.ts';
import { say } from './outcome.ts';

export const backup = (file: string): Promise<number> => backupTo(file, say).then(() => 0);
export const restore = (file: string, { into }: { into?: string }): Promise<number> =>
  restoreFrom(file, into, verifiedRecord, say).then(() => 0);
export const resetDemo = (): Promise<number> => resetDemoData(say).then(() => 0);
