/** A process that takes up a job and never finishes it, until somebody kills it. `node worker.ts URL`: says `has ID` when it has one. */
import { openJobs } from '../src/jobs/jobs.ts';

const [url = ''] = process.argv.slice(2);
const jobs = await openJobs(url, { warn: () => undefined });
const stuck = async (data: { readonly [key: string]: string }): Promise<void> => {
  console.log(`has ${data.documentId}`);
  await new Promise((resolve) => setTimeout(resolve, 600_000));
};
await jobs.work({
  'read-document': stuck,
  propose: stuck,
  'ask-model': stuck,
  'end-sessions': stuck,
  'alert-emergency': stuck,
  'rotate-keys': stuck,
  'write-back': stuck,
  'make-training': stuck,
  submit: stuck,
});
