"""The tables of a document to flows, reports and labour figures of a year."""
