"""The printed CVs of a dossier (SYLL, 2C, short biography) as PDF and Word, from one data model."""
