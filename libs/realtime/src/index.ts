export { RealtimeModule } from './realtime.module.ts';
