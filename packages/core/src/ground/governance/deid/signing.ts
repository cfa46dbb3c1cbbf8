import type { Claims } from './claims.ts';
import { isEponym } from './eponyms.ts';
import type { NameHit } from './names.ts';
import {
  begins,
  flagsAt,
  gap,
  gapAt,
  isCapital,
  isMark,
  isNumber,
  isWord,
  lengthAt,
  type Reading,
  shape,
  shapeAt,
  word,
} from './reading.ts';
import { anyFirst, anyName, is, vocabulary } from './words.ts';

/** Short forms that end a sentence and are nobody's initials. */
const shortForms = new Set(
  'prn bid tid qid qd qhs hs po im iv sq sc ok tx hx dx rx fx sx nl wnl neg pos pcp ed er am pm pt np md do dds dmd od rn ii iii iv vi vii ou os nos nec usa us va st rd nv ny rtc fu ncm nka nkda npo dnr ot st slp wbc rbc hgb ekg ecg mri ct us cxr bmp cmp cbc tsh lft inr bp hr rr nad cta rrr ntnd aox eob dme hmo ppo cob wo adl tdwb wbat rom prom arom sob cp ha n/v uri uti gi gu gyn ent ob cv lle rle lue rue ac pc cc mg ml kg cm mm hr hrs min sec wk wks mo mos yr yrs ea qty tab cap gtt ung sol inc llc ltd pc pa co dept etc eg ie vs asap tbd tba thx pls plz lol omg btw fyi idk icu picu nicu sicu micu snf ltc alf rehab opd pacu or ems pta ptf dob mrn ssn dos cpt icd npi ins cov auth ded oop max bal pmt adj wof exp rec eta etd stat rt lt bl csf abg vbg dvt pe mi cva tia chf copd dm htn cad ckd esrd gerd ibs ra sle ms als tb hiv hep'.split(
    ' ',
  ),
);

const single = (r: Reading, i: number): boolean => shapeAt(r, i) === shape.single && isWord(r, i);

/** The end of `P.N.`, `A.P-R.`, `K.H.` from `i`, or `i`. */
function dotted(r: Reading, i: number): number {
  if (!single(r, i) || (!isMark(r, i + 1, '.') && !isMark(r, i + 1, '-')) || gapAt(r, i + 1) !== gap.none) return i;
  let end = i;
  let letters = 0;
  while (single(r, end) && (end === i || gapAt(r, end) === gap.none)) {
    letters++;
    end++;
    if ((isMark(r, end, '.') || isMark(r, end, '-')) && gapAt(r, end) === gap.none) end++;
  }
  return letters >= 2 && letters <= 4 ? end : i;
}

const degrees = new Set([
  'md',
  'do',
  'dds',
  'dmd',
  'od',
  'rn',
  'np',
  'pa',
  'phd',
  'us',
  'usa',
  'bid',
  'tid',
  'qid',
  'prn',
  'po',
  'iv',
  'im',
  'am',
  'pm',
  'er',
  'gi',
  'os',
  'ou',
  'ie',
  'eg',
  'dpm',
  'pc',
  'va',
  'ok',
  'sob',
  'dc',
  'wc',
  'ac',
  'hs',
  'ha',
  'wt',
  'bp',
  'hr',
]);
const signers = new Set(
  'by signature signed sincerely regards thanks initials per for with baby yours to from cc attn provider staff tech nurse hygienist assistant'.split(
    ' ',
  ),
);

/** Initials with dots where somebody signs or is named: `by P.N.`, `Signature: K.H.`, `- A.P-R.`, `baby J.` */
function dottedInitials(r: Reading, i: number): NameHit | undefined {
  if (!single(r, i) || gapAt(r, i) === gap.none) return undefined;
  const before = [':', ',', '-', '–', '—'].includes(word(r, i - 1)) ? i - 2 : i - 1;
  const led = signers.has(word(r, before)) || (flagsAt(r, before) & is.relation) !== 0;
  const end = dotted(r, i);
  if (end === i) {
    const child = ['baby', 'infant', 'twin'].includes(word(r, i - 1)) || (flagsAt(r, i - 1) & is.relation) !== 0;
    return child && isMark(r, i + 1, '.') && shapeAt(r, i - 1) === shape.lower
      ? { first: i, end: i + 2, why: 'initial of a relative' }
      : undefined;
  }
  let joined = '';
  for (let k = i; k < end; k++) if (isWord(r, k)) joined += word(r, k);
  if (degrees.has(joined)) return undefined;
  const alone = (gapAt(r, i) === gap.line || before === i - 2) && (gapAt(r, end) === gap.line || end >= r.count);
  return led || alone ? { first: i, end, why: 'initials of who signs' } : undefined;
}

const isInitials = (r: Reading, i: number): boolean =>
  isWord(r, i) &&
  lengthAt(r, i) > 1 &&
  lengthAt(r, i) < 4 &&
  shapeAt(r, i) !== shape.mixed &&
  !shortForms.has(word(r, i)) &&
  (flagsAt(r, i) & (vocabulary | is.unit | is.month | is.weekday | is.state | is.credential | is.function | is.title)) === 0;

const isTypist = (r: Reading, i: number, written: number): boolean =>
  isWord(r, i) &&
  lengthAt(r, i) > 1 &&
  lengthAt(r, i) < 4 &&
  shapeAt(r, i) === written &&
  !shortForms.has(word(r, i)) &&
  (flagsAt(r, i) & (is.everyday | is.unit | is.function)) === 0;

const ends = (r: Reading, i: number): boolean => i >= r.count || gapAt(r, i) === gap.line;

const thanks = new Set(['thx', 'thanks', 'ty', 'regards', 'best', 'rgds', 'tx', 'cheers']);

/** Who wrote a note, by two or three letters at its end: `. nk`, `HB/kl`, `-- jh`, `QV, RDA`. */
function endInitials(r: Reading, i: number): NameHit | undefined {
  const last = i + 1 >= r.count && isTypist(r, i, shape.lower) && isMark(r, i - 1, '.');
  if (last && gapAt(r, i) !== gap.none) return { first: i, end: i + 1, why: 'initials at the end' };
  if (gapAt(r, i) === gap.none || !isWord(r, i)) return undefined;
  const slash = (isMark(r, i + 1, '/') || isMark(r, i + 1, ':')) && gapAt(r, i + 1) + gapAt(r, i + 2) === gap.none;
  const both = slash && isTypist(r, i, shape.upper) && isTypist(r, i + 2, shape.lower) && gapAt(r, i + 3) !== gap.none;
  if (both) return { first: i, end: i + 3, why: 'who dictated and who typed' };
  if (!isInitials(r, i) || shapeAt(r, i) === shape.title || (isMark(r, i - 1, ':') && shapeAt(r, i) === shape.upper)) return undefined;
  const after =
    ['.', '!', '?', ')', '-', '–', '—', '/', '"', ']', ':'].includes(word(r, i - 1)) ||
    (gapAt(r, i) === gap.line && i > 0) ||
    (isMark(r, i - 1, ',') && (gapAt(r, i) === gap.line || thanks.has(word(r, i - 2))));
  if (!after || (gapAt(r, i) === gap.line && i + 1 < r.count)) return undefined;
  const titled =
    isMark(r, i + 1, ',') && (flagsAt(r, i + 2) & is.credential) !== 0 && (shapeAt(r, i) === shape.upper || isMark(r, i - 1, '.'));
  const slashed = isMark(r, i + 1, '/') && (flagsAt(r, i + 2) & (is.credential | is.title)) !== 0;
  return ends(r, i + 1) || titled || slashed ? { first: i, end: i + 1, why: 'initials at the end' } : undefined;
}

/** `"Skip" Landry`, `Torvald "Tor" Eikenes`: a name told in quotes before a surname. */
function nicknamed(r: Reading, i: number): NameHit | undefined {
  if (!['"', '“'].includes(word(r, i))) return undefined;
  let end = i + 1;
  while (end < i + 4 && shapeAt(r, end) === shape.title && gapAt(r, end + 1) !== gap.line) end++;
  if (end === i + 1 || !['"', '”'].includes(word(r, end)) || gapAt(r, i + 1) !== gap.none) return undefined;
  const surname = shapeAt(r, end + 1) === shape.title && gapAt(r, end + 1) === gap.blank;
  if (!surname || (flagsAt(r, end + 1) & (is.function | is.clinical | is.everyday)) !== 0) return undefined;
  const given = shapeAt(r, i - 1) === shape.title && (flagsAt(r, i - 1) & (vocabulary | is.function)) === 0 && gapAt(r, i) === gap.blank;
  return { first: given ? i - 1 : i + 1, end: end + 2, why: 'called otherwise' };
}

const callings = new Set('goes go called prefers legal nicknamed aka formerly nee née'.split(' '));

/** `goes by Juniper`, `legal name Jonathan`, `prefers to be called Bo`. */
function calledSo(r: Reading, i: number): NameHit | undefined {
  if (shapeAt(r, i) !== shape.title || begins(r, i) || (flagsAt(r, i) & (is.clinical | is.function)) !== 0) return undefined;
  const back = word(r, i - 1) === 'by' || word(r, i - 1) === 'name' ? i - 2 : i - 1;
  const named =
    word(r, i - 1) === 'name' && ['given', 'maiden', 'preferred', 'chosen', 'birth', 'married', 'middle'].includes(word(r, back));
  if ((!callings.has(word(r, back)) && !named) || gapAt(r, i) !== gap.blank) return undefined;
  if (back === i - 1 && ['go', 'goes', 'called', 'prefers'].includes(word(r, back))) return undefined;
  const more =
    shapeAt(r, i + 1) === shape.title && gapAt(r, i + 1) === gap.blank && (flagsAt(r, i + 1) & (is.clinical | is.function)) === 0;
  return { first: i, end: more ? i + 2 : i + 1, why: 'what somebody is called' };
}

const roles = new Set(
  'mgr manager vol rep admin told tenant volunteer passenger apprentice aide chaplain doula priest deacon elder chief colleague classmate teammate compadre comadre abuela abuelo nana grandpa driver escort sponsor mentor tutor clerk warden foreman steward captain dispatcher operator bystander witness helper companion boarder lodger student intern scribe courier groomsman bridesmaid godson goddaughter foster pal buddy mate host hostess coordinator navigator liaison partner crew medic charge ask asked thank tell remind page paged text texted saw'.split(
    ' ',
  ),
);

/** `told Mo in laundry`, `Volunteer Sunny reads`: somebody told by what they do. */
function inRole(r: Reading, i: number): NameHit | undefined {
  if (shapeAt(r, i) !== shape.title || gapAt(r, i) !== gap.blank || !roles.has(word(r, i - 1)) || isEponym(r, i)) return undefined;
  const flags = flagsAt(r, i);
  const longState = (flags & is.state) !== 0 && lengthAt(r, i) > 2;
  const short = lengthAt(r, i) === 2 && ['told', 'driver', 'asked', 'saw'].includes(word(r, i - 1));
  if (
    longState ||
    (flags & ((short ? 0 : is.clinical) | is.function | is.month | is.weekday | is.title | is.relation | is.organisation)) !== 0
  )
    return undefined;
  if ((flags & is.everyday) !== 0 && (flags & anyFirst) === 0 && shapeAt(r, i + 1) !== shape.lower) return undefined;
  if (
    (flags & is.everyday) !== 0 &&
    (flags & anyFirst) === 0 &&
    !['reads', 'was', 'is', 'in', 'who', 'will', 'came'].includes(word(r, i + 1))
  )
    return undefined;
  if (
    begins(r, i - 1) &&
    shapeAt(r, i - 1) === shape.title &&
    (flags & vocabulary) !== 0 &&
    (flags & anyFirst) === 0 &&
    word(r, i + 1) !== 'reads'
  )
    return undefined;
  const more = shapeAt(r, i + 1) === shape.title && gapAt(r, i + 1) === gap.blank && (flagsAt(r, i + 1) & anyName) !== 0;
  return { first: i, end: more ? i + 2 : i + 1, why: 'told by what they do' };
}

const staff = new Set(['md', 'do', 'rn', 'lpn', 'lvn', 'cna', 'crna', 'np', 'fnp', 'rdh', 'dds', 'dmd', 'dpm', 'emt', 'cma', 'rda', 'pa']);

/** `MD Sorrel Pinkham`: a degree before the name. */
function degreeFirst(r: Reading, i: number): NameHit | undefined {
  if (shapeAt(r, i) !== shape.title || !staff.has(word(r, i - 1)) || shapeAt(r, i - 1) !== shape.upper || gapAt(r, i) !== gap.blank)
    return undefined;
  if ((flagsAt(r, i) & (is.clinical | is.function)) !== 0 || isMark(r, i - 2, ',')) return undefined;
  const second =
    shapeAt(r, i + 1) === shape.title && gapAt(r, i + 1) === gap.blank && (flagsAt(r, i + 1) & (vocabulary | is.function)) === 0;
  const named = (flagsAt(r, i) & anyName) !== 0 && (flagsAt(r, i) & vocabulary) === 0;
  return second || named ? { first: i, end: second ? i + 2 : i + 1, why: 'after a degree' } : undefined;
}

/** `Will B. is making gains`, `Tamika R.`: a first name and an initial. */
function firstAndInitial(r: Reading, i: number): NameHit | undefined {
  if (shapeAt(r, i) !== shape.title || (flagsAt(r, i) & anyFirst) === 0 || !single(r, i + 1) || !isMark(r, i + 2, '.')) return undefined;
  if (gapAt(r, i + 1) !== gap.blank || gapAt(r, i + 2) !== gap.none || isEponym(r, i)) return undefined;
  if ((flagsAt(r, i) & is.clinical) !== 0 || ['a', 'i'].includes(word(r, i + 1)) || isWord(r, i + 3) === false) return undefined;
  const goesOn = shapeAt(r, i + 3) === shape.lower || ends(r, i + 3);
  return goesOn ? { first: i, end: i + 3, why: 'first name and initial' } : undefined;
}

/** `Rajagopalan, S.`: a surname that no vocabulary holds, and an initial. */
function surnameAndInitial(r: Reading, i: number): NameHit | undefined {
  const written = shapeAt(r, i);
  if ((written !== shape.title && written !== shape.upper) || !isMark(r, i + 1, ',') || !single(r, i + 2) || gapAt(r, i + 2) !== gap.blank)
    return undefined;
  if ((flagsAt(r, i) & (vocabulary | is.function | is.city | is.state)) !== 0 || lengthAt(r, i) < 3 || isEponym(r, i)) return undefined;
  if (word(r, i + 2) === 'i' || isCapital(r, i + 3)) return undefined;
  const closed = isMark(r, i + 3, '.') || isMark(r, i + 3, '"') || ends(r, i + 3) || isMark(r, i + 3, ')') || isMark(r, i + 3, ',');
  return closed ? { first: i, end: isMark(r, i + 3, '.') ? i + 4 : i + 3, why: 'surname and initial' } : undefined;
}

/** `Win` on a line of its own between empty lines, under a letter or a mail. */
function ownLine(r: Reading, i: number): NameHit | undefined {
  if (gapAt(r, i) !== gap.line || shapeAt(r, i) !== shape.title || !ends(r, i + 1) || i === 0) return undefined;
  if ((flagsAt(r, i) & vocabulary) !== 0 && (flagsAt(r, i) & anyFirst) === 0) return undefined;
  if ((flagsAt(r, i) & (is.clinical | is.function | is.month | is.weekday)) !== 0) return undefined;
  const above = /\n\s*\n\s*$/.test(r.text.slice(Math.max(0, (r.from[i] ?? 0) - 6), r.from[i]));
  const below = i + 1 >= r.count || /^\s*\n\s*\n/.test(r.text.slice(r.to[i], (r.to[i] ?? 0) + 6)) || isMark(r, i + 1, '-');
  const closed = (isMark(r, i - 1, ',') && gapAt(r, i) === gap.line) || (above && below);
  return closed ? { first: i, end: i + 1, why: 'name under a letter' } : undefined;
}

/** `danika_r: hi`: who speaks in a chat, by a handle. */
function handle(r: Reading, i: number): NameHit | undefined {
  if (gapAt(r, i) === gap.none || !isWord(r, i) || !isMark(r, i + 1, '_') || gapAt(r, i + 1) !== gap.none) return undefined;
  let end = i + 2;
  while (gapAt(r, end) === gap.none && (isWord(r, end) || isNumber(r, end) || isMark(r, end, '_'))) end++;
  const spoken = gapAt(r, i) === gap.line && isMark(r, end, ':');
  let telling = false;
  for (let k = i; k < end; k++)
    if (isWord(r, k) && lengthAt(r, k) > 2 && (flagsAt(r, k) & (is.everyday | is.clinical)) === 0 && (flagsAt(r, k) & is.idLabel) === 0)
      telling = true;
  const user = [i - 1, i - 2, i - 3].some((k) =>
    ['username', 'login', 'handle', 'user', 'screenname', 'name', 'id', 'insta', 'ig'].includes(word(r, k)),
  );
  return telling && (spoken || user) ? { first: i, end, why: 'handle' } : undefined;
}

export function signed(r: Reading, i: number): NameHit | undefined {
  if (!isWord(r, i)) return nicknamed(r, i);
  const length = lengthAt(r, i);
  if (length === 1) return dottedInitials(r, i);
  if (isMark(r, i + 1, '_')) return handle(r, i);
  return (
    (length < 4 ? endInitials(r, i) : undefined) ??
    firstAndInitial(r, i) ??
    surnameAndInitial(r, i) ??
    calledSo(r, i) ??
    inRole(r, i) ??
    degreeFirst(r, i) ??
    ownLine(r, i)
  );
}

const joins = (r: Reading, k: number): boolean => isMark(r, k, ',') || word(r, k) === 'and' || isMark(r, k, '&') || isMark(r, k, '/');

/** A word with a capital that a name may be. */
const isProper = (r: Reading, c: Claims, k: number): boolean =>
  isWord(r, k) &&
  shapeAt(r, k) === shape.title &&
  !c.taken(k) &&
  lengthAt(r, k) > 1 &&
  ((flagsAt(r, k) & (vocabulary | is.function | is.city | is.state)) === 0 ||
    ((flagsAt(r, k) & is.first) !== 0 && (flagsAt(r, k) & is.clinical) === 0)) &&
  (flagsAt(r, k) & (is.month | is.weekday | is.title | is.credential | is.eponym)) === 0 &&
  !isEponym(r, k);

/** `Micah and Noelle`, `household: Keoni, Dorothea`, where the second was found. */
function listedBefore(r: Reading, c: Claims, named: Uint8Array, keep: (hit: NameHit, sure: boolean) => void): void {
  for (let i = r.count - 2; i > 0; i--) {
    if (!named[i + 1] || named[i - 1] || !joins(r, i) || !isProper(r, c, i - 1)) continue;
    const opened = isMark(r, i, ',')
      ? isMark(r, i - 2, ':') && gapAt(r, i - 1) === gap.blank
      : !begins(r, i - 1) && gapAt(r, i) !== gap.line && (flagsAt(r, i - 1) & vocabulary) === 0;
    if (opened) keep({ first: i - 1, end: i, why: 'listed with a name' }, true);
  }
}

/** What stands in a list or beside a name: `Keoni, Dorothea`, `Micah and Noelle`, `AMOS "Pork Chop"`, `Rossi/L. Tomas`. */
/** Of a veteran: the first letter of the surname and the last four digits. */
function lastFour(r: Reading, c: Claims, i: number): boolean {
  if (!single(r, i) || !isNumber(r, i + 1) || lengthAt(r, i + 1) !== 4 || gapAt(r, i + 1) !== gap.none || c.taken(i)) return false;
  c.take(i, i + 2, 'SSN', 'letter and last four after a name');
  return true;
}

export function companions(r: Reading, c: Claims, named: Uint8Array, keep: (hit: NameHit, sure: boolean) => void): void {
  const closes = (k: number) =>
    joins(r, k) || isMark(r, k, '.') || isMark(r, k, ')') || isMark(r, k, ';') || ends(r, k) || shapeAt(r, k) === shape.lower;
  for (let i = 1; i < r.count; i++) {
    if (!named[i - 1] || lastFour(r, c, i) || (['(', ','].includes(word(r, i)) && lastFour(r, c, i + 1))) continue;
    if (joins(r, i) && gapAt(r, i + 1) !== gap.line && isProper(r, c, i + 1) && closes(i + 2)) {
      keep({ first: i + 1, end: i + 2, why: 'listed with a name' }, true);
    } else if (
      isMark(r, i, ',') &&
      shapeAt(r, i - 1) === shape.upper &&
      shapeAt(r, i + 1) === shape.upper &&
      gapAt(r, i + 1) !== gap.line &&
      lengthAt(r, i + 1) > 2 &&
      lengthAt(r, i - 1) > 2 &&
      !named[i + 1] &&
      !(i > 1 && named[i - 2]) &&
      (flagsAt(r, i + 1) & (vocabulary | is.credential | is.function | is.state)) === 0
    ) {
      keep({ first: i + 1, end: i + 2, why: 'first name after a surname' }, true);
    } else if (isMark(r, i, ',') && single(r, i + 1) && isMark(r, i + 2, '.') && gapAt(r, i + 1) === gap.blank && !isCapital(r, i + 3)) {
      keep({ first: i + 1, end: i + 2, why: 'initial after a surname' }, false);
    } else if (
      single(r, i) &&
      gapAt(r, i) === gap.blank &&
      word(r, i) !== 'i' &&
      !c.taken(i) &&
      !isCapital(r, i + 1) &&
      gapAt(r, i + 1) !== gap.none
    ) {
      keep({ first: i, end: i + 1, why: 'initial after a name' }, false);
    } else if (single(r, i) && gapAt(r, i) === gap.blank && !c.taken(i) && isMark(r, i + 1, '.') && shapeAt(r, i - 1) === shape.title) {
      keep({ first: i, end: i + 1, why: 'initial after a name' }, false);
    } else if (['"', '“', '('].includes(word(r, i)) && gapAt(r, i + 1) === gap.none && shapeAt(r, i + 1) === shape.title) {
      let end = i + 1;
      while (end < i + 4 && shapeAt(r, end) === shape.title && !c.taken(end)) end++;
      const closed = isMark(r, i, '(') ? isMark(r, end, ')') && isProper(r, c, i + 1) : ['"', '”'].includes(word(r, end));
      if (!closed || end === i + 1) continue;
      const surname = gapAt(r, end + 1) === gap.blank && isProper(r, c, end + 1);
      keep({ first: i + 1, end: surname ? end + 2 : end, why: 'called otherwise' }, true);
    } else if (isProper(r, c, i) && gapAt(r, i) === gap.blank && (flagsAt(r, i) & vocabulary) === 0) {
      keep({ first: i, end: i + 1, why: 'after a name' }, true);
    }
  }
  listedBefore(r, c, named, keep);
}
