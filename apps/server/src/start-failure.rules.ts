import { ConfigError, type Config, NewerSchemaError } from '@app/platform';

/** What an operator has to do about a start that failed, in one sentence that names the setting. */
export function explainStartFailure(error: unknown, config: Config | undefined): string {
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof ConfigError || error instanceof NewerSchemaError) return message;
  if (code === 'EADDRINUSE') {
    return `PORT ${config?.port} is in use on ${config?.host}; stop the program that has it, or set PORT to another one.`;
  }
  if (code === 'EACCES' && /listen/.test(message))
    return `PORT ${config?.port} may not be used by this user; set PORT above 1023.`;
  if (code === 'EADDRNOTAVAIL') return `HOST ${config?.host} is not an address of this machine.`;
  if (code === 'ENOSPC' || /No space left/.test(message))
    return `The disk that holds DATA_DIR (${config?.dataDir}) is full.`;
  if (['EACCES', 'EROFS', 'ENOTDIR', 'EEXIST', 'EPERM', 'ENOENT'].includes(code)) {
    return `DATA_DIR (${config?.dataDir}) cannot be written: ${message}.`;
  }
  if (config?.databaseUrl && isDatabaseRefusal(code, message)) {
    return `DATABASE_URL does not lead to a usable PostgreSQL database: ${message || code}.`;
  }
  return message;
}

/** Node's socket errors, and PostgreSQL's classes 28 (wrong user), 3D (no such database) and 57 (not yet up). */
function isDatabaseRefusal(code: string, message: string): boolean {
  return (
    /^(?:ECONN|ENOTFOUND|EAI_|ETIMEDOUT|28|3D|57|08)/.test(code) ||
    /password|database|SSL|connect/i.test(message)
  );
}

function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
