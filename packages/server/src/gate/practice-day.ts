import type { PlainDate } from '@claimwright/core/ground/base';
import type { Tx } from '../store/store.ts';

/** Today is the practice's day, not the server's: that of its first site. */
export const practiceDay = async (tx: Tx, now: Date): Promise<PlainDate> => dayAt(now, await timeZoneOf(tx));

async function timeZoneOf(tx: Tx): Promise<string> {
  const [row] = await tx.rows<{ time_zone: string }>('select time_zone from parties.site where tenant_id = $1 order by id limit 1', [
    tx.tenant,
  ]);
  return row?.time_zone ?? 'UTC';
}

const days = new Map<string, Intl.DateTimeFormat>();
function dayAt(now: Date, timeZone: string): PlainDate {
  let format = days.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    days.set(timeZone, format);
  }
  return format.format(now) as PlainDate;
}
