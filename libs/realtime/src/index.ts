export { PageNews } from './page-news.ts';
export { RealtimeModule } from './realtime.module.ts';
