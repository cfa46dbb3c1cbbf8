export { authorizationList, type LearnedAuthorization, readAuthorizationCsv } from './read-authorization-csv.ts';
