/**
 * The kinds of service that edits know by the `family` of a practice's own list, and what hangs on each. Any other word is the practice's own:
 * only payers' terms that name it ask for it.
 */
export const procedureFamilies = {
  'office visit': 'routine eye diagnoses and vision plans; modifiers of visits',
  'preventive visit': 'modifiers of visits',
  'hospital visit': 'modifiers of visits; where it was',
  'eye exam': 'routine eye diagnoses and vision plans; modifiers of visits',
  refraction: 'the note; what Medicare does not pay',
  'eye photograph': 'the note; scans of the same day; units of both eyes',
  'retina scan': 'the note; other scans of the same day; units of both eyes',
  'optic nerve scan': 'the note; other scans of the same day; units of both eyes',
  'eye biometry': 'the note',
  'cataract surgery': 'the note',
  'complex cataract surgery': 'the note',
  frame: 'what Medicare pays of eyewear',
  lens: 'what Medicare pays of eyewear; lenses by the piece',
  'contact lens': 'what Medicare pays of eyewear; lenses by the piece',
  'exercise therapy': 'the note; the plan of care for Medicare',
  'manual therapy': 'the note; the plan of care for Medicare',
  'physical therapy': 'the plan of care for Medicare',
  'occupational therapy': 'the plan of care for Medicare',
  'speech therapy': 'the plan of care for Medicare',
  anesthesia: 'minutes instead of units',
  filling: 'the note; what stands beside it on one tooth',
  sealant: 'the note; what stands beside it on one tooth',
  'root canal': 'the note; what stands beside it on one tooth',
  crown: 'the note; what stands beside it on one tooth; first placement or replacement',
  'steel crown': 'what stands beside it on one tooth',
  onlay: 'what stands beside it on one tooth; first placement or replacement',
  veneer: 'what stands beside it on one tooth; first placement or replacement',
  extraction: 'the note; what stands beside it on one tooth; later services on a tooth that is gone',
  'surgical extraction': 'what stands beside it on one tooth; later services on a tooth that is gone',
  bridge: 'teeth that are gone; first placement or replacement',
  pontic: 'teeth that are gone; first placement or replacement',
  denture: 'teeth that are gone; first placement or replacement',
  'partial denture': 'teeth that are gone; first placement or replacement',
  implant: 'teeth that are gone; the missing-tooth clause',
  'implant crown': 'teeth that are gone; the missing-tooth clause; first placement or replacement',
  'space maintainer': 'teeth that are gone',
  'bone graft': 'teeth that are gone',
  'ridge repair': 'teeth that are gone',
  'adult cleaning': 'the note; cleanings beside periodontal treatment',
  'child cleaning': 'cleanings beside periodontal treatment',
  scaling: 'the note; cleanings beside periodontal treatment',
  'periodontal maintenance': 'cleanings beside periodontal treatment',
  orthodontics: 'the placement and the months of treatment',
} as const;
export type ProcedureFamily = keyof typeof procedureFamilies;
const known = Object.keys(procedureFamilies);

/** The words of it, in no order and in the singular: `Scans, retina` is `retina scan`. */
const plainWords = (said: string): readonly string[] =>
  said
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '' && word !== 'of' && word !== 'the')
    .map((word) => (word === 'lenses' ? 'lens' : word !== 'lens' && word.endsWith('s') ? word.slice(0, -1) : word))
    .sort();
const byWords = new Map(known.map((family) => [plainWords(family).join(' '), family]));

/** What else practices call them, where it can mean nothing else. */
const otherWords: { readonly [words: string]: ProcedureFamily } = {
  biometry: 'eye biometry',
  'fundus photograph': 'eye photograph',
  'retinal scan': 'retina scan',
  'macula scan': 'retina scan',
  'nerve scan': 'optic nerve scan',
  contact: 'contact lens',
  'eyeglass lens': 'lens',
  rct: 'root canal',
};
for (const [said, family] of Object.entries(otherWords)) byWords.set(plainWords(said).join(' '), family);

/** What a word of a list is read as: a family that edits know where it is that one in other words, and else itself. */
export function familySaid(said: string): string {
  return byWords.get(plainWords(said).join(' ')) ?? said;
}

/** What is not looked for at a code without a family that edits know, each said once. */
export const passedOver: readonly string[] = [...new Set(Object.values(procedureFamilies).flatMap((asked) => asked.split('; ')))].sort();

export const isProcedureFamily = (said: string): said is ProcedureFamily => Object.hasOwn(procedureFamilies, said);

/** The family that was probably meant: the one with the most pairs of letters in common. */
export function nearestFamily(said: string): string | undefined {
  const asked = pairsOf(said);
  let best: string | undefined;
  let most = alike;
  for (const family of known) {
    const pairs = pairsOf(family);
    const common = [...pairs].filter((pair) => asked.has(pair)).length;
    const share = (2 * common) / (asked.size + pairs.size || 1);
    if (share > most) [best, most] = [family, share];
  }
  return best;
}
const alike = 0.4;

function pairsOf(said: string): ReadonlySet<string> {
  const text = ` ${plainWords(said).join(' ')} `;
  return new Set(Array.from({ length: text.length - 1 }, (_, i) => text.slice(i, i + 2)));
}
