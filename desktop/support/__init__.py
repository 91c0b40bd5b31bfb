"""Writes what a helpline needs in one file, without anything about anybody."""
