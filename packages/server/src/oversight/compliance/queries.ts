import { addDays } from '@claimwright/core/ground/base';
import { z } from 'zod';
import { notFound, type Query, query } from '../../gate/index.ts';
import { auditedDays } from './audit.ts';
import { alertById, alertsOf, claimsBehind, claimsOfProvider, lastNight, outliersBeyond, thresholdNow } from './store.ts';
import type { AlertClaimView, AlertsView, OutliersView } from './views.ts';

const alerts = query<{ view: 'open' | 'dismissed' }, AlertsView>({
  name: 'oversight/compliance/alerts',
  summary: 'See the compliance alerts',
  permission: 'compliance.read',
  patientData: false,
  input: z.object({ view: z.enum(['open', 'dismissed']) }),
  read: async ({ tx }, { view }) => {
    const night = await lastNight(tx);
    return { rows: await alertsOf(tx, view === 'dismissed'), ...(night === undefined ? {} : { night: night.last, lines: night.lines }) };
  },
});

const behind = query<{ alertId: string }, { rows: readonly AlertClaimView[]; total: number }>({
  name: 'oversight/compliance/alert-claims',
  summary: 'See the claims behind a compliance alert',
  permission: 'compliance.read',
  patientData: true,
  serves: { purposes: ['audit', 'operations'], patients: 'many', rows: 200, fields: ['clinical', 'money'] },
  input: z.object({ alertId: z.uuid() }),
  read: async ({ tx, today }, { alertId }) => {
    const alert = await alertById(tx, alertId);
    if (alert === undefined) throw notFound('alert');
    const found = await claimsBehind(tx, alertId);
    return found.total > 0 ? found : claimsOfProvider(tx, alert.provider, addDays(today, -auditedDays));
  },
  subjects: ({ rows }) => rows.map(({ claimId }) => `claim:${claimId}`),
});

const outliers = query<Record<string, never>, OutliersView>({
  name: 'oversight/compliance/outliers',
  summary: 'See amounts far off the usual',
  permission: 'compliance.read',
  patientData: true,
  serves: { purposes: ['audit', 'operations'], patients: 'many', rows: 200, fields: ['clinical', 'money'] },
  input: z.object({}) as unknown as z.ZodType<Record<string, never>>,
  read: async ({ tx }) => {
    const threshold = await thresholdNow(tx);
    const night = await lastNight(tx);
    return { threshold, ...(await outliersBeyond(tx, threshold)), ...(night === undefined ? {} : { night: night.last }) };
  },
  subjects: ({ rows }) => rows.map(({ claimId }) => `claim:${claimId}`),
});

export const complianceQueries: readonly Query[] = [alerts, behind, outliers];
