"""How the emotion model is taught: the sentences, the recipe, and the figures of what came out."""
