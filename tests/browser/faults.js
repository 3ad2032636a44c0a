// What holds of every page: one h1, landmarks, labels, no script, nothing fetched, nothing wider than
// the window, text that stands out from its ground. Returns what does not hold.
const faults = [];
const need = (what, ok) => { if (!ok) faults.push(what); };
const all = (selector) => [...document.querySelectorAll(selector)];
need('one h1', all('h1').length === 1);
need('lang', document.documentElement.lang === 'en');
need('title', document.title.length > 0);
for (const landmark of ['body > header', 'main', 'body > footer', 'aside[aria-label]'])
  need(landmark, document.querySelector(landmark));
need('skip link', document.querySelector('a.skip[href="#main"]'));
for (const section of all('section')) {
  const label = document.getElementById(section.getAttribute('aria-labelledby'));
  need('section label', label && label.textContent.trim());
}
for (const svg of all('svg'))
  need('svg text', svg.getAttribute('aria-hidden') || (svg.getAttribute('role') === 'img' && svg.getAttribute('aria-label')));
for (const image of all('img')) need('alt', image.hasAttribute('alt'));
for (const link of all('a')) need('link text ' + link.outerHTML, link.textContent.trim());
const levels = all('h1,h2,h3,h4').map((heading) => +heading.tagName[1]);
levels.forEach((level, at) => need('heading order', at === 0 || level <= levels[at - 1] + 1));
const ids = all('[id]').map((element) => element.id);
need('ids once', new Set(ids).size === ids.length);
for (const link of all('a[href^="#"]'))
  need('anchor ' + link.hash, document.getElementById(link.hash.slice(1)));
need('no script', document.scripts.length === 0);
need('nothing fetched', performance.getEntriesByType('resource').length === 0);
const width = document.documentElement.clientWidth;
need('horizontal scrolling: ' + document.documentElement.scrollWidth + ' of ' + width,
  document.documentElement.scrollWidth <= width);
for (const element of all('main *')) {
  const box = element.getBoundingClientRect();
  if (box.width > 0 && (box.right > width + 1 || box.left < -1) && !element.closest('svg'))
    faults.push('outside: ' + element.outerHTML.slice(0, 120));
}
// Contrast by WCAG 2.
const channels = (color) => color.match(/[\d.]+/g).map(Number);
const luminance = (color) => {
  const [r, g, b] = color.slice(0, 3).map((value) => {
    value /= 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const ground = (element) => {
  for (; element; element = element.parentElement) {
    const color = channels(getComputedStyle(element).backgroundColor);
    if (color.length < 4 || color[3] > 0.99) return color;
  }
  return [255, 255, 255];
};
const dim = new Set();
for (const element of all('body *')) {
  const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  if (!own || !element.getClientRects().length || element.classList.contains('skip')) continue;
  const style = getComputedStyle(element);
  const color = channels(element.closest('svg') ? style.fill : style.color);
  const [light, dark] = [luminance(color), luminance(ground(element))].sort((a, b) => b - a);
  const ratio = (light + 0.05) / (dark + 0.05);
  if (ratio < 4.5) dim.add(`contrast ${ratio.toFixed(2)}: ${element.tagName}.${element.className}`);
}
return faults.concat([...dim]);
