import type { Finding } from '@claimwright/core/ground/base';
import { type Answer, type AnsweredQuestion, createAcknowledgmentReader, placeAnswers } from '@claimwright/core/revenue/submission';
import type { DocumentReader } from '../../ground/intake/index.ts';
import { addEvents, climb } from './claim-events.ts';
import { batchesNamed, clearinghouseRows, lockSubmission, type NewWork, openWork } from './store.ts';

/** Reads what came back of claims: TA1, 999, 277CA and 277. A file that was read before says nothing new. */
export const acknowledgmentReader: DocumentReader = {
  kind: 'acknowledgment',
  read: async (ctx, documentId, chunks) => {
    await lockSubmission(ctx.tx);
    const partners = await clearinghouseRows(ctx.tx);
    const reader = createAcknowledgmentReader({ clearinghouses: partners.map(({ receiverId }) => receiverId) });
    for await (const chunk of chunks) reader.push(chunk);
    const { readable, answers, findings } = reader.end();
    const { placed, unplaced, ofQuestions } = placeAnswers(answers, await batchesNamed(ctx.tx, numbersOf(answers)));
    const added = await addEvents(ctx, documentId, placed);
    await climb(ctx, [...new Set(placed.map(({ key }) => key))]);
    await openWork(ctx, ofQuestions.filter(({ rejected }) => rejected).map(refusedQuestion));
    if (unplaced.length > 0) await openWork(ctx, [strangers(documentId, unplaced.length)]);
    return {
      readable,
      ...{ claims: 0, remits: 0, deposits: 0, repeated: placed.length - added },
      findings: [...findings, ...(readable ? [] : [nothing]), ...(unplaced.length > 0 ? [unknown(unplaced.length)] : [])],
      changes: [{ topic: 'batches' }, { topic: 'drafts' }],
    };
  },
};

const numbersOf = (answers: readonly Answer[]): Parameters<typeof batchesNamed>[1] => {
  const about = answers.map((answer) => answer.about);
  const controls = about.flatMap((one) =>
    one.level === 'interchange' || one.level === 'group'
      ? [one.control]
      : one.level === 'set'
        ? [one.group]
        : 'group' in one
          ? [one.group ?? '']
          : [],
  );
  return {
    controls: [...new Set(controls)].filter((text) => /^\d{1,9}$/.test(text)).map(Number),
    references: [...new Set(about.flatMap((one) => ('reference' in one ? (one.reference ?? []) : [])))],
    patientControlNumbers: [...new Set(about.flatMap((one) => (one.level === 'claim' ? [one.patientControlNumber] : [])))],
  };
};

const refusedQuestion = ({ batchId, causes }: AnsweredQuestion): NewWork => ({
  ...{ kind: 'stuck', key: `refused:${batchId}`, batchId, causes },
});

const strangers = (documentId: string, claims: number): NewWork => ({
  kind: 'unplaced',
  key: `unplaced:${documentId}`,
  ...{ documentId, claims },
  causes: [
    {
      code: 'answer.unplaced',
      says: 'It speaks of claims that were not sent from here.',
      fix: 'Look whether another system sends for this practice, or whether the file is somebody else’s.',
    },
  ],
});

const unknown = (count: number): Finding => ({
  ...{ code: 'submission.unplaced', severity: 'warning', at: 'file' },
  says: `${count === 1 ? 'One answer is' : `${count} answers are`} about nothing that was sent from here.`,
  because: 'Neither its numbers nor its patient control numbers are those of a batch.',
  fix: 'Look whether another system sends for this practice, or whether the file is somebody else’s.',
});
const nothing: Finding = {
  ...{ code: 'submission.no-answers', severity: 'error', at: 'file' },
  says: 'This file answers nothing.',
  because: 'Read are TA1, 999, 277CA and 277.',
  fix: 'Check that the file is complete. It is kept as it came.',
};
