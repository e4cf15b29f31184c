"""Generated from proto/ by deploy/tools/python-client.sh: do not edit."""
