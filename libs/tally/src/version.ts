/** Written into every stored count, so that a sheet tells which rules made it. The package's own version. */
export const TALLY_VERSION = '0.1.0';
