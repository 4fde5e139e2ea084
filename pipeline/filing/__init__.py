"""The only writer into folders that a person works in (ghi tệp), and the locks that keep two commands apart."""
