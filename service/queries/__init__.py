"""Reading the map and the feedback: batches by id, and pages that stay put while others write."""
