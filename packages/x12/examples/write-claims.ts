import { type ClaimsToWrite, createSummary, writeClaims, X12WriteError } from '@claimwright/x12';

const clinic = { name: 'LARKSPUR CLINIC', idQualifier: 'XX', id: '1999999984' };
const street = { lines: ['2 LARKSPUR LANE'], city: 'PORTLAND', state: 'OR', zip: '972010000' };
const batch: ClaimsToWrite = {
  control: '0001',
  time: '09:41',
  envelope: {
    interchangeControl: '000000103',
    groupControl: '103',
    interchangeDate: '2024-03-15',
    sender: 'LARKSPUR',
    receiver: 'CEDARMUTUAL',
    test: true,
  },
  batch: { reference: 'B103', date: '2024-03-15' },
  submitter: {
    name: 'LARKSPUR CLINIC',
    idQualifier: '46',
    id: 'LARKSPUR',
    contacts: [{ name: 'DESK', numbers: [{ qualifier: 'TE', number: '5035550101' }] }],
  },
  receiver: { name: 'CEDAR MUTUAL', idQualifier: '46', id: 'CEDARMUTUAL' },
  claims: [
    {
      patientControlNumber: 'CW1004',
      charged: 15_000, // cents
      placeOfService: '11',
      facilityQualifier: 'B',
      frequency: '1',
      providerSignature: 'Y',
      assignment: 'A',
      benefitsAssigned: 'Y',
      release: 'Y',
      billing: { provider: { ...clinic, address: street, references: [{ qualifier: 'EI', id: '931234567' }] } },
      subscriber: {
        sequence: 'P',
        relationship: '18',
        filingIndicator: 'CI',
        person: { name: 'QUILL', first: 'TAMSIN', idQualifier: 'MI', id: 'M000111222', address: street },
        birthDate: '1981-04-12',
        sex: 'F',
        payer: { name: 'CEDAR MUTUAL', idQualifier: 'PI', id: 'CEDAR' },
      },
      diagnoses: [{ qualifier: 'ABK', code: 'H5213' }],
      lines: [
        {
          procedure: { qualifier: 'HC', code: '99213', modifiers: ['25'] },
          charged: 15_000,
          unit: 'UN',
          units: '1',
          pointers: [1],
          dates: [{ qualifier: '472', date: '2024-03-01' }],
          references: [],
          amounts: [],
          notes: [],
          parties: {},
          otherPayments: [],
        },
      ],
      dates: [],
      references: [],
      amounts: [],
      notes: [],
      parties: {},
      otherPayers: [],
    },
  ],
};

const bytes = writeClaims(batch); // read again by our own check before it is handed out
const summary = createSummary('claims.837');
summary.push(bytes);
const [set] = summary.end().summary.sets;
console.log(`${bytes.length} bytes: ${set?.claims} claim, charged ${set?.charged}, balanced: ${set?.balanced}`);

try {
  writeClaims({ ...batch, claims: batch.claims.map((claim) => ({ ...claim, charged: 14_999 })) });
} catch (error) {
  if (error instanceof X12WriteError) console.log(error.message);
}
