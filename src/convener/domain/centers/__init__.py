"""Conference centers, the tenants, and their API clients."""
