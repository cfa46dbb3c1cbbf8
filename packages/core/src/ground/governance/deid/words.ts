import { cities } from './data/cities.ts';
import { clinicalWords, eponyms } from './data/clinical.ts';
import { everydayWords, widerWords } from './data/english.ts';
import { frequentFirstNames, rareFirstNames } from './data/first-names.ts';
import { furtherEponyms, furtherThings } from './data/further-medicine.ts';
import { givenNames } from './data/given-names.ts';
import { namedAfter, namedThings } from './data/medical-names.ts';
import { moreEponyms, moreThings } from './data/more-medicine.ts';
import { frequentSurnames, rareSurnames } from './data/surnames.ts';
import { roles } from './roles.ts';

/** What a word may be, as bits: a word may be several things at once (Mark, May, Graves). */
export const is = {
  everyday: 1,
  wider: 2,
  clinical: 4,
  eponym: 8,
  first: 1 << 4,
  rareFirst: 1 << 5,
  surname: 1 << 6,
  rareSurname: 1 << 7,
  city: 1 << 8,
  month: 1 << 9,
  title: 1 << 10,
  credential: 1 << 11,
  relation: 1 << 12,
  street: 1 << 13,
  organisation: 1 << 14,
  state: 1 << 15,
  nameLabel: 1 << 16,
  idLabel: 1 << 17,
  weekday: 1 << 18,
  digit: 1 << 19,
  personVerb: 1 << 20,
  eponymHead: 1 << 21,
  placeStart: 1 << 22,
  product: 1 << 23,
  greeting: 1 << 24,
  particle: 1 << 25,
  fileEnding: 1 << 26,
  unit: 1 << 27,
  function: 1 << 28,
  /** Not in a list: judged by its ending or beginning. */
  guessed: 1 << 29,
  trigger: 1 << 30,
} as const;
export const anyName = is.first | is.rareFirst | is.surname | is.rareSurname;
export const anyFirst = is.first | is.rareFirst;
export const anySurname = is.surname | is.rareSurname;
export const vocabulary = is.everyday | is.wider | is.clinical;

export interface Dictionaries {
  /** What a word in lower case, without apostrophes, may be; 0 when nothing is known of it. */
  readonly flags: ReadonlyMap<string, number>;
  /** Places of several words by their first word, each as the words that follow. */
  readonly places: ReadonlyMap<string, readonly (readonly string[])[]>;
}

/** Sorted words, each written as the number of letters that it shares with the one before and the rest. */
export function unpack(packed: string): string[] {
  const words: string[] = [];
  let last = '';
  let at = 0;
  while (at < packed.length) {
    const shared = Number.parseInt(packed[at] ?? '0', 36);
    let end = at + 1;
    while (end < packed.length && packed.charCodeAt(end) >= 95) end++;
    last = last.slice(0, shared) + packed.slice(at + 1, end);
    words.push(last);
    at = end;
  }
  return words;
}

export interface MoreWords {
  readonly firstNames?: readonly string[];
  readonly surnames?: readonly string[];
  readonly clinical?: readonly string[];
  readonly cities?: readonly string[];
}

/** The dictionaries of this package, with the practice's own words added. Takes some fifty milliseconds: build it once. */
export function usDictionaries(more: MoreWords = {}): Dictionaries {
  const flags = new Map<string, number>();
  const places = new Map<string, string[][]>();
  const add = (words: Iterable<string>, bit: number) => {
    for (const word of words) flags.set(word, (flags.get(word) ?? 0) | bit);
  };
  const addPlace = (name: string) => {
    const [head = '', ...rest] = name.split('_');
    if (rest.length === 0) return add([head], is.city);
    add([head], is.placeStart);
    const known = places.get(head);
    if (known) known.push(rest);
    else places.set(head, [rest]);
  };
  const bare = (words: readonly string[] = []) => words.map((word) => word.toLowerCase().replace(/['’]/g, ''));
  add(unpack(everydayWords), is.everyday);
  add(unpack(widerWords), is.wider);
  add(unpack(clinicalWords), is.clinical);
  add(bare(more.clinical), is.clinical);
  add(unpack(eponyms), is.eponym);
  add(unpack(namedThings), is.clinical);
  add(unpack(namedAfter), is.eponym);
  add(unpack(moreThings), is.clinical);
  add(unpack(moreEponyms), is.eponym);
  add(unpack(furtherThings), is.clinical);
  add(unpack(furtherEponyms), is.eponym);
  add('findings res lic ofc cert coll svc svcs pharm supv approx refd recd'.split(' '), is.everyday);
  add(['socratic', 'wallerian', 'penlac'], is.clinical);
  // First names that are words of every sentence, when they have no capital.
  add(
    'penny art gene lance miles chase hunter carol ivy iris ray rob sue guy bill drew pat jack frank mark dawn joy hope faith grace sandy rusty rich major duke ginger olive rosemary violet jasmine basil melody harmony crystal amber jade pearl ruby opal coral dale glen forest heath lane brook dean earl marshall mason cooper carter parker porter tucker walker turner fisher archer sawyer skip buddy chip'
      .split(' ')
      .filter((word) => ((flags.get(word) ?? 0) & vocabulary) === 0),
    is.wider,
  );
  add(
    [
      'shaffer',
      'huber',
      'farnsworth',
      'berlin',
      'lucia',
      'paris',
      'palmer',
      'gillette',
      'wellens',
      'schmitt',
      'ranvier',
      'sampaolesi',
      'bitot',
      'shafer',
    ],
    is.eponym,
  );
  add(unpack(frequentFirstNames), is.first);
  add([...unpack(rareFirstNames), ...unpack(givenNames), ...bare(more.firstNames)], is.rareFirst);
  add(unpack(frequentSurnames), is.surname);
  add([...unpack(rareSurnames), ...bare(more.surnames)], is.rareSurname);
  for (const name of [...unpack(cities), ...bare(more.cities).map((city) => city.replaceAll(' ', '_'))]) addPlace(name);
  for (const [role, words] of Object.entries(roles)) {
    for (const word of words.split(' ')) {
      const known = flags.get(word) ?? guess(word, flags) & ~is.guessed;
      flags.set(word, known | is[role as keyof typeof roles]);
    }
  }
  return { flags, places };
}

const medicalEnding =
  /(?:itis|osis|oses|ectomy|otomy|ostomy|plasty|scopy|scopic|graphy|graphic|gram|emia|uria|algia|pathy|pathic|oma|omas|iasis|ology|ologic|ological|ologist|ization|ational|ability|ousness|lessness|fulness|ically|tional|tion|ivity|trophy|plegia|paresis|rrhea|rrhagia|megaly|penia|genic|genesis|lysis|lytic|phobia|oid|aceous|ectasis|ptosis|malacia|sclerosis|metry|metric|ceutical|vascular|esthesia|ocyte|ocytic|blast|philia|philic|mycin|cillin|azole|statin|pril|sartan|olol|dipine|mab|nib|tinib|vir|prazole|tidine|triptan|gliptin|gliflozin|glutide|oxacin|cycline|caine|setron|parin|xaban|dronate|prost)$/;

const bases: readonly (readonly [RegExp, readonly string[]])[] = [
  [/ies$/, ['y']],
  [/es$/, ['', 'e']],
  [/s$/, ['']],
  [/ied$/, ['y']],
  [/(.)\1ed$/, ['$1']],
  [/ed$/, ['', 'e']],
  [/(.)\1ing$/, ['$1']],
  [/ing$/, ['', 'e']],
  [/ily$/, ['y']],
  [/ly$/, ['']],
  [/ness$/, ['']],
];

/** Words that no list holds: an inflected form of one that is held, or a medical word by its ending. */
export function guess(word: string, flags: ReadonlyMap<string, number>): number {
  if (word.length < 4) return 0;
  const last = word.charCodeAt(word.length - 1);
  // s, d, g and y end all of them.
  const inflected = last === 115 || last === 100 || last === 103 || last === 121;
  for (const [ending, instead] of inflected ? bases : []) {
    if (!ending.test(word)) continue;
    for (const end of instead) {
      const base = word.replace(ending, end);
      const known = base.length > 2 ? (flags.get(base) ?? 0) & vocabulary : 0;
      if (known) return known | is.guessed;
    }
  }
  if (word.length >= 7 && medicalEnding.test(word)) return is.clinical | is.guessed;
  const prefix =
    /^(?:un|re|non|pre|post|sub|super|hyper|hypo|inter|intra|peri|supra|infra|anti|multi|over|under|mid|micro|macro|para|retro|trans|neuro|cardio|gastro|osteo|electro|immuno|endo|hemi|semi|poly|mono|bi|tri)(.{4,})$/.exec(
      word,
    );
  const rest = prefix?.[1] ? (flags.get(prefix[1]) ?? 0) & vocabulary : 0;
  return rest ? rest | is.guessed : 0;
}
