"""An office's folder of YAML records becomes one frozen value, and every problem becomes a finding with file and line.

Stages: `folder` finds the files, `decoding` makes text of bytes, `tree` reads YAML without guessing, `scalars` looks at
every text, `binding` fits the records to their models, `references` follows the ids, `checks` compares records.
"""
