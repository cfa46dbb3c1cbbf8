export { serviceCommands, serviceQueries } from './commands.ts';
export { type ServiceDesk, serviceDesk } from './desk.ts';
