// How a test and a script talk: the test's words come as one argument, the script's leave as lines of JSON.
import { once } from "node:events";

export const told = JSON.parse(process.argv[2]);
export const say = (words) => console.log(JSON.stringify(words));

/** Wait until the test closes our standard input: it has seen enough. */
export const dismissed = once(process.stdin.resume(), "end");

export const headers = { authorization: `Bearer ${told.token}` };
export const http = `http://${told.address}/graphql`;
export const ws = `ws://${told.address}/graphql`;

export const SCORE = `
  subscription Score($journey: ID!, $afterSeq: Seq) {
    scoreUpdated(journeyId: $journey, afterSeq: $afterSeq) {
      seq
      kind
      touchpointsWithNewFeedback { id }
      journey { id score { id n seq } }
    }
  }`;
export const PAGE = `
  query Page($journey: ID!) {
    journey(id: $journey) { id name score { id n seq } }
  }`;
export const SUBMIT = `
  mutation Submit($input: SubmitFeedbackInput!) {
    submitFeedback(input: $input) {
      ... on FeedbackAccepted { duplicate }
      ... on Problem { code message }
    }
  }`;
