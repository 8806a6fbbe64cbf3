"""Trains, exports and measures chancery's reader. Shares no code with the runtime: the contract
between the two is the weights file, its labels and the parity file."""
