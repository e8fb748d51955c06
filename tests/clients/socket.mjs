// graphql-ws, told who we are and when to come back.
import { createClient } from "graphql-ws";
import WebSocket from "ws";
import { headers, ws } from "./told.mjs";

globalThis.WebSocket ??= WebSocket; // browsers and node 22 have it, and Apollo's link asks for it by that name

export const connect = (options = {}) =>
  createClient({
    url: ws,
    connectionParams: headers,
    retryAttempts: 0,
    retryWait: () => new Promise((resolve) => setTimeout(resolve, 50)),
    ...options,
  });
