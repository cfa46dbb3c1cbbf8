import { backupTo, noteBackup, resetDemoData, restoreFrom, verifiedRecord } from '../main.ts';
import { say } from './outcome.ts';

const status = (whole: boolean): number => (whole ? 0 : 1);

export const backup = (file: string): Promise<number> => backupTo(file, say, noteBackup).then(status);
export const restore = (file: string, where: { into?: string; keys?: string }): Promise<number> =>
  restoreFrom(file, where, verifiedRecord, say).then(status);
export const resetDemo = (): Promise<number> => resetDemoData(say).then(() => 0);
