import { type Cents, fromDecimal, type PlainDate, plainDate } from '@claimwright/core/ground/base';
import { z } from 'zod';
import { cannot } from '../../gate/index.ts';
import { npi, payerInput, providerInput, siteInput, siteRowOf } from './commands.ts';
import { addPayer, addPractice, addProvider, addSite, type Bringing } from './store.ts';

const account = z
  .string()
  .trim()
  .regex(
    /^(Assets|Liabilities|Equity|Income|Expenses)(:[A-Z0-9][A-Za-z0-9-]*)+$/,
    'An account is named like Assets:Bank:1234: one of Assets, Liabilities, Equity, Income, Expenses, then parts that begin with a capital or a digit.',
  );

/** The part of the first run's page that makes the practice; its person is the sign-in's affair. */
export const setUpInput = z.object({
  practice: z.object({
    name: z.string().trim().min(1).max(120),
    npi: npi.optional(),
    taxId: z
      .string()
      .trim()
      .regex(/^\d{2}-?\d{7}$/, 'A tax id has nine digits.')
      .optional(),
    specialty: z.string().trim().min(1).max(60),
  }),
  sites: z.array(siteInput).max(200),
  providers: z.array(providerInput).max(1000),
  payers: z.array(payerInput).max(5000),
  openingBalances: z
    .array(
      z.object({
        account,
        amount: z.string().refine((text) => fromDecimal(text) !== undefined, 'This is no amount, such as 1,250.00.'),
        on: z.string().refine((text) => plainDate(text) !== undefined, 'This is no date, such as 2026-01-31.'),
      }),
    )
    .max(2000),
});
export type SetUp = z.infer<typeof setUpInput>;

export interface OpeningBalance {
  readonly account: string;
  readonly amount: Cents;
  readonly on: PlainDate;
}

/** Makes the practice that `tx.tenant` is to be, and answers its opening balances: the ledger upstairs makes entries of them. */
export async function setUpPractice(by: Bringing, given: SetUp, demo: boolean): Promise<OpeningBalance[]> {
  const { tx, newId } = by;
  const { practice } = given;
  await addPractice(tx, {
    name: practice.name,
    npi: practice.npi ?? null,
    taxId: practice.taxId ?? null,
    specialty: practice.specialty,
    demo,
  });
  for (const site of given.sites) await addSite(tx, siteRowOf(newId(), site));
  for (const one of given.providers) {
    const added = await addProvider(tx, { id: newId(), name: one.name, npi: one.npi, taxonomy: one.taxonomy ?? null });
    if (!added) throw cannot('Two providers have the same NPI.', `It is ${one.npi}.`, 'Check the numbers.');
  }
  for (const payer of given.payers) {
    await addPayer(tx, { id: newId(), name: payer.name, ids: [...payer.ids], inNetwork: payer.inNetwork, unconfirmed: false });
  }
  return given.openingBalances.flatMap((balance): OpeningBalance[] => {
    const amount = fromDecimal(balance.amount);
    const on = plainDate(balance.on);
    return amount === undefined || on === undefined || amount === 0 ? [] : [{ account: balance.account, amount, on }];
  });
}
