export { emergencyCommands, emergencyQueries } from './commands.ts';
export { alertEmergency, type EmergencyDesk, emergencyDesk, type Mail } from './desk.ts';
