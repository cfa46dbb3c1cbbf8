import { purposes } from '@claimwright/core/ground/governance';

/**
 * What the address bar holds: views, filters, sort orders and ids, so that a link restores the frame. Never a name, never search
 * words, which could be a patient's.
 */
type Raw = Record<string, unknown>;

const idLike = /^[\w:.~ -]{1,120}$/;
const text = (raw: Raw, key: string): string | undefined => {
  const value = raw[key];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && idLike.test(value) ? value : undefined;
};
const day = (raw: Raw, key: string): string | undefined => {
  const value = text(raw, key);
  return value !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined;
};
const oneOf = <T extends string>(raw: Raw, key: string, allowed: readonly T[]): T | undefined =>
  allowed.find((value) => value === raw[key]);

/** Leaves out what is absent, so that addresses stay short. */
function only<T extends object>(parts: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

export const trayViews = ['open', 'parked', 'posted', 'not-ours', 'all'] as const;
export const claimStates = ['clean', 'work', 'parked', 'not-ours'] as const;
export const depositViews = ['open', 'tied', 'all'] as const;
export const bookViews = ['tie-out', 'journal'] as const;

export const proposalStates = ['waiting', 'approved', 'declined', 'lapsed'] as const;

export const peopleViews = ['people', 'roles'] as const;

export const practiceViews = ['practice', 'billing', 'queues', 'reasons'] as const;

export const readPostEra = (raw: Raw) =>
  only({
    view: oneOf(raw, 'view', trayViews),
    remit: text(raw, 'remit'),
    show: oneOf(raw, 'show', claimStates),
    claim: text(raw, 'claim'),
    at: text(raw, 'at'),
    sort: text(raw, 'sort'),
  });
export const readDeposits = (raw: Raw) =>
  only({ view: oneOf(raw, 'view', depositViews), deposit: text(raw, 'deposit'), at: text(raw, 'at'), sort: text(raw, 'sort') });
export const claimViews = ['books', 'out', 'charges'] as const;
export const chargeStands = ['held', 'ready', 'built', 'not-insurance'] as const;
export const draftStands = [
  'drafted',
  'approved',
  'sent',
  'received',
  'clearinghouse',
  'payer',
  'adjudicated',
  'rejected',
  'withdrawn',
] as const;
export const draftFaces = ['form', 'segments', 'expected', 'versions', 'way'] as const;
export const readClaims = (raw: Raw) =>
  only({
    view: oneOf(raw, 'view', claimViews),
    stands: oneOf(raw, 'stands', draftStands),
    draft: text(raw, 'draft'),
    charges: oneOf(raw, 'charges', chargeStands),
    charge: text(raw, 'charge'),
    enter: oneOf(raw, 'enter', ['new', 'edit'] as const),
    face: oneOf(raw, 'face', draftFaces),
    status: text(raw, 'status'),
    site: text(raw, 'site'),
    claim: text(raw, 'claim'),
    at: text(raw, 'at'),
    sort: text(raw, 'sort'),
  });
export const readDocuments = (raw: Raw) =>
  only({ kind: text(raw, 'kind'), document: text(raw, 'document'), at: text(raw, 'at'), sort: text(raw, 'sort') });
export const readBooks = (raw: Raw) =>
  only({
    view: oneOf(raw, 'view', bookViews),
    account: text(raw, 'account'),
    source: text(raw, 'source'),
    claim: text(raw, 'claim'),
    at: text(raw, 'at'),
  });
export const readApprovals = (raw: Raw) => only({ state: oneOf(raw, 'state', proposalStates), proposal: text(raw, 'proposal') });
export const recordOutcomes = ['applied', 'parked', 'refused', 'watched'] as const;
export const recordViews = ['acts', 'reads', 'who-saw', 'machines', 'as-it-was'] as const;
export const readRecord = (raw: Raw) =>
  only({
    view: oneOf(raw, 'view', recordViews),
    entry: text(raw, 'entry'),
    subject: text(raw, 'subject'),
    actor: text(raw, 'actor'),
    outcome: oneOf(raw, 'outcome', recordOutcomes),
    purpose: oneOf(raw, 'purpose', purposes),
    model: text(raw, 'model'),
    from: day(raw, 'from'),
    until: day(raw, 'until'),
    at: text(raw, 'at'),
  });
export const writeBackViews = ['for-people', 'under-way', 'told', 'dropped', 'all'] as const;
export const readWriteBacks = (raw: Raw) => only({ view: oneOf(raw, 'view', writeBackViews), one: text(raw, 'one') });
export const sendViews = ['tonight', 'batches', 'work', 'first', 'ways', 'routes'] as const;
export const measureViews = ['claims', 'denials'] as const;
export const readMeasures = (raw: Raw) => only({ view: oneOf(raw, 'view', measureViews), bar: text(raw, 'bar') });
export const complianceViews = ['alerts', 'put-away', 'amounts', 'overrides', 'reports'] as const;
export const readCompliance = (raw: Raw) => only({ view: oneOf(raw, 'view', complianceViews), alert: text(raw, 'alert') });
export const readSend = (raw: Raw) => only({ view: oneOf(raw, 'view', sendViews), one: text(raw, 'one'), sort: text(raw, 'sort') });
export const ruleViews = ['rules', 'terms'] as const;
export const ruleParts = ['rule', 'tests', 'preview', 'versions', 'document'] as const;
export const readRules = (raw: Raw) =>
  only({
    view: oneOf(raw, 'view', ruleViews),
    payer: text(raw, 'payer'),
    rule: text(raw, 'rule'),
    part: oneOf(raw, 'part', ruleParts),
    edit: text(raw, 'edit'),
    pack: text(raw, 'pack'),
    sort: text(raw, 'sort'),
  });
export const retentionViews = ['schedule', 'holds', 'destructions', 'disclosures'] as const;
export const readRetention = (raw: Raw) => only({ view: oneOf(raw, 'view', retentionViews), patient: text(raw, 'patient') });
export const switchboardViews = ['workflows', 'end-of-day', 'reviewed'] as const;
export const readSwitchboard = (raw: Raw) => only({ view: oneOf(raw, 'view', switchboardViews), scope: text(raw, 'scope') });
export const readPeople = (raw: Raw) => only({ view: oneOf(raw, 'view', peopleViews) });
export const identityViews = ['sign-in', 'programs', 'emergencies'] as const;
export const readIdentity = (raw: Raw) => only({ view: oneOf(raw, 'view', identityViews) });
export const readPractice = (raw: Raw) => only({ view: oneOf(raw, 'view', practiceViews), carc: text(raw, 'carc') });

export const codeViews = ['editions', 'explorer'] as const;
export const readCodes = (raw: Raw) =>
  only({
    view: oneOf(raw, 'view', codeViews),
    edition: text(raw, 'edition'),
    sort: text(raw, 'sort'),
    a: text(raw, 'a'),
    b: text(raw, 'b'),
    on: day(raw, 'on'),
  });

export const modelViews = ['vendors', 'models', 'usage', 'questions'] as const;
export const callStates = ['waiting', 'sent', 'answered', 'refused', 'needs-person'] as const;
export const readModels = (raw: Raw) =>
  only({
    view: oneOf(raw, 'view', modelViews),
    model: text(raw, 'model'),
    month: text(raw, 'month'),
    call: text(raw, 'call'),
    by: text(raw, 'by'),
    of: text(raw, 'of'),
    purpose: text(raw, 'purpose'),
    state: oneOf(raw, 'state', callStates),
    subject: text(raw, 'subject'),
    from: day(raw, 'from'),
    until: day(raw, 'until'),
  });

interface At {
  readonly documentId: string;
  readonly from: number;
  readonly to: number;
}

/** '0192…~120-126': the figure whose bytes are kept shown. */
export const writeAt = (at: At): string => `${at.documentId}~${at.from}-${at.to}`;

export function readAt(text: string | undefined): At | undefined {
  const match = /^([\w-]+)~(\d+)-(\d+)$/.exec(text ?? '');
  return match?.[1] ? { documentId: match[1], from: Number(match[2]), to: Number(match[3]) } : undefined;
}
