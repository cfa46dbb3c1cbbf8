import type { ProviderToSend } from '@claimwright/core/revenue/claims';
import type { PartiesView } from '@claimwright/server/api';
import { expect, test } from 'vitest';
import { cliaOf, payerOf, payToOf, providerOf, startFrom, typedPayer, typedPlace, typedProvider, withProvider } from './billing-form.ts';

const group: ProviderToSend = {
  ...{ entity: 'organisation', name: 'Harbor Practice', npi: '1999999984', taxId: '123456789', taxIdKind: 'employer' },
  ...{ taxonomy: '207Q00000X', phone: '2175550100' },
  address: { line1: '1 Elm St', line2: 'Suite 2', city: 'Reed', state: 'IL', zip: '606011234' },
};

test('whoever bills comes back from the boxes as it was; dashes and brackets are no digits', () => {
  expect(providerOf(typedProvider('person', group), true)).toEqual({ provider: group });
  const written = { ...typedProvider('person', group), taxId: '12-3456789', phone: '(217) 555-0100', zip: '60601-1234', state: 'il' };
  expect(providerOf(written, true)).toEqual({ provider: group });
});

test('what a claim could not say of whoever bills is said at its box; whoever only renders says less', () => {
  const bare = { ...typedProvider('person'), name: 'Fern', npi: '1999999984' };
  expect(providerOf(bare, true)).toEqual({
    faults: {
      ...{ taxId: 'The tax number is missing.', line1: 'The street is missing.', city: 'The city is missing.' },
      zip: 'The zip code is missing.',
    },
  });
  expect(providerOf(bare, false)).toEqual({ provider: { entity: 'person', name: 'Fern', npi: '1999999984' } });
  expect(providerOf({ ...bare, npi: '1999999985', zip: '123', taxonomy: 'x' }, false)).toMatchObject({
    faults: {
      ...{ npi: 'This is no NPI: ten digits, of which the last one checks the others.', zip: 'A zip code has five or nine digits.' },
      ...{ taxonomy: 'A taxonomy code has ten letters or digits.', line1: 'The street is missing.' },
    },
  });
  expect(providerOf({ ...typedProvider('person', group), zip: '60601' }, true)).toEqual({
    faults: { zip: 'Payers want nine digits of whoever bills.' },
  });
});

test('the laboratory’s certificate, as people write it, or none', () => {
  expect(cliaOf(' 05d-1234567 ')).toEqual({ cliaNumber: '05D1234567' });
  expect(cliaOf(' ')).toEqual({ cliaNumber: undefined });
  expect(cliaOf('05D123456')).toEqual({ fault: 'A CLIA number is two digits, a D and seven digits.' });
});

test('what a payer wants', () => {
  const wants = { payerId: 'HARB1', filingIndicator: 'CI', lineLimit: 6, assignment: 'C' as const };
  expect(payerOf(typedPayer(wants))).toEqual({ payer: wants });
  expect(payerOf({ ...typedPayer(), lineLimit: '0', filingIndicator: 'CIX' })).toEqual({
    faults: {
      payerId: 'The number is missing.',
      lineLimit: 'A number of lines, from 1 to 999.',
      filingIndicator: 'One or two letters or digits.',
    },
  });
});

test('it begins with what is known of the practice', () => {
  const known = {
    practice: { name: 'Harbor Practice', npi: '1999999984', taxId: '123456789', specialty: 'medical', demo: false },
    providers: [
      { id: '1', name: 'Ada B Fern', npi: '1234567893', taxonomy: '207Q00000X' },
      { id: '2', name: 'Reed, Bo', npi: '1999999984' },
    ],
  } as unknown as PartiesView;
  const { billing, providers } = startFrom(known);
  expect(billing).toMatchObject({ entity: 'organisation', name: 'Harbor Practice', npi: '1999999984', taxId: '123456789' });
  expect(providers).toEqual([
    { entity: 'person', name: 'Fern', first: 'Ada B', npi: '1234567893', taxonomy: '207Q00000X' },
    { entity: 'person', name: 'Reed', first: 'Bo', npi: '1999999984' },
  ]);
  const [one] = providers;
  expect(one && withProvider(providers, { ...one, name: 'Fernley' }, undefined).map(({ name }) => name)).toEqual(['Reed', 'Fernley']);
});

test('payments go elsewhere only where an address says so', () => {
  expect(payToOf(typedPlace())).toEqual({ payTo: undefined });
  expect(payToOf({ ...typedPlace(group.address), zip: '60601-1234' })).toEqual({ payTo: { address: group.address } });
  expect(payToOf({ ...typedPlace(), zip: '6' })).toEqual({
    faults: { line1: 'The street is missing.', city: 'The city is missing.', zip: 'A zip code has five or nine digits.' },
  });
});
