"""`vanthu`: the papers of a Vietnamese office, from its records to signature-ready PDF (soạn thảo văn bản hành chính).

Importing the package teaches num2words to read Vietnamese numbers: see `pipeline.text.number_words`.
"""

from pipeline.text.number_words import register

register()
