import type { Edit, Report } from '../edit.ts';
import type { Authorization } from '../facts.ts';
import { type LineLook, type Look, means } from '../look.ts';

const wanted = (look: Look, line: LineLook): boolean =>
  line.about.authorization === true || means(look.facts.payer.authorizationFor, line.code, line.family);

const ofPayer = (look: Look): readonly Authorization[] =>
  look.facts.authorizations.filter(({ payerId }) => payerId === look.coverage?.payerId);

const isFor = (authorization: Authorization, line: LineLook): boolean =>
  authorization.covers.length === 0 || means(authorization.covers, line.code, line.family);

const inTime = ({ from, to }: Authorization, { on }: LineLook): boolean =>
  on === undefined || ((from === undefined || on >= from) && (to === undefined || on <= to));

/** The one that the claim names, where it is known. */
function named(look: Look): Authorization | undefined {
  const { authorizationNumber } = look.claim;
  return authorizationNumber === undefined ? undefined : ofPayer(look).find(({ number }) => number === authorizationNumber);
}

function checkMissing(look: Look, report: Report): void {
  if (look.claim.authorizationNumber) return;
  for (const line of look.lines) if (wanted(look, line)) report({ line, values: { code: line.code } });
}

/** Only where what payers authorized for the patient was brought here at all: else no number could be known. */
function checkUnknown(look: Look, report: Report): void {
  if (!look.claim.authorizationNumber || ofPayer(look).length === 0 || named(look) !== undefined) return;
  if (look.lines.some((line) => wanted(look, line))) report({ at: 'claim, authorization' });
}

function checkOther(look: Look, report: Report): void {
  const authorization = named(look);
  if (authorization === undefined) return;
  for (const line of look.lines)
    if (wanted(look, line) && (!isFor(authorization, line) || !inTime(authorization, line))) report({ line, values: { code: line.code } });
}

function checkUsedUp(look: Look, report: Report): void {
  const authorization = named(look);
  if (authorization?.units === undefined) return;
  const lines = look.lines.filter((line) => isFor(authorization, line) && wanted(look, line));
  const asked = lines.reduce((total, line) => total + line.units, 0);
  const [line, ...also] = lines;
  const left = authorization.units - (authorization.used ?? 0);
  if (line !== undefined && asked > left) report({ line, also, values: { asked, left } });
}

const edit = (rest: Omit<Edit, 'family' | 'severity' | 'snip' | 'source' | 'action'> & Partial<Pick<Edit, 'severity'>>): Edit => ({
  family: 'authorization',
  severity: 'hold',
  snip: 7,
  source: "the practice's settings of the payer and its authorizations",
  action: 'obtain_authorization',
  ...rest,
});

export const authorization: readonly Edit[] = [
  edit({
    code: 'authorization-missing',
    only: [['wants authorization', 'terms of authorization']],
    says: '{code} wants a prior authorization, and the claim names none.',
    because: 'This payer pays it only when it was authorized before.',
    fix: 'Enter the number, or ask the payer whether it authorizes afterwards.',
    check: checkMissing,
  }),
  edit({
    code: 'authorization-for-other',
    only: ['authorization named', ['wants authorization', 'terms of authorization']],
    says: 'The authorization named is not for {code}, or not for that date.',
    because: 'An authorization is for codes and dates.',
    fix: 'Name the right one, or have it extended.',
    check: checkOther,
  }),
  edit({
    code: 'authorization-used-up',
    only: ['authorization named', ['wants authorization', 'terms of authorization']],
    says: 'The claim asks {asked} units of an authorization of which {left} are left.',
    because: 'An authorization is for so many units.',
    fix: 'Have it extended, or bill what is left.',
    check: checkUsedUp,
  }),
  edit({
    code: 'authorization-unknown',
    severity: 'warn',
    only: ['authorization named', ['wants authorization', 'terms of authorization']],
    says: 'None of the authorizations that are known of this patient has the number named.',
    because: 'A number that the payer never gave is answered with a denial.',
    fix: 'Compare it with what the payer gave; bring in its newer list, or name the right one.',
    check: checkUnknown,
  }),
];
