// The verifier as a page: one file that people keep and open without a network.
import { RecordFailure, sentencesOf, verifyRecord } from '../src/index.ts';

const field = (id) => document.getElementById(id);
const answer = field('answer');
const say = (text) => {
  answer.hidden = false;
  answer.textContent = text;
};

document.querySelector('form').addEventListener('submit', (event) => {
  event.preventDefault();
  void check();
});

async function check() {
  say('Checking …');
  try {
    const [record] = field('record').files;
    const [receipt] = field('receipt').files;
    const expectedManifest = field('manifest').value.trim().toLowerCase() || null;
    const verified = await verifyRecord(new Uint8Array(await record.arrayBuffer()), {
      expectedManifest,
      receipt: receipt ? await receipt.text() : null,
      tell: (done, total) => say(`${done} of ${total} ballots checked …`),
    });
    say(sentencesOf(verified, expectedManifest !== null).join('\n'));
  } catch (error) {
    say(error instanceof RecordFailure ? error.message : `This could not be checked: ${String(error)}`);
  }
}
