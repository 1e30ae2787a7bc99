"""The screens themselves: Wagtail's views with our rights, lists, buttons and messages."""
