import { describe, expect, test } from 'vitest';
import { type CompiledSet, compileSet, type LoopNode, type Use } from '../engine/compile.ts';
import { type ElementDefinition, identityOf, type LoopDefinition, type SegmentDefinition } from './grammar.ts';
import { definitionFor, envelope, sets } from './index.ts';

const compiled: [string, CompiledSet][] = sets.map((set) => [`${set.set} ${set.versions[0]}`, compileSet(set)]);

function segmentsOf(loop: LoopDefinition): SegmentDefinition[] {
  return loop.body.flatMap((part) => (part.kind === 'loop' ? segmentsOf(part) : [part.segment]));
}
const segments = [...new Set([...envelope, ...sets.flatMap((set) => segmentsOf(set.root))])];

/** Elements, and parts of elements, that nobody has said of whether they can name a person. */
const unlooked = (of: readonly ElementDefinition[]): string[] =>
  of.flatMap((element) => [...(identityOf(element) === undefined ? [element.name] : []), ...unlooked(element.parts ?? [])]);

describe('every element is marked by what it can give away, or declared harmless', () => {
  test.each(segments.map((segment) => [segment.id, segment] as const))('%s', (_, segment) => {
    expect(unlooked(segment.elements)).toEqual([]);
  });

  test('what names a person is never declared harmless', () => {
    const naming = /name|address|^city|postal|date of birth|control number|trace number|account|message|note$|group or policy/;
    const harmless = segments.flatMap(({ id, elements }) =>
      [...elements, ...elements.flatMap((element) => element.parts ?? [])]
        .filter(
          (element) => naming.test(element.name) && identityOf(element) === 'nothing' && !/^(kind|form|number) of /.test(element.name),
        )
        .map((element) => `${id} ${element.name}`),
    );
    // The names of facts (CTX01-1: CLM01), and kinds of accounts and notes.
    expect(harmless).toEqual(['CTX name']);
  });
});

function isSound(element: ElementDefinition): boolean {
  const lengths = element.min >= 0 && element.max >= element.min && element.repeats >= 1;
  return lengths && element.name !== '' && (element.type === 'parts') === (element.parts !== undefined);
}

describe('every segment is well formed', () => {
  test.each(segments.map((segment) => [segment.id, segment] as const))('%s', (id, segment) => {
    expect(id).toMatch(/^[A-Z][A-Z0-9]{1,2}$/);
    for (const element of [...segment.elements, ...segment.elements.flatMap((e) => e.parts ?? [])]) expect(isSound(element)).toBe(true);
    for (const pair of segment.together ?? []) for (const at of pair) expect(segment.elements[at - 1]).toBeDefined();
    const firsts = (segment.together ?? []).map(([first]) => first);
    expect(firsts).toEqual([...firsts].sort((a, b) => a - b));
    const period = segment.elements.some((e) => e.type === 'period');
    expect(period).toBe(segment.formAt !== undefined);
  });

  test.each(sets.map((set) => [set.versions[0], set] as const))('no id has two definitions in %s', (_, set) => {
    const ids = [...new Set(segmentsOf(set.root))].map((segment) => segment.id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

/** Whether two uses of one segment could both claim the same segment. */
function clash(a: Use, b: Use): boolean {
  if (a.element === 0 || b.element === 0) return a.element === b.element;
  return a.element !== b.element || a.values.some((value) => b.values.includes(value));
}

function ambiguities(node: LoopNode): string[] {
  return node.table.flatMap((targets) =>
    (targets ?? []).flatMap((a, i) =>
      (targets ?? [])
        .slice(i + 1)
        .filter((b) => a.level === b.level && clash(a.use, b.use))
        .map((b) => `from ${node.id || 'the root'}: ${a.use.at} or ${b.use.at}`),
    ),
  );
}

describe('every set is well formed and unambiguous', () => {
  test.each(compiled)('%s: from any loop, an id and its qualifier lead to one place', (_, set) => {
    expect(set.nodes.flatMap(ambiguities)).toEqual([]);
  });

  test.each(compiled)('%s: each loop opens with a segment, begins with ST and ends with SE', (_, set) => {
    for (const node of set.nodes) expect(node.opening.opens).toBe(true);
    expect(set.root.opening.segment.id).toBe('ST');
    expect(set.root.uses.at(-1)?.segment.id).toBe('SE');
  });

  test.each(compiled)('%s: every use can be reached from its own loop', (_, set) => {
    for (const use of set.uses) {
      const from = use.opens ? use.node.parent : use.node;
      if (from === undefined) continue;
      const reached = from.table.some((targets) => targets?.some((target) => target.use === use && target.level === 0));
      expect(reached, use.at).toBe(true);
    }
  });
});

describe('a version finds its definition', () => {
  test.each([
    ['835', '005010X221A1', 'Remittance advice'],
    ['835', '005010X221', 'Remittance advice'],
    ['835', '004010X091A1', 'Remittance advice (4010)'],
    ['837', '005010X222A1', 'Professional claims'],
    ['837', '005010X222A2', 'Professional claims'],
    ['837', '004010X098A1', 'Professional claims (4010)'],
    ['837', '005010X223A2', 'Institutional claims'],
    ['837', '005010X223A3', 'Institutional claims'],
    ['837', '004010X096A1', 'Institutional claims (4010)'],
    ['837', '005010X224A2', 'Dental claims'],
    ['837', '004010X097A1', 'Dental claims (4010)'],
    ['837', '005010X298', undefined],
    ['270', '005010X279A1', 'Eligibility inquiry'],
    ['271', '005010X279A1', 'Eligibility response'],
    ['276', '005010X212', 'Claim status inquiry'],
    ['277', '005010X212', 'Claim status response'],
    ['277', '005010X214', 'Claim acknowledgment'],
    ['278', '005010X217', 'Authorisation request or response'],
    ['999', '005010X231A1', 'Acknowledgment of a group'],
    ['834', '005010X220A1', undefined],
  ])('%s %s', (set, version, name) => expect(definitionFor(set, version)?.name).toBe(name));
});
