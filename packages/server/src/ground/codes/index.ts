export { ownReasons } from './store.ts';
