/** Asks until there is an answer, and says what it was waiting for if none comes. */
export async function until<Answer>(
  what: string,
  ask: () => Promise<Answer | null | undefined | false>,
): Promise<Answer> {
  const end = Date.now() + 40_000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`still waiting: ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}
