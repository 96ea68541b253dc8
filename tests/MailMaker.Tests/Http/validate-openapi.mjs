// Holds an OpenAPI document against the specification's own schema, references resolved.
import SwaggerParser from '@apidevtools/swagger-parser';

const api = await SwaggerParser.validate(process.argv[2]);
console.log(`${api.openapi} ${Object.keys(api.paths).length}`);
