import { z } from 'zod';
import { notFound, type Query, query } from '../../../gate/index.ts';
import { ageDays, currentKey, everyDays, nextOn } from './due.ts';
import { type DataKeyRecord, keeperOf, keysOf, type RotationRecord, rotationsOf } from './store.ts';
import type { KeyRotationView, KeysView, KeyVersionView } from './views.ts';

const said = <K extends string>(key: K, at: Date | null): { [k in K]?: string } =>
  at === null ? {} : ({ [key]: at.toISOString() } as { [k in K]: string });

const presentKey = (key: DataKeyRecord, current: number): KeyVersionView => ({
  version: key.version,
  state: key.retiredAt ? 'retired' : key.version === current ? 'current' : key.currentFrom ? 'old' : 'coming',
  createdAt: key.createdAt.toISOString(),
  ...said('currentFrom', key.currentFrom),
  ...said('retiredAt', key.retiredAt),
});

const presentRotation = (row: RotationRecord): KeyRotationView => ({
  toVersion: row.toVersion,
  orderedAt: row.orderedAt.toISOString(),
  orderedBy: row.orderedBy,
  state: row.state as KeyRotationView['state'],
  resealed: row.resealed,
  total: row.total,
  ...said('doneAt', row.doneAt),
  ...(row.proof === null ? {} : { proof: row.proof }),
});

const status = query<Record<string, never>, KeysView>({
  name: 'ground/governance/keys/status',
  summary: 'See how the keys to patient data stand',
  permission: 'keys.read',
  patientData: false,
  input: z.object({}),
  read: async ({ tx, now }) => {
    const keys = await keysOf(tx);
    const current = currentKey(keys);
    if (!current) throw notFound('key');
    const rotations = await rotationsOf(tx);
    const running = rotations.find(({ doneAt }) => doneAt === null);
    const last = rotations.find(({ doneAt }) => doneAt !== null);
    const { kind, where } = keeperOf(tx);
    return {
      keeper: { kind, where, kekId: current.kekId, wrappedAt: current.wrappedAt.toISOString() },
      current: { version: current.version, since: current.currentFrom.toISOString(), ageDays: ageDays(current.currentFrom, now) },
      nextOn: nextOn(current.currentFrom).toISOString(),
      everyDays,
      versions: keys.filter(({ purpose }) => purpose === 'data').map((key) => presentKey(key, current.version)),
      ...(running ? { running: presentRotation(running) } : {}),
      ...(last ? { last: presentRotation(last) } : {}),
    };
  },
});

export const keyQueries: readonly Query[] = [status];
