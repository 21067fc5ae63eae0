import { describe, expect, it } from 'vitest';
import { passwordResetMail, verificationMail } from './account-mail.rules.ts';

const words = { name: 'Åsa', site: 'Björkbacken', url: 'https://forum.example/x?token=t', code: '012 345' };

describe('a mail about an account', () => {
  it.each([
    ['en', verificationMail({ ...words, language: 'en' }, 72), 'made an account at Björkbacken'],
    ['sv', verificationMail({ ...words, language: 'sv' }, 72), 'har skapat ett konto på Björkbacken'],
    ['en', passwordResetMail({ ...words, language: 'en' }), 'asked for a new password'],
    ['sv', passwordResetMail({ ...words, language: 'sv' }), 'har bett om ett nytt lösenord'],
  ])('says in %s from which site it comes, why, and what to do', (_, { subject, body }, reason) => {
    expect(subject).toContain('Björkbacken');
    expect(body).toContain('Åsa');
    expect(body.replaceAll('\n', ' ')).toContain(reason);
    expect(body.split('\n')).toEqual(expect.arrayContaining([words.url, words.code]));
  });
});
