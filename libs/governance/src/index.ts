export { GovernanceModule } from './governance.module.ts';
