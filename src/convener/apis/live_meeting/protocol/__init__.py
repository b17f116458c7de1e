"""The protocol of the Live Meeting service API: XML in, XML out, options, queries, faults."""
