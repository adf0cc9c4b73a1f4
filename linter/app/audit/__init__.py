"""Use case: from a folder of submissions to what a reviewer decides on: `nianbao audit`."""
