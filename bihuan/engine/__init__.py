"""Pure engines: values in, values out; no Django, files, network or clock."""
