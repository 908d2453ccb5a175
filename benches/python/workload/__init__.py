"""The common workload in Python, one file for each framework; the model is described in ../../README.md."""
