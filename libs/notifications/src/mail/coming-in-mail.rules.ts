import type { DecisionMail, InvitationMail } from '@app/identity';
import type { MailText } from './account-mail.rules.ts';

/** Brings the link to somebody who is invited. */
export function invitationMail({ language, name, by, note, url }: InvitationMail, site: string): MailText {
  const words = note === '' ? '' : `\n${note}\n`;
  if (language === 'sv') {
    return {
      subject: `${by} bjuder in dig till ${site}`,
      body: `Hej${name === '' ? '' : ` ${name}`},

${by} bjuder in dig till ${site}.
${words}
Öppna länken för att gå med. Den är bara till dig:

${url}

Vill du inte? Då behöver du inte göra något.

${site}
`,
    };
  }
  return {
    subject: `${by} invites you to ${site}`,
    body: `Hello${name === '' ? '' : ` ${name}`},

${by} invites you to ${site}.
${words}
Open this link to join. It is for you alone:

${url}

You would rather not? Then there is nothing to do.

${site}
`,
  };
}

/** Tells somebody who asked to be let in what was decided. */
export function decisionMail(
  { language, name, accepted, reason, url }: DecisionMail,
  site: string,
): MailText {
  const words = reason === '' ? '' : `\n${reason}\n`;
  if (language === 'sv') {
    const answer = accepted
      ? `Välkommen till ${site}. Logga in här:\n\n${url}\n`
      : `din ansökan till ${site} blev inte beviljad den här gången. Du får gärna ansöka igen.\n`;
    return { subject: `Din ansökan till ${site}`, body: `Hej ${name},\n\n${answer}${words}\n${site}\n` };
  }
  const answer = accepted
    ? `Welcome to ${site}. Sign in here:\n\n${url}\n`
    : `you were not let in to ${site} this time. You may ask again.\n`;
  return { subject: `Your application to ${site}`, body: `Hello ${name},\n\n${answer}${words}\n${site}\n` };
}
