"""The only room that knows how Word files are built: packages, and what a person sees in them."""
