"""Importers: doors through which stories come in from outside the newsroom.

`barta.importers.capture` reads the plain text of a published page; it knows neither Django nor a database.
"""
