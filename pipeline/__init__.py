"""`vanthu`: the papers of a Vietnamese office, from its records to signature-ready PDF (soạn thảo văn bản hành chính).

Importing the package teaches num2words to read Vietnamese numbers: see `pipeline.text.words`.
"""

from pipeline.text.words import register

register()
