"""How far coders agree: coefficients, intervals, disagreements."""
