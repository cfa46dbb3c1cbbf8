import { type PlainDate, plainDate } from '../../base/index.ts';
import type { TableName } from '../code-tables.ts';

/** The days that an edition is published for. */
export interface Period {
  readonly from: PlainDate;
  readonly to?: PlainDate;
  readonly name: string;
}

const quarters = [
  ['01-01', '03-31'],
  ['04-01', '06-30'],
  ['07-01', '09-30'],
  ['10-01', '12-31'],
] as const;

function quarter(year: number, number: number): Period | undefined {
  const days = quarters[number - 1];
  const from = days && plainDate(`${year}-${days[0]}`);
  const to = days && plainDate(`${year}-${days[1]}`);
  return from && to ? { from, to, name: `${year}Q${number}` } : undefined;
}

const months: readonly (readonly [RegExp, number])[] = [
  [/jan/i, 1],
  [/apr/i, 2],
  [/jul/i, 3],
  [/oct/i, 4],
];

/** What a publisher's file name says: `ccipra-v322r0-f1`, `…Eff_07-01-2026`, `PPRRVU2026_Jul`, `icd10cm_order_2019`, `2024q3`. Undefined where it says nothing. */
export function periodOfName(table: TableName, fileName: string): Period | undefined {
  const fiscal = table === 'diagnoses' ? fiscalYear(fileName) : undefined;
  if (fiscal) return fiscal;
  // The version of NCCI is counted from 1994, its first digit behind the year's is the quarter from 0.
  const version = /\bv(\d{2})(\d)r\d/i.exec(fileName);
  if (version) return quarter(1994 + Number(version[1]), Number(version[2]) + 1);
  const effective = /(\d{2})-(\d{2})-(\d{4})/.exec(fileName);
  if (effective) return quarter(Number(effective[3]), Math.ceil(Number(effective[1]) / 3));
  const named = /(20\d{2})[ _-]?q([1-4])/i.exec(fileName);
  if (named) return quarter(Number(named[1]), Number(named[2]));
  const year = /20\d{2}/.exec(fileName)?.[0];
  const month = months.find(([word]) => word.test(fileName.replace(/pprrvu/i, '')))?.[1];
  return year && month ? quarter(Number(year), month) : undefined;
}

/** ICD-10-CM counts from October, and changes sometimes in April. */
function fiscalYear(fileName: string): Period | undefined {
  const year = Number(/(?:fy|order[ _-]|codes[ _-])_?(20\d{2})/i.exec(fileName)?.[1]);
  if (!(year > 2000)) return undefined;
  const april = /apr/i.test(fileName);
  const from = plainDate(april ? `${year}-04-01` : `${year - 1}-10-01`);
  const to = plainDate(`${year}-09-30`);
  return from && to ? { from, to, name: april ? `FY${year} April` : `FY${year}` } : undefined;
}
