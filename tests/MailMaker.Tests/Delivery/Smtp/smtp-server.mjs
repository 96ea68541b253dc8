// npm's smtp-server: STARTTLS with the certificate given, sign-in as tim; prints its port, then each mail it takes as one line of JSON.
import { readFileSync } from "node:fs";
import { SMTPServer } from "smtp-server";

const [, , certificate, key] = process.argv;
const server = new SMTPServer({
  cert: readFileSync(certificate),
  key: readFileSync(key),
  authMethods: ["PLAIN", "LOGIN"],
  onAuth: (auth, session, done) =>
    auth.username === "tim" && auth.password === "tanstaaf" && session.secure
      ? done(null, { user: auth.username })
      : done(Object.assign(new Error("no"), { responseCode: 535 })),
  onRcptTo: (address, session, done) =>
    address.address.startsWith("refused")
      ? done(Object.assign(new Error("5.1.1 unknown"), { responseCode: 550 }))
      : done(),
  onData: (stream, session, done) => {
    const pieces = [];
    stream.on("data", (piece) => pieces.push(piece));
    stream.on("end", () => {
      const { mailFrom, rcptTo } = session.envelope;
      console.log(JSON.stringify({ from: mailFrom.address, to: rcptTo[0].address, content: Buffer.concat(pieces).toString("base64") }));
      done(null, "queued");
    });
  },
});
server.on("error", () => {});
server.listen(0, "127.0.0.1", () => console.log(server.server.address().port));
