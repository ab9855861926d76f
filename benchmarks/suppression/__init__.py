"""What programs hide besides stars, table by table, and what that leaves open."""
