//! The command line of recens.
