// Light or dark? As the system says, unless the reader has chosen; the choice is kept in the browser.

const ORDER = ['auto', 'light', 'dark'];
const NAMES = { auto: ['Auto', 'as the system has them'], light: ['Light', 'of paper'], dark: ['Dark', 'of night'] };
const KEY = 'chancery-theme';

function stored() {
  try {
    return ORDER.includes(localStorage.getItem(KEY)) ? localStorage.getItem(KEY) : 'auto';
  } catch {
    return 'auto';
  }
}

function apply(theme, button) {
  if (theme === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  button.textContent = NAMES[theme][0];
  button.setAttribute('aria-label', `${NAMES[theme][0]}: colours ${NAMES[theme][1]}. Change`);
}

/** Makes `button` go round auto, light, dark. */
export function themeSwitch(button) {
  let theme = stored();
  apply(theme, button);
  button.addEventListener('click', () => {
    theme = ORDER[(ORDER.indexOf(theme) + 1) % ORDER.length];
    try {
      localStorage.setItem(KEY, theme);
    } catch {
      // private windows may forbid it; the choice then lasts as long as the page
    }
    apply(theme, button);
  });
}
