import { renderMarkdown } from '@app/forum';
import { randomNumbers } from '../random-numbers.ts';

/** A post's words as they were written and as they are shown. */
export interface GeneratedText {
  raw: string;
  html: string;
}

const SYLLABLES =
  'ba be da del fo ga hus ka kö la le lin ma mi na no os pa ra re sa sko sta ta te to tra va vi'.split(' ');
const VOCABULARY = 6000;
const PARAGRAPHS = 3000;

/** Texts from a fixed stock of paragraphs, whose Markdown is rendered once: a million posts in a minute. */
export class GeneratedTexts {
  private readonly paragraphs: GeneratedText[];
  private readonly words: string[];

  constructor(seed: number) {
    const random = randomNumbers(seed);
    this.words = Array.from({ length: VOCABULARY }, () => word(random));
    this.paragraphs = Array.from({ length: PARAGRAPHS }, () => {
      const raw = this.paragraph(random);
      return { raw, html: renderMarkdown(raw).trim() };
    });
  }

  /** One to four paragraphs. */
  post(random: (below: number) => number): GeneratedText {
    const parts = Array.from(
      { length: 1 + Math.min(random(4), random(4)) },
      () => this.paragraphs[random(PARAGRAPHS)]!,
    );
    return {
      raw: parts.map(({ raw }) => raw).join('\n\n'),
      html: parts.map(({ html }) => html).join('\n'),
    };
  }

  title(random: (below: number) => number): string {
    return sentenceCase(Array.from({ length: 3 + random(6) }, () => this.word(random)).join(' ')).slice(
      0,
      120,
    );
  }

  private paragraph(random: (below: number) => number): string {
    if (random(12) === 0) return Array.from({ length: 3 }, () => `- ${this.sentence(random)}`).join('\n');
    const sentences = Array.from({ length: 1 + random(4) }, () => this.sentence(random)).join(' ');
    return random(10) === 0 ? `> ${sentences}` : sentences;
  }

  private sentence(random: (below: number) => number): string {
    const words = Array.from({ length: 4 + random(14) }, () => this.word(random));
    if (random(8) === 0) words[1] = `**${words[1]}**`;
    return `${sentenceCase(words.join(' '))}.`;
  }

  /** A few words are in most posts and most words in few, as in any language. */
  private word(random: (below: number) => number): string {
    return this.words[Math.floor(VOCABULARY ** (random(1_000_000) / 1_000_000)) - 1]!;
  }
}

function word(random: (below: number) => number): string {
  return Array.from({ length: 1 + random(4) }, () => SYLLABLES[random(SYLLABLES.length)]!).join('');
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
