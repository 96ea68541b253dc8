// Sends one mail of a file many times with nodemailer's pooled sender: node nodemailer.mjs FOLDER-OF-PACKAGES PORT MAILS FILE; prints mails a second.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";

const [, , packages, port, mails, file] = process.argv;
const nodemailer = createRequire(packages + "/")("nodemailer");
const raw = readFileSync(file);
const sender = nodemailer.createTransport({ host: "127.0.0.1", port: Number(port), pool: true, maxConnections: 16, maxMessages: Infinity, ignoreTLS: true });
const envelope = { from: "news@shop.example.com", to: "person@example.com" };
const total = Number(mails);
let next = 0;
const lane = async () => {
  while (next++ < total) await sender.sendMail({ envelope, raw });
};
const began = process.hrtime.bigint();
await Promise.all(Array.from({ length: 64 }, lane));
console.log(Math.round(total / (Number(process.hrtime.bigint() - began) / 1e9)));
sender.close();
