"""From bytes to the original text (原文): encodings, web pages, Word files."""
