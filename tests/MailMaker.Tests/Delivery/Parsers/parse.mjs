// Reads every message named on the command line with two parsers and prints what they saw as JSON.
import { readFileSync } from 'node:fs';
import mailparser from 'mailparser';
import PostalMime from 'postal-mime';

const mailbox = (m) => ({ name: m?.name ?? '', address: m?.address ?? '' });
const seen = [];
for (const file of process.argv.slice(2)) {
  const octets = readFileSync(file);
  const postal = await PostalMime.parse(octets);
  seen.push({
    parser: 'postal-mime', subject: postal.subject ?? '', from: mailbox(postal.from), to: mailbox(postal.to?.[0]),
    text: postal.text ?? '', html: postal.html ?? '',
  });
  const nodemailer = await mailparser.simpleParser(octets, { skipHtmlToText: true, skipTextToHtml: true, skipTextLinks: true, skipImageLinks: true });
  seen.push({
    parser: 'mailparser', subject: nodemailer.subject ?? '', from: mailbox(nodemailer.from?.value[0]), to: mailbox(nodemailer.to?.value[0]),
    text: nodemailer.text ?? '', html: nodemailer.html || '',
  });
}
process.stdout.write(JSON.stringify(seen));
