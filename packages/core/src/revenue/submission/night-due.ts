import { addDays, type PlainDate } from '../../ground/base/index.ts';

/** The night whose batches are due: tonight’s from its hour on, and before that hour last night’s, where the program was down then. */
export function nightDue(
  nightlyAt: string | null,
  lastNight: PlainDate | null,
  local: { day: PlainDate; time: string },
): PlainDate | undefined {
  if (nightlyAt === null) return undefined;
  const due = local.time >= nightlyAt ? local.day : addDays(local.day, -1);
  return lastNight === null || lastNight < due ? due : undefined;
}
