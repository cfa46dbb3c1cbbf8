import { createSummary, type FileSummary } from '@claimwright/x12';

// A Web Worker: the page posts a File to it and is told what the file comes to, however large it is.
self.onmessage = async ({ data: file }: MessageEvent<File>) => {
  const summary = createSummary(file.name);
  for await (const chunk of file.stream()) summary.push(chunk);
  self.postMessage(summary.end().summary satisfies FileSummary);
};
