// Reads or writes one entity of every type with Microsoft's client for JavaScript:
//   node foreign-client.mjs write|read CONNECTION TABLE
// "read" prints the entity p/r as JSON, each property as { type, value } where JavaScript has no such type.
import { TableClient } from "@azure/data-tables";

const [, , action, connection, table] = process.argv;
const client = TableClient.fromConnectionString(connection, table, { allowInsecureConnection: true });

if (action === "write") {
  await client.createEntity({
    partitionKey: "p",
    rowKey: "it's \"r\" 한😀",
    text: "Ünïcode 한국어 😀 \"quoted\" <b>&'",
    whole: -5,
    long: { type: "Int64", value: "9007199254740993" },
    fraction: 0.1,
    wholeDouble: { type: "Double", value: "3" },
    yes: true,
    no: false,
    at: { type: "DateTime", value: "2026-01-02T03:04:05.1234567Z" },
    id: { type: "Guid", value: "6f9619ff-8b86-d011-b42d-00c04fc964ff" },
    bytes: new Uint8Array([0, 1, 255]),
  });
} else {
  const entity = await client.getEntity("p", "it's \"r\" 한😀", { disableTypeConversion: true });
  console.log(JSON.stringify(entity));
}
