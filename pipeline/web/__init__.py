"""Web pages of results (trang HTML): what all of them have in common."""
