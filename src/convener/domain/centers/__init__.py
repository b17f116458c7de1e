"""Conference centers, the tenants: their settings, limits, maintenance windows, and the API clients that act in
them."""
