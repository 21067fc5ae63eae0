import type { DataSource } from 'typeorm';
import { receiptCode } from '../ballots/ballot-bytes.ts';

const ROWS_AT_ONCE = 5000;

/**
 * A JSON object that ends with a list of one item for each stored ballot, in the order of their hashes. Text is made
 * while it is read: a hundred thousand ballots are as easy on the memory as ten.
 *
 * @param head the fields before the list
 */
export async function* codesAsJson(
  db: DataSource,
  head: { electionId: string },
  { name, item }: { name: string; item: (code: string) => unknown },
): AsyncGenerator<string> {
  yield `${JSON.stringify(head).slice(0, -1)},${JSON.stringify(name)}:[`;
  let after = Buffer.alloc(0);
  for (let comma = ''; ; comma = ',') {
    const rows: { leaf: Buffer<ArrayBuffer> }[] = await db.query(
      `select leaf from ballot where election_id = $1 and leaf > $2 order by leaf limit $3`,
      [head.electionId, after, ROWS_AT_ONCE],
    );
    const last = rows.at(-1);
    if (!last) break;
    after = last.leaf;
    yield comma + rows.map(({ leaf }) => JSON.stringify(item(receiptCode(leaf)))).join(',');
  }
  yield ']}';
}
