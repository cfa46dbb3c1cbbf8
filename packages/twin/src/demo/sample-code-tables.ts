/** A code table of the fictional practice, as a list with headings. */
export interface SampleCodeTable {
  readonly name: string;
  readonly table: string;
  readonly text: string;
}

const list = (table: string, headings: string, rows: readonly string[]): SampleCodeTable => ({
  ...{ name: `sample-${table}.csv`, table, text: `${headings}\n${rows.join('\n')}\n` },
});

/** A few rows for each table, made up so that the fictional claims have something to be checked against. They are nobody’s published edits. */
export const sampleCodeTables: readonly SampleCodeTable[] = [
  list('diagnoses', 'code,billable,words', [
    ...['I10,1,high blood pressure', 'E119,1,diabetes', 'J069,1,a cold', 'M5450,1,low back pain', 'K029,1,tooth decay'],
    ...['Z0120,1,dental check-up', 'H2513,1,cataracts of both eyes', 'H5213,1,short sight of both eyes', 'H4011,0,glaucoma'],
    ...['H401111,1,"glaucoma, right eye, mild"', 'H401121,1,"glaucoma, left eye, mild"', 'H25,0,cataract', 'H52,0,sight that glasses mend'],
    ...['H2511,1,cataract of the right eye', 'H2512,1,cataract of the left eye'],
  ]),
  list('procedures', 'code,words,family,area,timed,narrative,evaluation,eye,age from', [
    ...['99213,office visit,office visit,,,,yes,,', '99214,longer office visit,office visit,,,,yes,,', '92014,eye exam,eye exam,,,,yes,,'],
    ...[
      '92250,eye photograph,eye photograph,,,,,,',
      '92134,retina scan,retina scan,,,,,,',
      '66984,cataract surgery,cataract surgery,,,,,yes,',
    ],
    ...['93000,heart tracing,test,,,,,,', '90471,giving a vaccine,vaccine,,,,,,', '97110,exercise therapy,exercise therapy,,yes,,,,'],
    ...['D0120,check-up,check-up,mouth,,,,,', 'D1110,adult cleaning,adult cleaning,mouth,,,,,14', 'D2740,crown,crown,tooth,,yes,,,'],
    ...['V2020,frame,frame,,,,,,', 'V2100,spectacle lens,lens,,,,,,', 'J1100,injected drug,drug,,,,,,'],
  ]),
  list('pairs-practitioner', 'column 1,column 2,modifier indicator,effective date,deletion date,rationale', [
    ...['90471,99213,1,20200101,,made up', '90471,99214,1,20200101,,made up', '92134,92250,1,20200101,,made up'],
    ...['66984,92014,1,20200101,,made up', '92014,99213,0,20200101,,made up', '92014,99214,0,20200101,20231231,made up'],
  ]),
  list('units-practitioner', 'code,units,MAI', ['97110,6,3', '92250,1,2', '92134,1,2', '66984,1,1', '93000,3,3', '99213,2,3']),
  list(
    'add-ons',
    'add-on code,primary code,edit type,effective date',
    ['99213', '99214'].map((visit) => `J1100,${visit},1,20200101`),
  ),
  list('relative-values', 'hcpcs,mod,status code,work rvu,non fac pe rvu,facility pe rvu,mp rvu,pctc ind,glob days,mult proc,bilat surg', [
    '66984,,A,7.00,0.00,8.00,0.50,0,090,2,1',
    '92014,,A,1.40,1.60,0.60,0.10,0,XXX,0,0',
    '92250,,A,0.40,0.70,0.70,0.02,1,XXX,0,2',
  ]),
  list('coverage', 'article id,procedure code,covered,jurisdictions,effective date', [
    ...['MADEUP1,93000,I10 E119,OH,20200101', 'MADEUP2,92134,H401111 H401121 H2511 H2512,OH,20200101'],
  ]),
  list('modifiers', 'code,words', [
    ...['25,a visit of its own', '57,the visit that decided on surgery', '24,unrelated to the surgery before', '50,both sides'],
    ...['LT,left', 'RT,right', '26,the physician’s part', 'TC,the technical part', '59,apart', 'XS,another organ', 'XE,another visit'],
    ...['XP,somebody else', 'XU,unusual and apart', '76,repeated', '77,repeated by another', 'GP,under a physical therapy plan'],
  ]),
  list('places', 'code,words', [
    '11,office',
    '02,telehealth',
    '10,telehealth at home',
    '22,outpatient hospital',
    '21,hospital',
    '24,surgery centre',
  ]),
  // One of its prices lies above what the practice charges.
  list('fee-schedules', 'payer,code,modifiers,place,allowed,percent,percent of,from', [
    ...[
      '90101,99213,,,96.00,,,20200101',
      '90101,99214,,,140.80,,,20200101',
      '90101,93000,,,28.80,,,20200101',
      '90101,J1100,,,15.00,,,20200101',
    ],
    ...['90101,99213,,facility,71.20,,,20200101', '90102,99213,,,,112,MEDICARE,20200101', '90102,97110,,,,112,MEDICARE,20200101'],
    ...['MEDICARE,99213,,,91.15,,,20200101', 'MEDICARE,97110,,,29.33,,,20200101', '90103,99213,,,91.15,,,20200101'],
    ...['90104,D0120,,,,80,charge,20200101', '90104,D1110,,,,80,charge,20200101', '90104,D2740,,,,70,charge,20200101'],
  ]),
];
