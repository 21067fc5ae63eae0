import { isLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';

// The server chose the language of this page; asking the browser again could answer differently.
overwriteGetLocale(() => {
  const { lang } = document.documentElement;
  return isLocale(lang) ? lang : 'en';
});
