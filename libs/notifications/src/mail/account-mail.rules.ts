import type { Language } from '@app/contract';

export interface MailText {
  subject: string;
  body: string;
}

export interface MailWords {
  language: Language;
  /** The name of the one who gets it. */
  name: string;
  site: string;
  url: string;
  /** Six digits in two groups. */
  code: string;
}

/** Asks whether an address belongs to the one who signed up with it. */
export function verificationMail({ language, name, site, url, code }: MailWords, hours: number): MailText {
  if (language === 'sv') {
    return {
      subject: `Bekräfta din e-postadress till ${site}`,
      body: `Hej ${name},

någon, förmodligen du, har skapat ett konto på ${site} med den här e-postadressen.
Skriv koden på sidan som du har öppen, eller öppna länken, inom ${hours} timmar för att bekräfta att
adressen är din:

${code}

${url}

Var det inte du? Då behöver du inte göra något: utan bekräftelse skickar vi ingen mer post hit.

${site}
`,
    };
  }
  return {
    subject: `Confirm your e-mail address for ${site}`,
    body: `Hello ${name},

somebody, most likely you, made an account at ${site} with this e-mail address.
Type this code into the page that you have open, or open the link, within ${hours} hours to confirm
that the address is yours:

${code}

${url}

It was not you? Then there is nothing to do: without your confirmation nothing more is sent here.

${site}
`,
  };
}

/** Hands over the link that sets a new password. */
export function passwordResetMail({ language, name, site, url, code }: MailWords): MailText {
  if (language === 'sv') {
    return {
      subject: `Nytt lösenord till ${site}`,
      body: `Hej ${name},

någon, förmodligen du, har bett om ett nytt lösenord till ditt konto på ${site}.
Öppna länken inom en timme för att välja ett, eller skriv koden på sidan för glömt lösenord:

${code}

${url}

Var det inte du? Då behöver du inte göra något: ditt gamla lösenord gäller som förut.

${site}
`,
    };
  }
  return {
    subject: `A new password for ${site}`,
    body: `Hello ${name},

somebody, most likely you, asked for a new password for your account at ${site}.
Open this link within an hour to choose one, or type the code into the page for forgotten passwords:

${code}

${url}

It was not you? Then there is nothing to do: your old password is as good as before.

${site}
`,
  };
}
