export { type DocumentKind, sniffDocument } from './sniff-document.ts';
