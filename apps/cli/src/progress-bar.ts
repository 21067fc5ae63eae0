/** A bar on terminals; silence where output is read by programs. */
export function progressBar(doing: string): (share: number) => void {
  return (share) => {
    if (!process.stderr.isTTY) return;
    const filled = Math.round(share * 30);
    process.stderr.write(
      `\r${doing} ${'█'.repeat(filled)}${'░'.repeat(30 - filled)} ${Math.round(share * 100)} %`,
    );
    if (share === 1) process.stderr.write('\n');
  };
}
