import type { Claims } from './claims.ts';
import { isMark, type Reading, shape, shapeAt, word } from './reading.ts';

const holidays: readonly (readonly string[])[] = [
  ['christmas', 'eve'],
  ['christmas', 'day'],
  ['christmas'],
  ['thanksgiving', 'day'],
  ['thanksgiving'],
  ['halloween'],
  ['easter', 'sunday'],
  ['easter'],
  ['new', 'year', 's', 'eve'],
  ['new', 'year', 's', 'day'],
  ['new', 'years', 'eve'],
  ['new', 'years', 'day'],
  ['new', 'years'],
  ['new', 'year', 's'],
  ['nye'],
  ['xmas', 'eve'],
  ['xmas', 'day'],
  ['xmas'],
  ['nye'],
  ['summer', 'solstice'],
  ['winter', 'solstice'],
  ['spring', 'equinox'],
  ['fall', 'equinox'],
  ['vernal', 'equinox'],
  ['chanukah'],
  ['hannukah'],
  ['lent'],
  ['super', 'bowl'],
  ['labor', 'day'],
  ['memorial', 'day'],
  ['independence', 'day'],
  ['fourth', 'of', 'july'],
  ['mother', 's', 'day'],
  ['father', 's', 'day'],
  ['mothers', 'day'],
  ['fathers', 'day'],
  ['valentine', 's', 'day'],
  ['valentines', 'day'],
  ['veterans', 'day'],
  ['columbus', 'day'],
  ['mlk', 'day'],
  ['juneteenth'],
  ['hanukkah'],
  ['ramadan'],
  ['passover'],
  ['diwali'],
  ['yom', 'kippur'],
  ['good', 'friday'],
  ['new', 'years', 'eve', 'day'],
  ['new', 'year', 's', 'eve', 'day'],
  ['epiphany'],
  ['three', 'kings', 'day'],
  ['ash', 'wednesday'],
  ['palm', 'sunday'],
  ['maundy', 'thursday'],
  ['holy', 'saturday'],
  ['easter', 'monday'],
  ['orthodox', 'easter'],
  ['mardi', 'gras'],
  ['fat', 'tuesday'],
  ['pentecost'],
  ['bastille', 'day'],
  ['cinco', 'de', 'mayo'],
  ['boxing', 'day'],
  ['kwanzaa'],
  ['groundhog', 'day'],
  ['flag', 'day'],
  ['earth', 'day'],
  ['arbor', 'day'],
  ['presidents', 'day'],
  ['president', 's', 'day'],
  ['election', 'day'],
  ['patriots', 'day'],
  ['tax', 'day'],
  ['black', 'friday'],
  ['cyber', 'monday'],
  ['super', 'bowl', 'sunday'],
  ['rosh', 'hashanah'],
  ['sukkot'],
  ['purim'],
  ['shavuot'],
  ['eid', 'al', 'fitr'],
  ['eid', 'al', 'adha'],
  ['eid'],
  ['lunar', 'new', 'year'],
  ['chinese', 'new', 'year'],
  ['tet'],
  ['nowruz'],
  ['holi'],
  ['vesak'],
  ['all', 'saints', 'day'],
  ['all', 'souls', 'day'],
  ['all', 'saints'],
  ['nochebuena'],
  ['dia', 'de', 'los', 'muertos'],
  ['day', 'of', 'the', 'dead'],
  ['st', 'patrick', 's', 'day'],
  ['saint', 'patrick', 's', 'day'],
  ['st', 'patricks', 'day'],
  ['candlemas'],
  ['michaelmas'],
  ['martin', 'luther', 'king', 'day'],
  ['indigenous', 'peoples', 'day'],
  ['grandparents', 'day'],
  ['leap', 'day'],
  ['pi', 'day'],
  ['d', 'day'],
  ['canada', 'day'],
  ['australia', 'day'],
  ['guy', 'fawkes'],
  ['yule'],
  ['oktoberfest'],
];
const holidayStarts = new Map<string, (readonly string[])[]>();
for (const holiday of [...holidays].sort((x, y) => y.length - x.length))
  holidayStarts.set(holiday[0] ?? '', [...(holidayStarts.get(holiday[0] ?? '') ?? []), holiday]);

/** `on the Fourth,`. */
const aFourth = (r: Reading, i: number): boolean =>
  shapeAt(r, i) === shape.title &&
  word(r, i - 1) === 'the' &&
  ['on', 'for', 'before', 'after', 'around', 'until', 'over'].includes(word(r, i - 2)) &&
  (i + 1 >= r.count ||
    isMark(r, i + 1, ',') ||
    isMark(r, i + 1, '.') ||
    ['weekend', 'party', 'parade', 'and', 'with'].includes(word(r, i + 1)));

/** Feasts that fall on a day. */
export function holiday(r: Reading, c: Claims, i: number): boolean {
  if (word(r, i) === 'fourth' && aFourth(r, i)) {
    c.take(i, i + 1, 'DATE', 'holiday');
    return true;
  }
  const starts = holidayStarts.get(word(r, i));
  if (!starts || (shapeAt(r, i) === shape.lower && word(r, i) === 'new' && word(r, i + 1) === 'years' && word(r, i + 2) !== 'eve'))
    return false;
  for (const parts of starts) {
    let at = i;
    const fits = parts.every((part) => {
      if (isMark(r, at, "'") || isMark(r, at, '’') || isMark(r, at, '-') || (isMark(r, at, '.') && word(r, at - 1) === 'st')) at++;
      return word(r, at++) === part;
    });
    if (!fits) continue;
    if (word(r, i) === 'lent' && shapeAt(r, i) !== shape.title) return false;
    if (word(r, i) === 'christmas' && word(r, at) === 'disease') return false;
    c.take(i, at, 'DATE', 'holiday');
    return true;
  }
  return false;
}

/** `Fall 2022`, `summer of 1998`: a season is narrower than a year. */
export function season(r: Reading, c: Claims, i: number): boolean {
  const w = word(r, i);
  if (w !== 'spring' && w !== 'summer' && w !== 'fall' && w !== 'autumn' && w !== 'winter') return false;
  const year = word(r, i + 1) === 'of' ? i + 2 : i + 1;
  if (!/^(?:19|20)\d\d$/.test(word(r, year)) || (w === 'fall' && word(r, i - 1) === 'a')) return false;
  c.take(i, year + 1, 'DATE', 'season of a year');
  return true;
}
