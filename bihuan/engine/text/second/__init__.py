"""A second reader's answer (第二读取器): what it is asked, what of its answer holds, where the two readers differ."""
