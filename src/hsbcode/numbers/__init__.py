"""What several rooms need of arithmetic: resampling, intervals, rounding."""
