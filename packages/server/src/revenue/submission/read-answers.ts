import type { Finding } from '@claimwright/core/ground/base';
import {
  type Answer,
  type AnsweredQuestion,
  type Contradiction,
  createAcknowledgmentReader,
  placeAnswers,
  type UnplacedAnswer,
} from '@claimwright/core/revenue/submission';
import type { Ctx } from '../../gate/index.ts';
import type { DocumentReader } from '../../ground/intake/index.ts';
import { addEvents, climb } from './claim-events.ts';
import { noteUnmapped } from './statuses/unmapped.ts';
import { batchesNamed, clearinghouseRows, closeWork, lockSubmission, memberKey, type NewWork, openWork } from './store.ts';

/** Reads what came back of claims: TA1, 999, 277CA and 277. A file that was read before says nothing new. */
export const acknowledgmentReader: DocumentReader = {
  kind: 'acknowledgment',
  read: async (ctx, documentId, chunks) => {
    const { readable, findings, placed, unplaced, added } = await placeFile(ctx, documentId, chunks);
    return {
      readable,
      ...{ claims: 0, remits: 0, deposits: 0, repeated: placed.length - added },
      findings: [...findings, ...(readable ? [] : [nothing]), ...(unplaced.length > 0 ? [unknown(unplaced.length)] : [])],
      changes: [{ topic: 'batches' }, { topic: 'drafts' }],
    };
  },
};

/** What of a file is about claims of ours moves them; what is not, is a person’s to look at. The same file again says nothing new. */
export async function placeFile(ctx: Ctx, documentId: string, chunks: AsyncIterable<Uint8Array>) {
  await lockSubmission(ctx.tx);
  const partners = await clearinghouseRows(ctx.tx);
  const reader = createAcknowledgmentReader({
    clearinghouses: partners.flatMap(({ receiverId, answerIds }) => [receiverId, ...answerIds]),
  });
  for await (const chunk of chunks) reader.push(chunk);
  const { readable, answers, findings } = reader.end();
  const { placed, unplaced, ofQuestions } = placeAnswers(answers, await batchesNamed(ctx.tx, numbersOf(answers)), (member) =>
    memberKey(ctx.tx, member),
  );
  const added = await addEvents(ctx, documentId, placed);
  await noteUnmapped(ctx, placed);
  await climb(ctx, [...new Set(placed.map(({ key }) => key))]);
  await openWork(ctx, ofQuestions.filter(({ rejected }) => rejected).map(refusedQuestion));
  if (unplaced.length > 0) await openWork(ctx, [strangers(documentId, unplaced)]);
  else await closeWork(ctx, [unplacedKey(documentId)]);
  return { readable, findings, placed, unplaced, added };
}

const unplacedKey = (documentId: string): string => `unplaced:${documentId}`;

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

const contradictions: { readonly [on in Contradiction]: string } = {
  sender: 'its sender is not the clearinghouse or the payer that got it',
  receiver: 'it is addressed to somebody else',
  payer: 'it is of another payer',
  provider: 'it is of another billing provider',
  charge: 'its charge is another',
  member: 'its member number is another',
};

/** What is of nothing that was sent here, and what names a claim of ours and says otherwise of it: nothing moves by either. */
function strangers(documentId: string, unplaced: readonly UnplacedAnswer[]): NewWork {
  const against = new Set(unplaced.flatMap((one) => one.against));
  const foreign = unplaced.some((one) => one.against.length === 0);
  return {
    ...{ kind: 'unplaced', key: unplacedKey(documentId), documentId, claims: unplaced.length },
    causes: [
      ...(foreign
        ? [
            {
              code: 'answer.unplaced',
              says: 'It speaks of claims that were not sent from here.',
              fix: 'Look whether another system sends for this practice, or whether the file is somebody else’s.',
            },
          ]
        : []),
      ...[...against].map((on) => ({
        code: `answer.other-${on}`,
        says: `It names a claim that was sent from here, but ${contradictions[on]}. No claim was moved.`,
        fix:
          on === 'sender' || on === 'receiver'
            ? 'Ask the clearinghouse whether the answer is its own; where it answers under other ids, put them in under Clearinghouses and place it again.'
            : 'Ask the payer or the clearinghouse which claim is meant; nothing is sent again before that.',
      })),
    ],
  };
}

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
