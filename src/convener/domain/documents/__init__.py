"""Recognition of files by their content, in a confined process."""
