export { ForumModule } from './forum.module.ts';
