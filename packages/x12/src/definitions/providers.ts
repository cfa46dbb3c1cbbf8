/** Who is a provider of care, by segment and its first element: the numbers of these may be kept where people's are not. */
export const providerEntities: { readonly [segment: string]: readonly string[] } = {
  N1: ['PE', 'FA', '77', '85', '87', '82', 'SJ', '1P'],
  NM1: [
    '85',
    '87',
    '82',
    '77',
    'FA',
    'LI',
    'TL',
    'DN',
    'P3',
    'DQ',
    'DK',
    'DD',
    'QB',
    '71',
    '72',
    '73',
    'ZZ',
    '1P',
    '1T',
    '80',
    'SJ',
    'AAJ',
    'T4',
  ],
};

/** Kinds of numbers that providers are known by in public: NPI and tax number. A social security number is none of them. */
export const publicNumbers: readonly string[] = ['XX', 'FI', '24', 'EI', 'TJ'];
