// Opens pages in Chromium as people do and says what came of it, as JSON. Argument: a file with { executable, visits: [...] }; see Visit.cs for a visit's members.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const order = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const browser = await chromium.launch({
  executablePath: order.executable,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
});

async function visit(wish) {
  const context = await browser.newContext({
    locale: wish.locale,
    colorScheme: wish.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    javaScriptEnabled: wish.script,
    bypassCSP: wish.withoutPolicy,
    viewport: { width: wish.width, height: 600 },
  });
  const page = await context.newPage();
  const seen = { name: wish.name, requests: [], dialogs: 0, violations: [] };
  page.on('request', (request) => seen.requests.push(request.url()));
  page.on('dialog', (dialog) => { seen.dialogs++; return dialog.dismiss(); });
  await page.goto(wish.url);
  for (const step of wish.steps) {
    if (step.key) await page.keyboard.press(step.key);
    else if (step.fill) await page.locator(step.fill).fill(step.text);
    else if (step.tick) await page.locator(step.tick).check();
    else if (step.type) await page.keyboard.type(step.type);
    else if (step.submit) await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    else await Promise.all([page.waitForEvent('load'), page.locator(step.click).first().click()]);
  }

  if (wish.script) {
    await page.evaluate(axe);
    const found = await page.evaluate((values) => globalThis.axe.run({ runOnly: values, resultTypes: ['violations'] }), tags);
    seen.violations = found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' | ')}`);
    Object.assign(seen, await page.evaluate(measure));
  }

  Object.assign(seen, { url: page.url(), title: await page.title(), heading: await page.locator('h1').innerText(), language: await page.locator('html').getAttribute('lang') });
  seen.cookies = (await context.cookies()).length;
  await context.close();
  return seen;
}

// What axe does not measure: scrolling sideways, targets under 44 px (a label counts for its box), a focus that can't be seen, what runs.
function measure() {
  const small = [...document.querySelectorAll('a, button, select, input:not([type=hidden]):not([tabindex="-1"])')]
    .map((e) => (e.matches('[type=checkbox], [type=radio]') ? e.closest('label') : e))
    .filter((e) => { const box = e.getBoundingClientRect(); return box.height < 44 || box.width < 44; })
    .map((e) => e.outerHTML);
  const first = document.querySelector('button, a');
  first?.focus({ focusVisible: true });
  return {
    overflow: document.scrollingElement.scrollWidth - document.documentElement.clientWidth,
    small,
    focusWidth: first ? parseFloat(getComputedStyle(first).outlineWidth) : null,
    scripts: document.scripts.length,
  };
}

const results = [];
for (const wish of order.visits) results.push(await visit(wish));
await browser.close();
process.stdout.write(JSON.stringify(results));
