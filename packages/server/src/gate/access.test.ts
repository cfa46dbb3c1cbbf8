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
});
