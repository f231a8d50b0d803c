"""WHAT GOES OUT: one format a module. Charts need the extra ``plots``; nothing here is imported before it is asked for."""
