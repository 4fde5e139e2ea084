"""Rules on how a paper is set on its pages (dàn trang): holes, last pages, headings at the foot, lines drawn apart."""
