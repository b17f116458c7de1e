/** Whether a text looks like an e-mail address; only a mail tells whether it is one. */
export const isEmail = (text: string) => /^[^\s@]+@[^\s@]+$/.test(text.trim());
