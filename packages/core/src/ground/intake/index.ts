export {
  decideLook,
  isUnfinishedName,
  type ListedFile,
  type SeenFile,
  type WaitingFile,
  type WaitingWhy,
} from './decide-look.ts';
export { type EndFacts, endLooked, endOf, type FileEnd, headLooked, stillMilliseconds } from './file-end.ts';
export { type DocumentKind, sniffDocument } from './sniff-document.ts';
