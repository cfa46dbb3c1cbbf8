import { backupTo, noteBackup, noteRestore, type RestoreWish, resetDemoData, restoreFrom, verifiedRecord } from '../main.ts';
import { say } from './outcome.ts';

const status = (whole: boolean): number => (whole ? 0 : 1);

export const backup = (file: string): Promise<number> => backupTo(file, say, noteBackup).then(status);
export const restore = (file: string, wish: RestoreWish): Promise<number> =>
  restoreFrom(file, wish, { verify: verifiedRecord, note: noteRestore }, say).then(status);
export const resetDemo = (): Promise<number> => resetDemoData(say).then(() => 0);
