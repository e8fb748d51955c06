// GraphQL Code Generator: TypeScript for the schema and for operations.graphql, into the folder that is told.
import { codegen } from "@graphql-codegen/core";
import * as typedDocumentNode from "@graphql-codegen/typed-document-node";
import * as typescript from "@graphql-codegen/typescript";
import * as typescriptOperations from "@graphql-codegen/typescript-operations";
import { buildSchema, parse } from "graphql";
import { readFileSync, writeFileSync } from "node:fs";

const [, , schema, operations, into] = process.argv;
const pluginMap = { typescript, typescriptOperations, typedDocumentNode };
const sdl = readFileSync(schema, "utf8");
const types = await codegen({
  schema: parse(sdl),
  schemaAst: buildSchema(sdl),
  documents: [{ document: parse(readFileSync(operations, "utf8")) }],
  filename: "api.ts",
  config: {
    strictScalars: true,
    useTypeImports: true,
    scalars: { Date: "string", DateTime: "string", JSON: "unknown", Seq: "number" },
  },
  plugins: Object.keys(pluginMap).map((name) => ({ [name]: {} })),
  pluginMap,
});
writeFileSync(`${into}/api.ts`, types);
