import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { contenderModule } from '../../bench/contenders/install.ts';
import { createTappedReader } from '../../packages/x12/src/create-reader.ts';
import { segmentName } from '../../packages/x12/src/engine/segment.ts';
import { generatedFiles } from '../../packages/x12/testing/fuzz/inputs.ts';
import { rawSegments } from '../raw-count.mjs';

/*
 * The same files through our reader and through one of npm that shares nothing with it, segment by segment. It is no part of
 * Claimwright: `npm run bench` installs it, and without it these tests are skipped.
 */
const installed = existsSync(join(import.meta.dirname, '../../bench/contenders/node_modules/x12-parser/package.json'));

type Theirs = { readonly name: string } & { readonly [element: string]: string };

/** A segment as both can tell it: its elements without the blanks around them, none that are empty at the end. */
const told = (name: string, elements: readonly string[]): string =>
  [name, ...elements.map((one) => one.trim())].join('*').replace(/\**$/, '');

function ours(bytes: Uint8Array): string[] {
  const segments: string[] = [];
  let component = ':';
  const reader = createTappedReader(
    {
      interchange: ({ separators }) => {
        component = separators.component;
      },
    },
    {
      segments: (segment) => {
        const elements = Array.from({ length: segment.count }, (_, i) => {
          segment.openParts(i + 1);
          const parts: string[] = [];
          for (let part = segment.nextPart(); part !== undefined; part = segment.nextPart()) parts.push(part.trim());
          return segment.text(i + 1) === component ? component : parts.join(':');
        });
        segments.push(told(segmentName(segment), elements));
      },
    },
  );
  reader.push(bytes);
  reader.end();
  return segments;
}

async function theirs(bytes: Uint8Array): Promise<string[]> {
  const { X12parser }: { X12parser: new (encoding: string) => NodeJS.ReadWriteStream } = await import(contenderModule('x12-parser'));
  const segments: string[] = [];
  for await (const segment of Readable.from([Buffer.from(bytes)]).pipe(new X12parser('utf8')) as AsyncIterable<Theirs>) {
    const elements: string[][] = [];
    for (const [key, value] of Object.entries(segment)) {
      // `3` is the first part of the third element, `3-1` the second.
      const [element = 0, part = 0] = key.split('-').map(Number);
      if (!Number.isInteger(element)) continue;
      elements[element - 1] ??= [];
      (elements[element - 1] as string[])[part] = value.trim();
    }
    if (segment.name === '') continue;
    segments.push(
      told(
        segment.name,
        Array.from(elements, (parts) => Array.from(parts ?? [], (part) => part ?? '').join(':')),
      ),
    );
  }
  return segments;
}

describe.skipIf(!installed)('beside x12-parser', () => {
  test.each([1, 2, 3])('files of every set, generated from seed %i, have the same segments', async (seed) => {
    for (const bytes of generatedFiles(seed)) expect(ours(bytes)).toEqual(await theirs(bytes));
  });
});

test('every generated file has as many segments of each id as the independent counter finds', () => {
  for (const bytes of generatedFiles(4)) {
    const counts: { [id: string]: number } = {};
    const within = new Set<string>();
    for (const segment of ours(bytes)) {
      const [id = ''] = segment.split('*');
      if (id === 'ST') within.add(id);
      else if (id === 'SE') within.clear();
      else if (within.size > 0) counts[id] = (counts[id] ?? 0) + 1;
    }
    const raw = Object.fromEntries(Object.entries(rawSegments(bytes)).filter(([id]) => !id.includes(' ')));
    expect(counts).toEqual(raw);
  }
});
