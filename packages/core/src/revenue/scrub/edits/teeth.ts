import type { ProcedureFamily } from '../../../ground/codes/index.ts';
import type { LineToSend, ToothToSend } from '../../claims/index.ts';
import type { Edit, Hit, Report } from '../edit.ts';
import type { LineLook, Look } from '../look.ts';

export interface ToothKind {
  readonly dentition: 'permanent' | 'primary';
  readonly place: 'anterior' | 'premolar' | 'molar';
  /** Area of the mouth: 10, 20, 30, 40. */
  readonly quadrant: string;
}

const primaryLetters = 'ABCDEFGHIJKLMNOPQRST';
const quadrants = ['10', '20', '30', '40'];

function permanent(number: number): ToothKind {
  // Counted from the back of each arch.
  const fromBack = number <= 16 ? Math.min(number, 17 - number) : Math.min(number - 16, 33 - number);
  const place = fromBack <= 3 ? 'molar' : fromBack <= 5 ? 'premolar' : 'anterior';
  return { dentition: 'permanent', place, quadrant: quadrants[Math.floor((number - 1) / 8)] ?? '' };
}

function primary(letter: string): ToothKind {
  const index = primaryLetters.indexOf(letter);
  const inArch = index % 10;
  return {
    dentition: 'primary',
    place: inArch <= 1 || inArch >= 8 ? 'molar' : 'anterior',
    quadrant: quadrants[Math.floor(index / 5)] ?? '',
  };
}

function readTooth(tooth: string): ToothKind | undefined {
  if (/^[A-T]S?$/.test(tooth)) return primary(tooth.charAt(0));
  if (!/^[1-9]\d?$/.test(tooth)) return undefined;
  const number = Number(tooth);
  if (number <= 32) return permanent(number);
  return number >= 51 && number <= 82 ? permanent(number - 50) : undefined;
}
const numbers = [
  ...Array.from({ length: 99 }, (_, i) => String(i + 1)),
  ...[...primaryLetters].flatMap((letter) => [letter, `${letter}S`]),
];
const kinds = new Map(numbers.map((number) => [number, readTooth(number)]));

/** What a universal number says: 1 to 32 and A to T, supernumerary 51 to 82 and AS to TS; undefined where it is none. */
export const toothKind = (tooth: string): ToothKind | undefined => kinds.get(tooth);

function everyTooth(
  look: Look,
  report: Report,
  judge: (line: LineLook, tooth: ToothToSend, kind: ToothKind) => Omit<Hit, 'line'> | undefined,
): void {
  for (const line of look.lines) {
    for (const tooth of line.line.teeth) {
      const kind = toothKind(tooth.tooth);
      const hit = kind && judge(line, tooth, kind);
      if (hit !== undefined) report({ line, ...hit, values: { ...hit.values, tooth: tooth.tooth } });
    }
  }
}

const wantsTooth = ({ about }: LineLook): boolean => about.area === 'tooth' || about.area === 'surface';

const surfaceOf = (surface: string): string => (surface === 'F' ? 'B' : surface);

function badSurface(place: ToothKind['place'], surfaces: readonly string[]): boolean {
  return surfaces.some((surface, i) => {
    const face = surfaceOf(surface);
    if (face.length !== 1 || !'MODBLI'.includes(face) || face === (place === 'anterior' ? 'O' : 'I')) return true;
    for (let before = 0; before < i; before++) if (surfaceOf(surfaces[before] ?? '') === face) return true;
    return false;
  });
}

function checkSurfaceCount(look: Look, report: Report): void {
  everyTooth(look, report, ({ about, code }, { surfaces }) => {
    if (about.area !== 'surface' || about.surfaces === undefined || surfaces.length === 0) return undefined;
    const right = about.surfaces >= 4 ? surfaces.length >= about.surfaces : surfaces.length === about.surfaces;
    return right ? undefined : { values: { code, wanted: about.surfaces, given: surfaces.length } };
  });
}

function placeFits(wanted: string, place: ToothKind['place']): boolean {
  return wanted === 'any' || wanted === place || (wanted === 'posterior' && place !== 'anterior');
}

function checkArea(look: Look, report: Report): void {
  for (const line of look.lines) {
    const { area } = line.about;
    const given = line.line.oralCavities;
    const known = given.every((one) => ['00', '01', '02', '10', '20', '30', '40'].includes(one));
    const fits =
      area === 'quadrant'
        ? given.length === 1 && given.some((one) => quadrants.includes(one))
        : area === 'arch'
          ? given.length === 1 && given.some((one) => one === '01' || one === '02')
          : true;
    if (!known || !fits) report({ line, values: { code: line.code, area: area ?? 'area' } });
  }
}

const inArea = (area: string, quadrant: string): boolean =>
  area === '00' || area === quadrant || (area === '01' && quadrant < '30') || (area === '02' && quadrant >= '30');

const adult = 18;
const small = 5;

const gone: ReadonlySet<string> = new Set<ProcedureFamily>(['extraction', 'surgical extraction']);
const replacing: ReadonlySet<string> = new Set<ProcedureFamily>([
  'bridge',
  'pontic',
  'denture',
  'partial denture',
  'space maintainer',
  'bone graft',
  'ridge repair',
]);
/** What stands where a tooth was: an implant and all that it carries among them. Whatever else is done needs the tooth itself. */
const replacesTooth = ({ family }: LineLook): boolean => replacing.has(family) || family.startsWith('implant');

function isGone(look: Look, line: LineLook, tooth: string): boolean {
  if (look.claim.missingTeeth.includes(tooth)) return true;
  const { on } = line;
  if (on === undefined) return false;
  look.lookedUp.extractions ??= look.facts.history.filter(({ family }) => gone.has(family ?? ''));
  for (const served of look.lookedUp.extractions)
    if ((served.tooth === tooth || served.teeth?.includes(tooth) === true) && served.on < on) return true;
  return false;
}

const prostheses: ReadonlySet<string> = new Set<ProcedureFamily>([
  'crown',
  'bridge',
  'pontic',
  'denture',
  'partial denture',
  'implant crown',
  'onlay',
  'veneer',
]);
const placementSaid = ({ prosthesis, priorPlacedOn }: LineToSend): boolean =>
  prosthesis === 'I' || (prosthesis === 'R' && priorPlacedOn !== undefined);

const source = 'ADA dental claim form instructions, universal tooth numbering; the mapping of the practice’s own list';
const edit = (rest: Omit<Edit, 'family' | 'kinds' | 'source'> & { readonly source?: string }): Edit => ({
  family: 'teeth',
  kinds: ['dental'],
  source,
  ...rest,
});

export const teeth: readonly Edit[] = [
  edit({
    code: 'tooth-missing',
    severity: 'hold',
    snip: 6,
    only: ['wants tooth'],
    says: '{code} is done on a tooth, and the line names none.',
    because: 'A service of a tooth names it.',
    fix: 'Enter the tooth of the chart.',
    action: 'add_tooth',
    check: (look, report) => {
      for (const line of look.lines) if (wantsTooth(line) && line.line.teeth.length === 0) report({ line, values: { code: line.code } });
    },
  }),
  edit({
    code: 'tooth-unknown',
    severity: 'hold',
    untilMended: true,
    snip: 5,
    only: ['tooth'],
    says: 'A tooth is numbered outside 1 to 32, A to T and their supernumerary numbers.',
    because: 'Teeth are named by the universal system: 51 to 82 and AS to TS are supernumerary.',
    fix: 'Correct the number.',
    action: 'correct_tooth',
    check: (look, report) => {
      for (const line of look.lines) if (line.line.teeth.some(({ tooth }) => toothKind(tooth) === undefined)) report({ line });
    },
  }),
  edit({
    code: 'tooth-of-other-class',
    severity: 'hold',
    snip: 6,
    only: ['tooth'],
    says: '{code} is done on {wanted} teeth, and the one named is {given}.',
    because: 'The kind of procedure goes with the class of the tooth.',
    fix: 'Correct the tooth or the code by the chart.',
    action: 'review_tooth',
    check: (look, report) =>
      everyTooth(look, report, ({ about, code }, _, { place }) =>
        about.teeth === undefined || placeFits(about.teeth, place) ? undefined : { values: { code, wanted: about.teeth, given: place } },
      ),
  }),
  edit({
    code: 'tooth-of-other-dentition',
    severity: 'hold',
    snip: 6,
    only: ['tooth'],
    says: '{code} is for {wanted} teeth, and the one named is {given}.',
    because: 'Letters are primary teeth, numbers permanent ones.',
    fix: 'Correct the tooth or the code by the chart.',
    action: 'review_tooth',
    check: (look, report) =>
      everyTooth(look, report, ({ about, code }, _, { dentition }) =>
        about.dentition === undefined || about.dentition === dentition
          ? undefined
          : { values: { code, wanted: about.dentition, given: dentition } },
      ),
  }),
  edit({
    code: 'tooth-against-age',
    severity: 'warn',
    snip: 6,
    only: ['tooth'],
    says: "The tooth named is {dentition}, which is unlikely at the patient's age.",
    because: 'Primary teeth are mostly lost by fourteen, permanent ones come from about six.',
    fix: 'Check the tooth and the date of birth.',
    action: 'review_tooth',
    check: (look, report) => {
      const { age } = look;
      if (age === undefined) return;
      everyTooth(look, report, (_line, _tooth, { dentition }) =>
        (dentition === 'primary' && age > adult) || (dentition === 'permanent' && age < small) ? { values: { dentition } } : undefined,
      );
    },
  }),
  edit({
    code: 'surface-missing',
    severity: 'hold',
    snip: 6,
    only: ['tooth', 'wants tooth'],
    says: '{code} is counted by surfaces, and the line names none.',
    because: 'A restoration names the surfaces that it covers.',
    fix: 'Enter the surfaces of the chart.',
    action: 'add_surfaces',
    check: (look, report) =>
      everyTooth(look, report, ({ about, code }, { surfaces }) =>
        about.area === 'surface' && surfaces.length === 0 ? { values: { code } } : undefined,
      ),
  }),
  edit({
    code: 'surface-not-of-tooth',
    severity: 'hold',
    snip: 6,
    only: ['tooth'],
    says: 'A surface is unknown, named twice, or not one of this tooth.',
    because: 'M, O or I, D, B or F, L: front teeth have an incisal edge, back teeth an occlusal surface; B and F are one.',
    fix: 'Correct the surfaces by the chart.',
    action: 'correct_surfaces',
    check: (look, report) => everyTooth(look, report, (_, { surfaces }, { place }) => (badSurface(place, surfaces) ? {} : undefined)),
  }),
  edit({
    code: 'surface-count',
    severity: 'hold',
    snip: 6,
    only: ['tooth', 'wants tooth'],
    says: '{code} stands for {wanted} surfaces, and {given} are named.',
    because: 'The code is chosen by the number of surfaces.',
    fix: 'Correct the code or the surfaces by the chart.',
    action: 'correct_surfaces',
    check: checkSurfaceCount,
  }),
  edit({
    code: 'area-of-mouth',
    severity: 'hold',
    snip: 6,
    only: [['wants area', 'area']],
    says: '{code} names its {area}, and the line has none, several, or an unknown one.',
    because: 'A quadrant is 10, 20, 30 or 40, an arch 01 or 02, the mouth 00.',
    fix: 'Enter the area of the chart; each quadrant has a line of its own.',
    action: 'correct_area',
    check: checkArea,
  }),
  edit({
    code: 'area-against-tooth',
    severity: 'hold',
    snip: 6,
    only: ['tooth', 'area'],
    says: 'The area named is not where the tooth is.',
    because:
      '1 to 8 and A to E are upper right, 9 to 16 and F to J upper left, 17 to 24 and K to O lower left, 25 to 32 and P to T lower right.',
    fix: 'Correct the area or the tooth.',
    action: 'correct_area',
    check: (look, report) =>
      everyTooth(look, report, ({ line }, _, { quadrant }) => (line.oralCavities.some((area) => !inArea(area, quadrant)) ? {} : undefined)),
  }),
  edit({
    code: 'tooth-gone',
    severity: 'hold',
    snip: 6,
    only: ['tooth'],
    says: 'Tooth {tooth} was taken out before, or is said to be missing.',
    because: 'A tooth that is gone is replaced, by an implant, a pontic or a denture; a crown or a filling needs the tooth.',
    fix: 'Check the tooth, the chart and the list of missing teeth.',
    action: 'review_tooth',
    check: (look, report) =>
      everyTooth(look, report, (line, { tooth }) =>
        replacesTooth(line) || !isGone(look, line, tooth)
          ? undefined
          : // Of a prosthesis that the practice's list gives no kind, nobody can tell.
            { values: { tooth }, ...(line.family === '' && line.line.prosthesis !== undefined ? { severity: 'warning' } : {}) },
      ),
  }),
  edit({
    code: 'placement-not-said',
    severity: 'hold',
    snip: 4,
    only: ['prosthesis'],
    says: '{code} does not say whether it is the first, or replaces one and from when.',
    because: 'Crowns, bridges and dentures are sent with their placement: initial, or replacement with the date of the one before.',
    fix: 'Enter initial, or replacement with the date.',
    action: 'complete_placement',
    check: (look, report) => {
      for (const line of look.lines)
        if (prostheses.has(line.family) && !placementSaid(line.line)) report({ line, values: { code: line.code } });
    },
  }),
];
