import type { ProcedureFamily } from '../../../ground/codes/index.ts';

/** Words by which a note shows that a kind of service was done, and those that show a greater one. Our own words, to look for and never to decide by. */
export interface FamilyWords {
  readonly family: ProcedureFamily;
  /** Kinds that are taken for one another. */
  readonly among: string;
  readonly words: RegExp;
  /** What the note says of a greater service, and its family. */
  readonly greater?: { readonly words: RegExp; readonly family: ProcedureFamily };
}

const cataractGreater =
  /\b(?:iris (?:expan\w+|hooks?|retractors?)|pupil\w* (?:expan\w+|dilat\w+ ring)|malyugin|capsular tension ring|trypan blue|complex cataract)\b/i;

export const familyWords: readonly FamilyWords[] = [
  { family: 'eye biometry', among: 'eye tests', words: /\b(?:biometry|axial length|iol (?:power|calculation|master)|a-scan)\b/i },
  {
    family: 'eye photograph',
    among: 'eye tests',
    words:
      /\b(?:(?:fundus|retinal|dfe|disc|colou?r) photo\w*|(?:fundus|retinal) (?:imag\w*|pics?|pictures?)|optos|optomap|photograph\w* of the (?:fundus|retina))\b/i,
  },
  {
    family: 'retina scan',
    among: 'eye tests',
    words: /\b(?:oct\b[^.;\n]{0,16}\b(?:mac|macula\w*|retina\w*)|(?:mac|macula\w*|retina\w*) (?:oct|scan|cube)|cirrus mac\w*)\b/i,
  },
  {
    family: 'optic nerve scan',
    among: 'eye tests',
    words:
      /\b(?:oct\b[^.;\n]{0,16}\b(?:optic nerve|onh|nerve|disc|rnfl)|rnfl|nerve fib(?:er|re) layer|(?:optic nerve|onh|disc) (?:oct|scan|cube))\b/i,
  },
  {
    family: 'cataract surgery',
    among: 'eye surgery',
    words: /\b(?:phaco\w*|cataract (?:extraction|surgery|removal)|iol (?:implant\w*|insert\w*))\b/i,
    greater: { words: cataractGreater, family: 'complex cataract surgery' },
  },
  { family: 'complex cataract surgery', among: 'eye surgery', words: cataractGreater },
  { family: 'refraction', among: 'eye tests', words: /\b(?:refraction|refracted|manifest|20\/\d+ with)\b/i },
  { family: 'filling', among: 'tooth', words: /\b(?:composite|amalgam|filling|restor\w+)\b/i },
  { family: 'crown', among: 'tooth', words: /\b(?:crown|cusp(?:al)? coverage|crown prep\w*)\b/i },
  { family: 'root canal', among: 'tooth', words: /\b(?:root canal|rct|endodont\w+|pulpectomy|obturat\w+|gutta)\b/i },
  { family: 'extraction', among: 'tooth', words: /\b(?:extract\w*|ext\b|elevat\w+ and remov\w+)\b/i },
  { family: 'sealant', among: 'tooth', words: /\b(?:sealant\w*|sealed)\b/i },
  { family: 'scaling', among: 'gums', words: /\b(?:scaling|root planing|srp|debridement of (?:root|pocket)\w*)\b/i },
  { family: 'adult cleaning', among: 'gums', words: /\b(?:prophy\w*|cleaning|polish\w*)\b/i },
  { family: 'exercise therapy', among: 'therapy', words: /\b(?:exercise\w*|strengthen\w*|stretch\w*|range of motion|rom)\b/i },
  { family: 'manual therapy', among: 'therapy', words: /\b(?:manual therapy|mobili[sz]ation|soft tissue|myofascial)\b/i },
];

const byFamily = new Map<string, FamilyWords>(familyWords.map((entry) => [entry.family, entry]));
export const wordsOf = (family: string): FamilyWords | undefined => byFamily.get(family);
