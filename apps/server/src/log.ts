import { type Logger, pino, stdSerializers } from 'pino';

/**
 * The log of this process: JSON lines on standard output. A failed statement is logged without its
 * parameters, which hold addresses, passwords' hashes and posts that only members may read.
 */
export function openLog(level: string): Logger {
  return pino({
    level,
    serializers: {
      err: (error: Error) => {
        const { parameters: _, driverError: __, detail: ___, ...told } = stdSerializers.err(error);
        return told;
      },
    },
  });
}
