"""What the office knows: agencies, people, committees, meetings, papers, as a clerk writes them down.

Every field carries its Vietnamese title; the title in lower case is the key in the YAML files, the label in messages
and the property in the JSON Schemas. Nothing here reads files or knows what a page looks like.
"""
