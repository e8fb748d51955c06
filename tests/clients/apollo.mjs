// Apollo Client with its normalising cache: a watched query moves when an update comes, by whichever link.
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache } from "@apollo/client";
import { OperationTypeNode } from "graphql";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { connect } from "./socket.mjs";
import { dismissed, headers, http, PAGE, say, SCORE, told } from "./told.mjs";

const posts = new HttpLink({ uri: http, headers });
const streams = told.transport === "socket" ? new GraphQLWsLink(connect()) : posts;
const subscribes = ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION;
const client = new ApolloClient({
  link: ApolloLink.split(subscribes, streams, posts),
  cache: new InMemoryCache(),
});
const { journey } = told;

client
  .watchQuery({ query: gql(PAGE), variables: { journey } })
  .subscribe(({ data, dataState }) => dataState === "complete" && say({ page: data.journey }));
client
  .subscribe({ query: gql(SCORE), variables: { journey: told.unknown } })
  .subscribe(({ error }) => say({ refused: error.errors }));
client
  .subscribe({ query: gql(SCORE), variables: { journey } })
  .subscribe(({ data }) => say({ update: data.scoreUpdated }));
await dismissed;
process.exit(0);
