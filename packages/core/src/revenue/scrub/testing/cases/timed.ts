import { medical } from '../claims.ts';
import { cases } from './case.ts';

type Minutes = readonly (readonly [string, number, number?])[];
/** Code, units, minutes of each line. */
const minutes = ([list, way]: readonly [Minutes, ('medicare' | 'ama')?]) => {
  const facts = medical(
    list.map(([code, units]) => `${code}*${units}`),
    { payer: { minutes: way ?? 'medicare' } },
  );
  const lines = facts.claim.lines.map((line, i) => ({ ...line, ...(list[i]?.[2] === undefined ? {} : { minutes: list[i][2] }) }));
  return { ...facts, claim: { ...facts.claim, lines } };
};
const [E, M] = ['97110', '97140'];

/** Each line a unit, by the AMA: one service on two lines is one service. */
const oneUnitEach = (text: string) =>
  minutes([text.split(' ').map((line) => [line.slice(0, 5), 1, Number(line.slice(6))] as const), 'ama']);

export const timedCases = [
  cases('timed-units-over', oneUnitEach, ['97110:8 97110:8'], ['97110:8 97140:8', '97110:12 97110:12']),
  cases(
    'timed-units-over',
    minutes,
    [
      [
        [
          [E, 3, 33],
          [M, 1, 7],
        ],
      ],
      [
        [
          [E, 2, 20],
          [M, 2, 20],
        ],
      ],
      [[[E, 1, 7]]],
      [[[E, 2, 22]]],
      [[[E, 3, 37]]],
      [
        [
          [E, 1, 7],
          [M, 1, 7],
        ],
      ],
      [
        [
          [E, 2, 24],
          [M, 2, 23],
        ],
      ],
      [[[E, 2, 20]], 'ama'],
      [
        [
          [E, 1, 7],
          [M, 1, 20],
        ],
        'ama',
      ],
      [[[E, 5, 67]]],
      [
        [
          [E, 2, 25],
          [M, 1, 12],
        ],
      ],
    ],
    [
      [
        [
          [E, 2, 33],
          [M, 1, 7],
        ],
      ],
      [
        [
          [E, 2, 24],
          [M, 1, 23],
        ],
      ],
      [
        [
          [E, 2, 20],
          [M, 1, 20],
        ],
      ],
      [
        [
          [E, 1, 25],
          [M, 1, 12],
        ],
      ],
      [[[E, 1, 8]]],
      [[[E, 1, 22]]],
      [[[E, 2, 23]]],
      [[[E, 3, 52]]],
      [[[E, 4, 67]]],
      [
        [
          [E, 1, 20],
          [M, 1, 20],
        ],
        'ama',
      ],
      [
        [
          [E, 2, 23],
          [M, 2, 23],
        ],
        'ama',
      ],
    ],
  ),
  cases(
    'timed-units-under',
    minutes,
    [
      [
        [
          [E, 1, 33],
          [M, 1, 7],
        ],
      ],
      [[[E, 1, 23]]],
      [[[E, 2, 38]]],
      [[[E, 3, 53]]],
      [
        [
          [E, 1, 24],
          [M, 1, 23],
        ],
      ],
      [
        [
          [E, 1, 20],
          [M, 1, 20],
        ],
      ],
      [[[E, 1, 30]], 'ama'],
      [
        [
          [E, 1, 38],
          [M, 1, 10],
        ],
      ],
      [[[E, 4, 68]]],
      [
        [
          [E, 1, 23],
          [M, 1, 15],
        ],
        'ama',
      ],
    ],
    [
      [
        [
          [E, 2, 33],
          [M, 1, 7],
        ],
      ],
      [[[E, 1, 22]]],
      [[[E, 2, 37]]],
      [[[E, 3, 52]]],
      [
        [
          [E, 2, 24],
          [M, 1, 23],
        ],
      ],
      [[[E, 1, 15]]],
      [[[E, 2, 30]], 'ama'],
      [
        [
          [E, 1, 20],
          [M, 1, 20],
        ],
        'ama',
      ],
      [[[E, 4, 67]]],
      [
        [
          [E, 1, 18],
          [M, 1, 13],
        ],
      ],
    ],
  ),
  cases(
    'timed-units-misplaced',
    minutes,
    [
      [
        [
          [E, 1, 33],
          [M, 2, 7],
        ],
      ],
      [
        [
          [E, 1, 24],
          [M, 2, 23],
        ],
      ],
      [
        [
          [E, 2, 25],
          [M, 0.5, 12],
        ],
      ]
        .slice(0, 1)
        .map(
          () =>
            [
              [E, 1, 32],
              [M, 2, 9],
            ] as const,
        ),
      [
        [
          [E, 2, 16],
          [M, 1, 29],
        ],
      ],
      [
        [
          [E, 3, 31],
          [M, 1, 25],
        ],
      ],
      [
        [
          [E, 1, 40],
          [M, 2, 10],
        ],
      ],
      [
        [
          [E, 1, 35],
          [M, 3, 20],
        ],
      ],
      [
        [
          [E, 2, 18],
          [M, 1, 28],
        ],
      ],
      [
        [
          [M, 2, 17],
          [E, 1, 27],
        ],
      ],
      [
        [
          [E, 1, 45],
          [M, 2, 5],
        ],
      ],
      [
        [
          [E, 2, 23],
          [M, 1, 24],
        ],
      ],
    ] as readonly (readonly [Minutes, ('medicare' | 'ama')?])[],
    [
      [
        [
          [E, 2, 33],
          [M, 1, 7],
        ],
      ],
      [
        [
          [E, 2, 24],
          [M, 1, 23],
        ],
      ],
      [
        [
          [E, 2, 20],
          [M, 1, 20],
        ],
      ],
      [
        [
          [E, 1, 20],
          [M, 2, 20],
        ],
      ],
      [
        [
          [E, 1, 25],
          [M, 1, 12],
        ],
      ],
      [
        [
          [E, 1, 15],
          [M, 1, 15],
        ],
      ],
      [[[E, 2, 30]]],
      [
        [
          [E, 1, 22],
          [M, 2, 22],
        ],
      ],
      [
        [
          [E, 3, 45],
          [M, 1, 15],
        ],
      ],
      [
        [
          [E, 1, 23],
          [M, 2, 23],
        ],
      ],
    ],
  ),
  cases(
    'timed-minutes-missing',
    minutes,
    [
      [[[E, 1]]],
      [[[M, 1]]],
      [[[E, 4]]],
      [
        [
          [E, 1, 15],
          [M, 1],
        ],
      ],
      [
        [
          [E, 1],
          [M, 1, 15],
        ],
      ],
      [[[M, 2]]],
      [[[E, 3]], 'ama'],
      [[[M, 1]], 'ama'],
      [
        [
          [E, 2],
          [M, 2],
        ],
      ],
      [
        [
          ['99213', 1],
          [E, 1],
        ],
      ],
    ],
    [
      [[[E, 1, 15]]],
      [[[M, 1, 15]]],
      [[[E, 4, 60]]],
      [
        [
          [E, 1, 15],
          [M, 1, 15],
        ],
      ],
      [[['99213', 1]]],
      [[['93000', 1]]],
      [[['J1100', 1]]],
      [[[E, 1, 8]], 'ama'],
      [[['Z1010', 1]]],
      [
        [
          ['99213', 1],
          [E, 1, 20],
        ],
      ],
    ],
  ),
];
