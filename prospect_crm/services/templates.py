"""The workbooks that users fill in, with the site's own lists."""
