export { claimReader } from './reader.ts';
