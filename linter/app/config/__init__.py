"""Config files `.nianbao.yaml`: found, read, validated, and extended by suppressions."""
