// Writes every template of a file ({"fields": …, "templates": […]}) with handlebars.js, and prints the texts as JSON.
import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';

const { fields, templates } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const text = (value) => String(value ?? '');
Handlebars.registerHelper('eq', (a, b) => text(a).toLowerCase() === text(b).toLowerCase());
Handlebars.registerHelper('default', (...values) => values.slice(0, -1).find((v) => text(v).trim()) ?? '');
Handlebars.registerHelper('items', (value) => text(value).split(';').filter((item) => item));
process.stdout.write(JSON.stringify(templates.map((t) => Handlebars.compile(t, { noEscape: true })({ ...fields, contact: fields }))));
