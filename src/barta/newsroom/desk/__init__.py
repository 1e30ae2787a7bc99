"""The newsroom's screens: who may see and do what, forms, lists, buttons and messages, in Bangla."""
