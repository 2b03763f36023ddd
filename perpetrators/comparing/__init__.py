"""What is compared between records: read, kept in step, told and marked anew."""
