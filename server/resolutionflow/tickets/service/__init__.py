"""What is done with clients and tickets."""
