// An independent counter for X12 files: a few lines that share nothing with packages/x12, so that both can be wrong
// only in different ways. `node tools/raw-count.mjs FILE…` prints JSON. Money is summed as BigInt cents.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const cents = (text = '') => {
  const [, sign, whole, decimals] = /^\s*(-?)(\d*)\.?(\d*)\s*$/.exec(text) ?? ['', '', '0', ''];
  return BigInt(sign + (whole || '0') + `${decimals}00`.slice(0, 2));
};
const money = (n) =>
  `${n < 0n ? '-' : ''}${String(n < 0n ? -n : n)
    .padStart(3, '0')
    .replace(/(..)$/, '.$1')}`;

/** The file cut at each ISA; each with the separators that it declares. */
function interchanges(text) {
  const starts = [...text.matchAll(/(?<![A-Za-z0-9])ISA([^A-Za-z0-9])/g)].filter(
    (m) => text[m.index - 1] !== m[1] && /^[\r\n]*\d[\d\r\n]{4,6}$/.test(text.slice(m.index, m.index + 300).split(m[1])[12] ?? ''),
  );
  return starts.map((m, i) => {
    const body = text.slice(m.index, starts[i + 1]?.index);
    const head = body.split(m[1], 17);
    const rest = body.slice(head.slice(0, 16).join(m[1]).length + 1).replace(/^[\r\n]+/, '');
    // ISA16, the terminator, then (perhaps after line breaks) GS or TA1
    const [, component, end] = /^(.)[\r\n]*([^\r\n])\s*(?=GS|TA1)/s.exec(rest) ?? [];
    const lines = /^.[ ]*\r?\n\s*(?=GS|TA1)/s.test(rest);
    return { element: m[1], component: component ?? rest[0], terminator: lines ? '\n' : end, body };
  });
}

/** Segments as arrays of elements; line breaks that are no terminator are dropped. */
function segments({ element, terminator, body }) {
  const flat = terminator === '\n' ? body.replaceAll('\r', '') : body.replace(/[\r\n]/g, '');
  return flat.split(terminator).map((segment) => segment.trimStart().split(element));
}

const blank = () => ({ claims: 0, serviceLines: 0, charged: 0n, paid: 0n, adjusted: 0n, providerAdjustments: 0n, payment: null });
const every = (row, from, step) => row.filter((_, i) => i >= from && (i - from) % step === 0).reduce((sum, x) => sum + cents(x), 0n);

const rules = {
  CLP: (set, row) => {
    set.claims++;
    set.charged += cents(row[3]);
    set.paid += cents(row[4]);
  },
  CLM: (set, row) => {
    set.claims++;
    set.charged += cents(row[2]);
  },
  SVC: (set) => set.serviceLines++,
  SV1: (set) => set.serviceLines++,
  SV2: (set) => set.serviceLines++,
  SV3: (set) => set.serviceLines++,
  CAS: (set, row) => {
    set.adjusted += every(row, 3, 3);
    set.adjusts = true;
  },
  PLB: (set, row) => {
    set.providerAdjustments += every(row, 4, 2);
  },
  HL: (set, row) => {
    set.level = row[3];
  },
  TRN: (set) => {
    if (['276', '277'].includes(set.set) && ['22', '23', 'PT'].includes(set.level)) set.claims++;
  },
  BPR: (set, row) => {
    set.payment = cents(row[2]);
  },
};

function finish({ set, control, version, adjusts, counts: _, level: __, ...sums }) {
  if (!['835', '837'].includes(set)) return { set, version, control, claims: ['276', '277'].includes(set) ? sums.claims : null };
  const remit = set === '835';
  const { claims, serviceLines, charged, paid, adjusted, providerAdjustments, payment } = sums;
  return {
    set,
    version,
    control,
    claims,
    serviceLines,
    charged: money(charged),
    paid: remit ? money(paid) : null,
    adjusted: remit || adjusts ? money(adjusted) : null,
    providerAdjustments: remit ? money(providerAdjustments) : null,
    payment: payment === null ? null : money(payment),
  };
}

/** @param {Uint8Array} bytes of one file, decompressed */
export function rawCount(bytes) {
  const { interchanges, sets } = rawSets(bytes);
  return { interchanges, sets: sets.map(finish) };
}

/** How many segments of each id stand in the sets; HL by its kind too. @param {Uint8Array} bytes */
export function rawSegments(bytes) {
  const all = {};
  for (const { counts } of rawSets(bytes).sets) for (const [id, count] of Object.entries(counts)) all[id] = (all[id] ?? 0) + count;
  return all;
}

function rawSets(bytes) {
  const found = interchanges(Buffer.from(bytes).toString('latin1'));
  const sets = [];
  for (const interchange of found) {
    let version = '';
    let open;
    for (const row of segments(interchange)) {
      if (row[0] === 'GS') version = row[8]?.trim() ?? '';
      if (row[0] === 'GE') version = '';
      if (row[0] === 'ST') {
        open = { set: row[1], control: row[2]?.trim(), version: version || row[3] || '', counts: {}, ...blank() };
        sets.push(open);
      } else if (row[0] === 'SE') open = undefined;
      else if (open) {
        for (const id of row[0] === 'HL' ? ['HL', `HL ${row[3]}`] : [row[0]]) open.counts[id] = (open.counts[id] ?? 0) + 1;
        rules[row[0]]?.(open, row);
      }
    }
  }
  return { interchanges: found.length, sets };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const all = process.argv.slice(2).map((file) => {
    const bytes = readFileSync(file);
    return { file, ...rawCount(file.endsWith('.gz') ? gunzipSync(bytes) : bytes) };
  });
  console.log(JSON.stringify(all, null, 1));
}
