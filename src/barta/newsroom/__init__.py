"""The newsroom: where a paper is written, checked, signed and sent. Django and Wagtail.

Every change that readers can see goes through `barta.newsroom.actions`; nothing here knows how pages are
stored or delivered.
"""
