"""The demo paper: কমলডাঙা সমাচার, of an invented town on an invented river."""
