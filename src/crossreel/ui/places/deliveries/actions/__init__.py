"""Actions of the deliveries place."""
