export {
  decideLook,
  endLooked,
  isCutOff,
  isUnfinishedName,
  type ListedFile,
  type SeenFile,
  type WaitingFile,
  type WaitingWhy,
} from './decide-look.ts';
export { type DocumentKind, sniffDocument } from './sniff-document.ts';
