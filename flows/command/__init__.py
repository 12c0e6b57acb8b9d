"""The command line: what can be asked for, what each verb does, how it ends."""
