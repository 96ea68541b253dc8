// Counts the segments of every text of a file as Twilio's calculator does, and prints them as JSON.
import { readFileSync } from 'node:fs';
import calculator from 'sms-segments-calculator';

const texts = JSON.parse(readFileSync(process.argv[2], 'utf8'));
process.stdout.write(JSON.stringify(texts.map((text) => {
  const message = new calculator.SegmentedMessage(text, 'auto', false);
  return { encoding: message.encodingName, segments: message.segmentsCount };
})));
