import { hostname } from 'node:os';
import type { RecordBody } from '@claimwright/core/ground/governance';

/** What another system is told of an entry: who, what, when, about which addresses. Never what somebody wrote, never a patient's data. */
export interface Told {
  readonly body: RecordBody;
  readonly hash: string;
}

const product = 'Claimwright';
const version = '0.1.0';

/** In the head of CEF a bar and a backslash are escaped, in its fields an equals sign and line breaks. */
const head = (text: string): string => text.replace(/[\\|]/g, '\\$&').replace(/[\r\n]+/g, ' ');
const field = (text: string): string => text.replace(/[\\=]/g, '\\$&').replace(/\r?\n/g, '\\n');

/** From 0 to 10. */
const severity = ({ outcome, actor, purpose }: RecordBody): number =>
  actor.emergency !== undefined || purpose === 'emergency' ? 7 : outcome === 'refused' ? 5 : 2;

/** ArcSight's Common Event Format. */
export function cefOf({ body, hash }: Told): string {
  const fields: [string, string | undefined][] = [
    ['rt', String(Date.parse(body.at))],
    ['externalId', body.id],
    ['cat', body.chain],
    ['suid', body.actor.id],
    ['sproc', body.actor.kind],
    ['act', body.outcome],
    ['reason', body.purpose],
    ['cs1Label', 'subjects'],
    ['cs1', body.subjects.slice(0, 50).join(' ')],
    ['cs2Label', 'hash'],
    ['cs2', hash],
    ['cs3Label', 'tenant'],
    ['cs3', body.tenant],
    ['cs4Label', body.actor.version === undefined ? undefined : 'version'],
    ['cs4', body.actor.version],
    ['cs5Label', body.actor.emergency === undefined ? undefined : 'emergencyAccess'],
    ['cs5', body.actor.emergency],
    ['cn1Label', 'entry'],
    ['cn1', String(body.seq)],
  ];
  const told = fields.flatMap(([key, value]) => (value === undefined || value === '' ? [] : [`${key}=${field(value)}`]));
  return `CEF:0|${product}|${product}|${version}|${head(body.what)}|${head(`${body.outcome} ${body.what}`)}|${severity(body)}|${told.join(' ')}`;
}

/** Facility 13 is the log audit; a refusal is a warning. */
const priority = (body: RecordBody): number => 13 * 8 + (body.outcome === 'refused' ? 4 : 6);

/** A syslog message as RFC 5424 has it, around the event. */
export const syslogOf = (told: Told): string =>
  `<${priority(told.body)}>1 ${told.body.at} ${hostname()} ${product.toLowerCase()} ${process.pid} ${told.body.chain} - ${cefOf(told)}`;

/** One line of JSON. */
export function jsonOf({ body, hash }: Told): string {
  const { because: _, details: __, digests: ___, said: ____, ...told } = body;
  return JSON.stringify({ ...told, hash });
}
