"""What the world sees: GraphQL types, their resolvers, and the SDL, from the vocabulary up to the roots."""
