import type { Authorization, EligibilityEntry } from '../../facts.ts';
import { type Changes, day, medical } from '../claims.ts';
import { cases } from './case.ts';

const auth = (change: Partial<Authorization> = {}): Authorization => ({ number: 'A77', payerId: 'P100', covers: [], ...change });
const authorized = ([line, authorizations, number]: readonly [string, readonly Authorization[], string?]) =>
  medical([line], {
    authorizations,
    payer: { authorizationFor: ['93000', 'imaging', 'exercise therapy'] },
    ...(number ? { claim: { authorizationNumber: number } } : {}),
  });

export const authorizationCases = [
  cases(
    'authorization-missing',
    authorized,
    [
      ['Z4001', []],
      ['93000', []],
      ['Z2001', []],
      ['Z2002', []],
      ['97110', []],
      ['Z4001-26', []],
      ['93000-59', []],
      ['Z4001', [auth()]],
      ['97110-GP*4', [auth({ covers: ['97110'] })]],
      ['Z2001', [auth({ payerId: 'P200' })]],
    ],
    [
      ['99213', []],
      ['Z4001', [], 'A77'],
      ['93000', [auth()], 'A77'],
      ['Z2001', [], 'A77'],
      ['97110', [auth()], 'A77'],
      ['97140', []],
      ['J1100', []],
      ['Z1090', []],
      ['Z2002', [auth()], 'B1'],
      ['99214', [auth()]],
    ],
  ),
  cases(
    'authorization-for-other',
    authorized,
    [
      ['Z4001', [auth({ covers: ['93000'] })], 'A77'],
      ['93000', [auth({ covers: ['Z4001'] })], 'A77'],
      ['97110', [auth({ covers: ['manual therapy'] })], 'A77'],
      ['Z2001', [auth({ covers: ['Z2002'] })], 'A77'],
      ['Z4001', [auth({ to: day('2026-03-09') })], 'A77'],
      ['Z4001', [auth({ from: day('2026-03-11') })], 'A77'],
      ['93000', [auth({ from: day('2025-01-01'), to: day('2025-12-31') })], 'A77'],
      ['97110', [auth({ covers: ['97110'], to: day('2026-03-01') })], 'A77'],
      ['Z2001', [auth({ covers: ['advanced imaging'] })], 'A77'],
      ['Z4001', [auth({ number: 'A1' }), auth({ covers: ['imaging'] })], 'A77'],
    ],
    [
      ['Z4001', [auth()], 'A77'],
      ['93000', [auth({ covers: ['93000'] })], 'A77'],
      ['97110', [auth({ covers: ['exercise therapy'] })], 'A77'],
      ['Z2001', [auth({ covers: ['Z2001', 'Z2002'] })], 'A77'],
      ['Z4001', [auth({ to: day('2026-03-10') })], 'A77'],
      ['Z4001', [auth({ from: day('2026-03-10') })], 'A77'],
      ['Z4001', [], 'A77'],
      ['99213', [auth({ covers: ['93000'] })], 'A77'],
      ['Z4001', [auth({ payerId: 'P2', covers: ['93000'] })], 'A77'],
      ['93000', [auth({ from: day('2026-01-01'), to: day('2026-12-31') })], 'A77'],
    ],
  ),
  cases(
    'authorization-used-up',
    authorized,
    [
      ['97110*4', [auth({ units: 3 })], 'A77'],
      ['97110*2', [auth({ units: 12, used: 11 })], 'A77'],
      ['Z4001', [auth({ units: 1, used: 1 })], 'A77'],
      ['93000', [auth({ units: 0 })], 'A77'],
      ['97110-GP*13', [auth({ units: 12 })], 'A77'],
      ['Z4001*2', [auth({ units: 1, covers: ['Z4001'] })], 'A77'],
      ['Z2001', [auth({ units: 4, used: 4 })], 'A77'],
      ['97110', [auth({ units: 12, used: 12, covers: ['exercise therapy'] })], 'A77'],
      ['93000*3', [auth({ units: 4, used: 2 })], 'A77'],
      ['97110*6', [auth({ units: 20, used: 15 })], 'A77'],
    ],
    [
      ['97110*3', [auth({ units: 3 })], 'A77'],
      ['97110', [auth({ units: 12, used: 11 })], 'A77'],
      ['Z4001', [auth({ units: 1 })], 'A77'],
      ['93000', [auth()], 'A77'],
      ['97110-GP*12', [auth({ units: 12 })], 'A77'],
      ['99213*2', [auth({ units: 1 })], 'A77'],
      ['Z4001', [auth({ units: 1, used: 1 })]],
      ['97110*4', [auth({ units: 3, payerId: 'P2' })], 'A77'],
      ['93000*2', [auth({ units: 4, used: 2 })], 'A77'],
      ['Z2001', [auth({ units: 2, used: 1 })], 'A77'],
    ],
  ),
];

const entry = (change: Partial<EligibilityEntry> = {}): EligibilityEntry => ({
  payerId: 'P100',
  active: true,
  checkedOn: day('2026-03-08'),
  ...change,
});
const covered = ([coverage, eligibility, payer]: readonly [Changes['coverage'], readonly EligibilityEntry[], Changes['payer']?]) =>
  medical(['99213'], { coverage: coverage ?? {}, eligibility, payer: payer ?? {} });

export const eligibilityCases = [
  cases(
    'not-covered-that-day',
    covered,
    [
      [{ endsOn: day('2026-03-09') }, []],
      [{ startsOn: day('2026-03-11') }, []],
      [{ endsOn: day('2025-12-31') }, []],
      [{}, [entry({ to: day('2026-03-01') })]],
      [{}, [entry({ from: day('2026-04-01') })]],
      [{}, [entry({ active: false })]],
      [{ startsOn: day('2026-01-01') }, [entry({ to: day('2026-02-28') })]],
      [{}, [entry({ checkedOn: day('2026-01-01') }), entry({ active: false })]],
      [{ startsOn: day('2027-01-01') }, [entry()]],
      [{}, [entry({ from: day('2025-01-01'), to: day('2025-12-31') })]],
    ],
    [
      [{}, []],
      [{ endsOn: day('2026-03-10') }, []],
      [{ startsOn: day('2026-03-10') }, []],
      [{ startsOn: day('2020-01-01'), endsOn: day('2026-12-31') }, []],
      [{}, [entry()]],
      [{}, [entry({ from: day('2026-01-01') })]],
      [{}, [entry({ active: false, payerId: 'P200' })]],
      [{}, [entry({ active: false, checkedOn: day('2026-01-01') }), entry()]],
      [{}, [entry({ to: day('2026-03-10') })]],
      [{}, [entry({ active: false, to: day('2026-03-15') })]],
    ],
  ),
  cases(
    'other-payer-first',
    covered,
    ['P200', 'P300', 'X', 'MEDICARE', 'P1000', 'p100', 'AUTO', 'WC1', 'P-primary', '00100'].map(
      (primaryPayerId) => [{}, [entry({ primaryPayerId })]] as const,
    ),
    [
      [{}, []],
      [{}, [entry()]],
      [{}, [entry({ primaryPayerId: 'P100' })]],
      [{}, [entry({ payerId: 'P200', primaryPayerId: 'P200' })]],
      [{}, [entry({ primaryPayerId: 'P200', checkedOn: day('2025-01-01') }), entry()]],
      [{ payerId: 'P200' }, [entry({ payerId: 'P200', primaryPayerId: 'P200' })]],
      [{ payerId: 'P200' }, [entry({ primaryPayerId: 'P300' })]],
      [{}, [entry({ from: day('2026-01-01') })]],
      [{}, [entry({ primaryPayerId: 'P200', checkedOn: day('2026-03-01') }), entry({ primaryPayerId: 'P100' })]],
      [{ memberId: 'SH1' }, [entry({ memberId: 'SH1' })]],
    ],
  ),
  cases(
    'member-id-differs',
    covered,
    ['SH4477121', 'SH4477120A', 'sh4477120', 'W1', '4477120', 'SH-4477120', 'SH44771200', 'OTHER', '1EG4TE5MK73', 'SH4477102'].map(
      (memberId) => [{}, [entry({ memberId })]] as const,
    ),
    [
      [{}, []],
      [{}, [entry()]],
      [{}, [entry({ memberId: 'SH4477120' })]],
      [{ memberId: 'W1234' }, [entry({ memberId: 'W1234' })]],
      [{}, [entry({ payerId: 'P200', memberId: 'X9' })]],
      [{}, [entry({ memberId: 'OLD1', checkedOn: day('2025-01-01') }), entry({ memberId: 'SH4477120' })]],
      [{}, [entry({ memberId: 'OLD1', checkedOn: day('2025-01-01') }), entry()]],
      [{ memberId: 'AB' }, [entry({ memberId: 'AB' })]],
      [{ payerId: 'P300' }, [entry({ memberId: 'X9' })]],
      [{}, [entry({ from: day('2026-01-01'), memberId: 'SH4477120' })]],
    ],
  ),
  cases(
    'eligibility-not-verified',
    covered,
    [
      [{}, [], { eligibilityDays: 3 }],
      [{}, [], { eligibilityDays: 30 }],
      [{}, [entry({ checkedOn: day('2026-03-06') })], { eligibilityDays: 3 }],
      [{}, [entry({ checkedOn: day('2026-01-01') })], { eligibilityDays: 30 }],
      [{}, [entry({ payerId: 'P200' })], { eligibilityDays: 3 }],
      [{}, [entry({ checkedOn: day('2026-02-07') })], { eligibilityDays: 30 }],
      [{ payerId: 'P200' }, [entry()], { eligibilityDays: 10 }],
      [{}, [entry({ checkedOn: day('2025-03-10') })], { eligibilityDays: 90 }],
      [{}, [entry({ checkedOn: day('2026-03-08') })], { eligibilityDays: 1 }],
      [{}, [entry({ checkedOn: day('2026-03-09') })], { eligibilityDays: 0 }],
    ],
    [
      [{}, []],
      [{}, [entry({ checkedOn: day('2020-01-01') })]],
      [{}, [entry()], { eligibilityDays: 3 }],
      [{}, [entry({ checkedOn: day('2026-03-07') })], { eligibilityDays: 3 }],
      [{}, [entry({ checkedOn: day('2026-03-10') })], { eligibilityDays: 0 }],
      [{}, [entry({ checkedOn: day('2026-02-08') })], { eligibilityDays: 30 }],
      [{}, [entry({ checkedOn: day('2025-01-01') }), entry()], { eligibilityDays: 3 }],
      [{}, [entry({ checkedOn: day('2026-03-15') })], { eligibilityDays: 3 }],
      [{ payerId: 'P200' }, [entry({ payerId: 'P200' })], { eligibilityDays: 3 }],
      [{}, [entry({ active: false })], { eligibilityDays: 5 }],
    ],
  ),
];
