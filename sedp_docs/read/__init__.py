"""Sources in, typed values out; all disk access for reading is here."""
