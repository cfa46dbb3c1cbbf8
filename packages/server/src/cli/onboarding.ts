import { setTimeout as sleep } from 'node:timers/promises';
import type { OnboardingView, PractisingView } from '../http/api.ts';
import { Trouble } from '../trouble.ts';
import { say } from './outcome.ts';
import { atDesk, type Desk } from './with-program.ts';

interface OfPractice {
  readonly practice?: string;
}

const marks = { done: 'done', open: 'open', 'not-for-us': 'not for us' } as const;

/** `onboarding`: 1 while a step is open. */
export function onboarding({ json, practice }: OfPractice & { json: boolean }): Promise<number> {
  return atDesk('onboarding', practice, async ({ program, actor }) => {
    const view = await program.gate.ask<OnboardingView>('ground/governance/onboarding/steps', {}, actor);
    if (json) console.log(JSON.stringify(view, null, 2));
    else
      for (const { state, title, found, by, at, note } of view.steps) {
        const who = by === undefined || at === undefined ? '' : ` (${by}, ${at.slice(0, 10)})`;
        const why = note ? `: ${note.because} (${note.by}, ${note.at.slice(0, 10)})` : '';
        console.log(`${marks[state].padEnd(10)} ${title}${why}\n           ${found}${who}`);
      }
    return view.steps.some(({ state }) => state === 'open') ? 1 : 0;
  });
}

const look = ({ program, actor }: Desk): Promise<PractisingView> =>
  program.gate.ask<PractisingView>('ground/governance/training-practice/standing', {}, actor);

/** `training status`: 1 where there is none to practise in. */
export function status({ json, practice }: OfPractice & { json: boolean }): Promise<number> {
  return atDesk('training status', practice, async (desk) => {
    const view = await look(desk);
    if (json) console.log(JSON.stringify(view, null, 2));
    else {
      const { now } = view;
      console.log(now ? `${now.state}, made by ${now.madeBy} on ${now.madeAt.slice(0, 10)}` : 'There is no training practice.');
      for (const { name, title, doneAt } of view.results) console.log(`  ${doneAt.slice(0, 10)} ${name}: ${title}`);
    }
    return view.now?.state === 'ready' ? 0 : 1;
  });
}

/** `training make`: waits until the fictional data are read. */
export function make({ again, practice }: OfPractice & { again: boolean }): Promise<number> {
  return atDesk('training make', practice, async (desk) => {
    const { program, actor } = desk;
    const { result } = await program.gate.act<{ placeId: string }>('ground/governance/training-practice/make', { again }, actor);
    // Where no server runs, nobody else does the job.
    if (desk.alone) await program.work(2);
    let told = -1;
    for (;;) {
      const { now } = await look(desk);
      if (now?.placeId !== result.placeId) throw new Trouble('usage', 'Somebody else began it again, or deleted it, meanwhile.');
      if (now.read > told && now.files > 0) say(`${now.read} of ${now.files} files read.`);
      told = now.read;
      if (now.state === 'ready') break;
      await sleep(300);
    }
    console.log('The training practice is ready: people find it in their menu.');
    return 0;
  });
}

/** `training end`: deletes it, with a certificate. */
export function end({ practice }: OfPractice): Promise<number> {
  return atDesk('training end', practice, async (desk) => {
    const { result } = await desk.program.gate.act<{ gone: number }>('ground/governance/training-practice/end', {}, desk.actor);
    console.log(`The training practice is deleted: ${result.gone} rows. The record has the certificate.`);
    if (desk.alone) say('Its files are deleted as soon as Claimwright is started.');
    return 0;
  });
}
