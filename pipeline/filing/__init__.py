"""The only writer into folders in which people work (ghi tệp), and the locks that keep two commands apart."""
