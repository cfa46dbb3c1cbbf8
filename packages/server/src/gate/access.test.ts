import { commandAddresses, type Permission, queryAddresses, textOf } from '@claimwright/core/ground/governance';
import { describe, expect, test } from 'vitest';
import { commands, queries } from '../rooms.ts';

const fix = 'a new command or query is one line in packages/core/src/ground/governance/access/addresses.ts';

describe('the access table', () => {
  test('holds every command with the right that its definition asks for, and no other', () => {
    const defined = Object.fromEntries(commands.map(({ name, permission }) => [name, permission]));
    expect(Object.fromEntries(Object.entries(commandAddresses).map(([name, [, right]]) => [name, right])), fix).toEqual(defined);
  });

  test('holds every query with the right that its definition asks for, and no other', () => {
    const defined = Object.fromEntries(queries.map(({ name, permission }) => [name, permission]));
    expect(Object.fromEntries(Object.entries(queryAddresses).map(([name, [, right]]) => [name, right])), fix).toEqual(defined);
  });

  test('says of exactly those queries that they show patients whose readings are recorded', () => {
    const shown = Object.entries(queryAddresses).flatMap(([name, [data]]) => (data === ('patient' as string) ? [name] : []));
    expect(shown.sort()).toEqual(queries.flatMap(({ name, patientData }) => (patientData ? [name] : [])).sort());
  });

  test('has conditions only where the commands say what they weigh', () => {
    const weighed = new Set<Permission>();
    for (const { permission } of commands) if (textOf(permission).weighs) weighed.add(permission);
    expect(weighed.size).toBeGreaterThan(1);
    for (const { name, permission, weigh } of commands)
      if (weighed.has(permission)) expect(weigh, `${name} needs weigh(): its right ${permission} may have limits`).toBeDefined();
  });
});
