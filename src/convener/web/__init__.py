"""What browsers get that is not an API: pages, files, cookies, security headers, and the middleware of every
request."""
