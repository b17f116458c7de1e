"""What a file is, found out from its content in a confined process."""
