"""The words of the program: frozen values that every room shares. Standard library only."""
