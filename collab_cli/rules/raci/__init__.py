"""Rules about responsibilities: the audit of the matrix, overlaps and gaps, descriptions and process chains."""
